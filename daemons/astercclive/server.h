// SPDX-License-Identifier: GPL-3.0-or-later
// The HTTP side: GET /live opens a stream, GET /healthz says how we are, everything else is not found.
// Apache stands in front (TLS, the one origin); requests are small, their head must come within seconds.
// io thread only.
#pragma once

#include "common/runtime/asio.h"
#include "daemons/astercclive/board_hub.h"
#include "daemons/astercclive/database_thread.h"
#include "daemons/astercclive/hub.h"
#include "daemons/astercclive/live_config.h"

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace live {

class Server {
public:
    // Throws std::runtime_error with a sentence when the port cannot be had.
    [[nodiscard]] static asio::ip::tcp::acceptor take_port(asio::io_context& io, const LiveConfig& config);

    Server(asio::io_context& io, const LiveConfig& config, Hub& hub, BoardHub& board, DatabaseThread& database);

    void start();
    // For streams to come. On the io_context's thread.
    void limit_streams(std::size_t most) { max_streams_ = most; }

private:
    using Socket = std::shared_ptr<asio::ip::tcp::socket>;
    struct Request {
        std::string method;
        std::string target;
        std::string cookie;
        std::string last_event_id;
    };

    asio::awaitable<void> accept();
    asio::awaitable<void> serve(Socket socket);
    // Nothing when there was no request to answer; a bad one was answered.
    asio::awaitable<std::optional<Request>> read_request(Socket socket);
    asio::awaitable<void> open_stream(Socket socket, Request request);
    asio::awaitable<void> answer(Socket socket, std::string status, std::string text);
    [[nodiscard]] std::string health() const;

    asio::io_context& io_;
    asio::ip::tcp::acceptor acceptor_;
    Hub& hub_;
    BoardHub& board_;
    DatabaseThread& database_;
    std::size_t max_streams_;
    std::shared_ptr<int> request_ = std::make_shared<int>();  // its users: requests being read or looked up
};

}  // namespace live
