// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemons/astercclive/board_thread.h"

#include "common/runtime/log.h"

#include <utility>

namespace live {
namespace {

constexpr std::chrono::milliseconds pause_while_away{500};
constexpr std::chrono::milliseconds look_every{20};

}  // namespace

BoardThread::BoardThread(asio::io_context& io, db::DbConfig database, std::function<void(BoardNews)> receiver,
                         runtime::Pulse pulse)
    : io_(io), database_(std::move(database)), receiver_(std::move(receiver)), pulse_(pulse)
{
}

BoardThread::~BoardThread()
{
    ask_to_stop();
    if (thread_.joinable()) thread_.join();
}

void BoardThread::start()
{
    thread_ = std::thread{[this] {
        work();
        ended_.set_value();
    }};
}

void BoardThread::ask_to_stop()
{
    {
        const std::lock_guard lock{mutex_};
        is_stopping_ = true;
    }
    changed_.notify_all();
}

bool BoardThread::stop(std::chrono::milliseconds patience)
{
    ask_to_stop();
    return ended_.get_future().wait_for(patience) == std::future_status::ready;
}

void BoardThread::moved(unsigned account)
{
    {
        const std::lock_guard lock{mutex_};
        moved_.insert(account);
    }
    changed_.notify_all();
}

void BoardThread::work()
{
    bool is_told = false;
    const auto went_away = [&](const std::exception& e) {
        if (!std::exchange(is_told, true)) runtime::log_warning("board_not_read", {{"err", e.what()}});
        rest_while_away();
    };
    while (!is_stopping_) {
        pulse_.beat();
        try {
            db::Connection connection{database_};
            is_told = false;
            serve(connection);
        } catch (const db::DbUnavailable& e) {
            went_away(e);
        } catch (const db::DbError& e) {
            went_away(e);
        }
    }
}

void BoardThread::serve(db::Connection& connection)
{
    db::BoardGateway gateway{connection};
    reader_.reconnected();
    while (!is_stopping_) {
        pulse_.beat();
        take_moved();
        if (auto news = reader_.read(gateway, std::chrono::steady_clock::now()))
            asio::post(io_, [this, news = std::move(*news)]() mutable { receiver_(std::move(news)); });
        await_news(look_every);
    }
}

void BoardThread::take_moved()
{
    const std::lock_guard lock{mutex_};
    for (const auto account : std::exchange(moved_, {}))
        reader_.moved(account);
}

void BoardThread::await_news(std::chrono::milliseconds most)
{
    std::unique_lock lock{mutex_};
    changed_.wait_for(lock, most, [this] { return is_stopping_ || !moved_.empty(); });
}

void BoardThread::rest_while_away()
{
    std::unique_lock lock{mutex_};
    changed_.wait_for(lock, pause_while_away, [this] { return is_stopping_.load(); });
}

}  // namespace live
