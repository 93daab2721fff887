// SPDX-License-Identifier: GPL-3.0-or-later
// One browser listening. Owned by the Hub and by its pending operations; io thread only.
// A client that does not read is dropped when its queue is full or stands still: it resumes with Last-Event-ID.
#pragma once

#include "common/db/live_session_gateway.h"
#include "common/runtime/asio.h"
#include "daemons/astercclive/event_store.h"

#include <chrono>
#include <memory>
#include <vector>

namespace live {

class Stream : public std::enable_shared_from_this<Stream> {
public:
    using Time = std::chrono::steady_clock::time_point;

    Stream(asio::ip::tcp::socket socket, unsigned account, db::TokenHash session);

    // Once: watches for the other side's end. What was sent before goes first.
    void start();
    void send(const Bytes& bytes);
    // Sends these as the last ones.
    void finish(const Bytes& bytes);
    void close();

    [[nodiscard]] bool is_open() const { return socket_.is_open(); }
    [[nodiscard]] unsigned account() const { return account_; }
    [[nodiscard]] const db::TokenHash& session() const { return session_; }
    // When bytes last went out, or were queued for a client that reads.
    [[nodiscard]] Time last_written() const { return last_written_; }
    [[nodiscard]] bool is_writing() const { return !writing_.empty(); }

private:
    void write();
    void watch();

    asio::ip::tcp::socket socket_;
    unsigned account_;
    db::TokenHash session_;
    Time last_written_;
    std::vector<Bytes> waiting_;
    std::vector<Bytes> writing_;
    std::size_t waiting_bytes_ = 0;
    bool is_finishing_ = false;
};

}  // namespace live
