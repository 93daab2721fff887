// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemons/astercclive/session_watch.h"

#include "common/runtime/log.h"

#include <chrono>
#include <unordered_map>
#include <unordered_set>
#include <vector>

namespace live {
namespace {

using Sessions = std::unordered_set<db::TokenHash>;

constexpr std::chrono::seconds check_every{10};

struct Checked {
    Sessions ended;
    std::unordered_map<db::TokenHash, db::LiveAccount> alive;
};

// Those of `listening` that are alive are touched.
Checked check(Gateways& gateways, const Sessions& listening)
{
    Checked checked{.ended = {}, .alive = gateways.sessions.valid()};
    std::vector<db::TokenHash> heard;
    for (const auto& session : listening) {
        if (checked.alive.contains(session))
            heard.push_back(session);
        else
            checked.ended.insert(session);
    }
    gateways.sessions.touch(heard);
    return checked;
}

asio::awaitable<void> check_all(Hub& hub, BoardHub& board, DatabaseThread& database)
{
    auto listening = hub.sessions();
    if (listening.empty()) co_return;
    const std::function<Checked(Gateways&)> question = [=](Gateways& gateways) { return check(gateways, listening); };
    try {
        const auto checked = co_await database.ask(question);
        if (!checked.ended.empty()) runtime::log_info("sessions_ended", {{"sessions", checked.ended.size()}});
        hub.end(checked.ended);
        board.check_rights(checked.alive);
    } catch (const std::exception& e) {
        runtime::log_debug("sessions_unchecked", {{"err", e.what()}});
    }
}

}  // namespace

asio::awaitable<void> watch_sessions(asio::io_context& io, Hub& hub, BoardHub& board, DatabaseThread& database)
{
    asio::steady_timer timer{io};
    for (;;) {
        timer.expires_after(check_every);
        co_await timer.async_wait(asio::use_awaitable);
        co_await check_all(hub, board, database);
    }
}

}  // namespace live
