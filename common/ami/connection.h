// SPDX-License-Identifier: GPL-3.0-or-later
// One TCP connection of a Session, from resolving the name to its end; used by session.cpp alone. Everything happens
// on the session's strand. run() ends when the connection is closed; its coroutines hold the Connection alive and
// leave it at the next look at is_closed(). After close() no callback is made.
#pragma once

#include "common/ami/action_ids.h"
#include "common/ami/session.h"
#include "common/runtime/asio.h"

#include <optional>
#include <string>
#include <unordered_map>

namespace ami {

class Connection : public std::enable_shared_from_this<Connection> {
public:
    using Clock = std::chrono::steady_clock;

    // `on_up` gets the banner. Config, ids and callbacks outlive the run.
    Connection(asio::any_io_executor strand, const SessionConfig& config, ActionIds& ids,
               std::function<void(const std::string&)> on_up, std::function<void(const Message&)> on_message);

    // Returns why it ended.
    [[nodiscard]] asio::awaitable<std::string> run();
    void send(std::string id, const Action& action, ReplyHandler handler);
    void log_off();
    void close(std::string reason);

    [[nodiscard]] bool is_closed() const { return closed_; }
    // How long it was logged in; nothing when it never was.
    [[nodiscard]] std::optional<Clock::duration> time_up() const;
    [[nodiscard]] const ParserCounters& counters() const { return parser_.counters(); }

private:
    struct Pending {
        std::string action;
        ReplyHandler handler;
        asio::steady_timer deadline;
    };

    asio::awaitable<void> connect();
    asio::awaitable<void> read_greeting();
    asio::awaitable<void> login();
    asio::awaitable<void> read_messages();
    asio::awaitable<void> write_actions();
    asio::awaitable<void> watch_quiet();
    asio::awaitable<void> wait(asio::steady_timer& timer);
    asio::awaitable<std::size_t> read_some();
    asio::awaitable<void> gather();
    asio::awaitable<runtime::Result<Reply>> request(Action action, std::function<void()> on_success);

    void spawn(const char* what, asio::awaitable<void> (Connection::*member)());
    void close_after(SessionTimings::Duration delay, std::string reason);
    void open_socket(const asio::ip::tcp& protocol, boost::system::error_code& ec);
    void close_without_login(const runtime::Error& why);
    void take(const Message& message);
    void answer(const Message& response);
    void time_out(const std::string& id);
    void become_up();
    [[nodiscard]] std::string peer() const;

    asio::any_io_executor strand_;
    const SessionConfig& config_;
    ActionIds& ids_;
    std::function<void(const std::string&)> on_up_;
    std::function<void(const Message&)> on_message_;

    asio::ip::tcp::resolver resolver_;
    asio::ip::tcp::socket socket_;
    asio::steady_timer deadline_;     // for getting connected, later for logging off
    asio::steady_timer quiet_;        // when to look whether the peer has been quiet
    asio::steady_timer gathered_;     // when to read again
    asio::steady_timer wake_writer_;  // never expires: send() cancels it
    asio::steady_timer wake_runner_;  // never expires: close() cancels it

    Parser parser_;
    std::vector<char> read_buffer_;
    std::string outbox_;
    std::unordered_map<std::string, Pending> pending_;
    Clock::time_point last_read_{};
    std::optional<Clock::time_point> up_since_;
    std::optional<Clock::time_point> up_until_;
    bool delivering_ = false;  // logged in and not logging off
    bool closed_ = false;
    std::string reason_;
};

}  // namespace ami
