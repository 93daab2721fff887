// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemons/astercclive/session_watch.h"

#include "common/runtime/log.h"

#include <chrono>
#include <unordered_set>
#include <vector>

namespace live {
namespace {

using Sessions = std::unordered_set<db::TokenHash>;

constexpr std::chrono::seconds check_every{10};

// Those of `listening` that have ended; the others are touched.
Sessions check(Gateways& gateways, Sessions listening)
{
    const auto valid = gateways.sessions.valid();
    Sessions ended;
    std::vector<db::TokenHash> alive;
    for (const auto& session : listening) {
        if (valid.contains(session))
            alive.push_back(session);
        else
            ended.insert(session);
    }
    gateways.sessions.touch(alive);
    return ended;
}

asio::awaitable<void> check_all(Hub& hub, DatabaseThread& database)
{
    auto listening = hub.sessions();
    if (listening.empty()) co_return;
    const std::function<Sessions(Gateways&)> question = [=](Gateways& gateways) { return check(gateways, listening); };
    try {
        const auto ended = co_await database.ask(question);
        if (!ended.empty()) runtime::log_info("sessions_ended", {{"sessions", ended.size()}});
        hub.end(ended);
    } catch (const std::exception& e) {
        runtime::log_debug("sessions_unchecked", {{"err", e.what()}});
    }
}

}  // namespace

asio::awaitable<void> watch_sessions(asio::io_context& io, Hub& hub, DatabaseThread& database)
{
    asio::steady_timer timer{io};
    for (;;) {
        timer.expires_after(check_every);
        co_await timer.async_wait(asio::use_awaitable);
        co_await check_all(hub, database);
    }
}

}  // namespace live
