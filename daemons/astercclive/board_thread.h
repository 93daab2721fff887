// SPDX-License-Identifier: GPL-3.0-or-later
// Reads the board on a connection and a thread of its own, so that the tail of the feed never waits while a thousand
// agents are read. What changed is posted to the io thread. The database away: the board stays as it is, and is read
// whole when it is back.
#pragma once

#include "common/db/connection.h"
#include "common/runtime/asio.h"
#include "common/runtime/health.h"
#include "daemons/astercclive/board_reader.h"

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <functional>
#include <future>
#include <mutex>
#include <set>
#include <thread>

namespace live {

class BoardThread {
public:
    // `receiver` is called on the io thread, `pulse` beats in this one.
    BoardThread(asio::io_context& io, db::DbConfig database, std::function<void(BoardNews)> receiver,
                runtime::Pulse pulse);
    ~BoardThread();
    BoardThread(const BoardThread&) = delete;
    BoardThread& operator=(const BoardThread&) = delete;

    void start();
    // False when the thread hangs in a statement still: then only the end of the process ends it.
    [[nodiscard]] bool stop(std::chrono::milliseconds patience);

    // The feed told something of this account: it is read at once. From any thread.
    void moved(unsigned account);

private:
    void ask_to_stop();
    void work();
    void serve(db::Connection& connection);
    void take_moved();
    void await_news(std::chrono::milliseconds most);
    void rest_while_away();

    asio::io_context& io_;
    db::DbConfig database_;
    std::function<void(BoardNews)> receiver_;
    const runtime::Pulse pulse_;
    BoardReader reader_;

    std::mutex mutex_;
    std::condition_variable changed_;
    std::set<unsigned> moved_;
    std::atomic<bool> is_stopping_ = false;
    std::promise<void> ended_;
    std::thread thread_;
};

}  // namespace live
