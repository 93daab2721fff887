// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/ami/connection.h"

#include "common/ami/login_key.h"
#include "common/runtime/spawn.h"

#include <netinet/tcp.h>
#include <sys/socket.h>

namespace ami {

namespace {

using asio::redirect_error;
using asio::use_awaitable;
using boost::system::error_code;
using runtime::Errc;
using runtime::Error;

constexpr std::size_t read_size = 64 * 1024;
constexpr std::size_t greeting_limit = 4 * 1024;
constexpr std::size_t outbox_limit = 1024 * 1024;
// Asterisk drops a client that does not drain for 100 ms: the kernel holds a good second of a busy server's events.
constexpr int receive_buffer = 4 * 1024 * 1024;

Error unavailable(std::string what)
{
    return {Errc::unavailable, std::move(what)};
}

runtime::Result<Reply> to_result(const Message& response, const std::string& action)
{
    if (iequals(response.response(), "Error")) {
        const auto why = response.find("Message");
        return Error{Errc::refused, action + ": " + std::string{why.empty() ? "Asterisk refused it" : why}};
    }
    Reply reply;
    for (const auto& [name, value] : response.headers())
        reply.headers.emplace_back(name, value);
    return reply;
}

void deliver(const ReplyHandler& handler, runtime::Result<Reply> result)
{
    if (handler) runtime::call_logged("ami reply handler", [&] { handler(std::move(result)); });
}

std::string in_seconds(SessionTimings::Duration d)
{
    auto text = std::to_string(static_cast<double>(d.count()) / 1000.0);
    text.erase(text.find_last_not_of('0') + 1);
    if (text.back() == '.') text.pop_back();
    return text + " s";
}

}  // namespace

Connection::Connection(asio::any_io_executor strand, const SessionConfig& config, ActionIds& ids,
                       std::function<void(const std::string&)> on_up, std::function<void(const Message&)> on_message)
    : strand_(std::move(strand)),
      config_(config),
      ids_(ids),
      on_up_(std::move(on_up)),
      on_message_(std::move(on_message)),
      resolver_(strand_),
      socket_(strand_),
      deadline_(strand_),
      quiet_(strand_),
      gathered_(strand_),
      wake_writer_(strand_, Clock::time_point::max()),
      wake_runner_(strand_, Clock::time_point::max()),
      parser_(config.limits, config.filter),
      read_buffer_(read_size)
{
}

std::string Connection::peer() const
{
    return config_.host + ":" + config_.port;
}

std::optional<Connection::Clock::duration> Connection::time_up() const
{
    if (!up_since_) return std::nullopt;
    return up_until_.value_or(Clock::now()) - *up_since_;
}

asio::awaitable<std::string> Connection::run()
{
    close_after(config_.timings.connect,
                "no Asterisk manager answered at " + peer() + " within " + in_seconds(config_.timings.connect));
    co_await connect();
    if (!closed_) co_await read_greeting();
    deadline_.expires_at(Clock::time_point::max());
    if (!closed_) {
        spawn("ami writer", &Connection::write_actions);
        spawn("ami reader", &Connection::read_messages);
        co_await login();
    }
    if (!closed_) spawn("ami watch", &Connection::watch_quiet);
    while (!closed_)
        co_await wait(wake_runner_);
    co_return reason_;
}

void Connection::spawn(const char* what, asio::awaitable<void> (Connection::*member)())
{
    const auto self = shared_from_this();
    runtime::spawn_logged(
        strand_, what, [self, member] { return (self.get()->*member)(); },
        [self, what] { self->close(std::string{what} + " failed, see the line before"); });
}

// Waits until the timer expires or is canceled; the caller looks which.
asio::awaitable<void> Connection::wait(asio::steady_timer& timer)
{
    error_code canceled;
    co_await timer.async_wait(redirect_error(use_awaitable, canceled));
}

void Connection::close_after(SessionTimings::Duration delay, std::string reason)
{
    deadline_.expires_after(delay);
    deadline_.async_wait([weak = weak_from_this(), reason = std::move(reason)](error_code canceled) {
        const auto self = weak.lock();
        // It may have been moved after it fired and before we got here.
        if (self && !canceled && self->deadline_.expiry() <= Clock::now()) self->close(reason);
    });
}

asio::awaitable<void> Connection::connect()
{
    error_code ec;
    const auto found = co_await resolver_.async_resolve(config_.host, config_.port, redirect_error(use_awaitable, ec));
    if (ec) {
        close("cannot find the host " + config_.host + ": " + ec.message());
        co_return;
    }
    for (const auto& entry : found) {
        if (closed_) co_return;
        open_socket(entry.endpoint().protocol(), ec);
        if (!ec) co_await socket_.async_connect(entry.endpoint(), redirect_error(use_awaitable, ec));
        if (!ec) co_return;
    }
    close("cannot connect to Asterisk at " + peer() + ": " + ec.message());
}

// The receive buffer must be large before connecting, for the TCP window scale is agreed on there.
void Connection::open_socket(const asio::ip::tcp& protocol, error_code& ec)
{
    error_code ignored;  // each option makes things better, none is indispensable
    socket_.close(ignored);
    socket_.open(protocol, ec);
    if (ec) return;
    socket_.set_option(asio::socket_base::receive_buffer_size{receive_buffer}, ignored);
    socket_.set_option(asio::ip::tcp::no_delay{true}, ignored);
    const auto patience = static_cast<unsigned>(config_.timings.unacknowledged.count());
    ::setsockopt(socket_.native_handle(), IPPROTO_TCP, TCP_USER_TIMEOUT, &patience, sizeof patience);
}

// Reads what there is into the parser and returns how much it was; closes when the peer is gone.
asio::awaitable<std::size_t> Connection::read_some()
{
    error_code ec;
    const auto size = co_await socket_.async_read_some(asio::buffer(read_buffer_), redirect_error(use_awaitable, ec));
    if (closed_) co_return 0;
    if (ec) {
        close(ec == asio::error::eof ? "Asterisk at " + peer() + " closed the connection"
                                     : "lost the connection to Asterisk at " + peer() + ": " + ec.message());
        co_return 0;
    }
    last_read_ = Clock::now();
    parser_.feed(std::string_view{read_buffer_.data(), size}, [this](const Message& message) { take(message); });
    co_return size;
}

asio::awaitable<void> Connection::read_greeting()
{
    while (!closed_ && parser_.banner().empty()) {
        co_await read_some();
        const auto& seen = parser_.counters();
        if (!closed_ && parser_.banner().empty() && (seen.messages > 0 || seen.bytes > greeting_limit))
            close("what answers at " + peer() + " is no Asterisk manager");
    }
}

asio::awaitable<void> Connection::read_messages()
{
    while (!closed_) {
        const auto size = co_await read_some();
        // A full buffer says that there is more already.
        if (!closed_ && size < read_buffer_.size()) co_await gather();
    }
}

// Asterisk sends event by event: the first after a quiet moment is read at once, its followers together. Until then
// the kernel wakes us for a full buffer only.
asio::awaitable<void> Connection::gather()
{
    const auto wake_for = [this](int bytes) {
        error_code ignored;  // then we are woken too often
        socket_.set_option(asio::socket_base::receive_low_watermark{bytes}, ignored);
    };
    wake_for(static_cast<int>(read_buffer_.size()));
    gathered_.expires_at(last_read_ + config_.timings.gather);
    co_await wait(gathered_);
    if (!closed_) wake_for(1);
}

asio::awaitable<void> Connection::write_actions()
{
    while (!closed_) {
        if (outbox_.empty()) {
            co_await wait(wake_writer_);
            continue;
        }
        const auto batch = std::exchange(outbox_, {});
        error_code ec;
        co_await asio::async_write(socket_, asio::buffer(batch), redirect_error(use_awaitable, ec));
        if (ec) close("lost the connection to Asterisk at " + peer() + ": " + ec.message());
    }
}

asio::awaitable<void> Connection::login()
{
    const auto challenged = co_await request(challenge(), {});
    if (challenged.has_error() && challenged.error().code != Errc::refused) {
        close_without_login(challenged.error());
        co_return;
    }
    const auto action =
        challenged.has_value()
            ? login_by_key(config_.username, login_key(challenged.value().find("Challenge"), config_.secret),
                           config_.events)
            : login_by_secret(config_.username, config_.secret, config_.events);
    if (action.has_error()) {
        close(action.error().what);
        co_return;
    }
    // Up at once, not when this coroutine goes on: events may follow in the same packet.
    const auto answer = co_await request(action.value(), [this] { become_up(); });
    if (answer.has_error()) close_without_login(answer.error());
}

void Connection::close_without_login(const Error& why)
{
    const auto verb = why.code == Errc::refused ? " refused to log in " : " did not answer the login of ";
    close("Asterisk at " + peer() + verb + config_.username + " (" + why.what + ")");
}

void Connection::become_up()
{
    up_since_ = Clock::now();
    delivering_ = true;
    on_up_(parser_.banner());
}

// A Ping after each quiet stretch; any byte read counts as a sign of life.
asio::awaitable<void> Connection::watch_quiet()
{
    const auto quiet = config_.timings.quiet;
    auto quiet_since = last_read_;
    unsigned pings = 0;
    while (!closed_) {
        if (quiet_since != last_read_) {
            quiet_since = last_read_;
            pings = 0;
        }
        const auto due = quiet_since + quiet * (pings + 1);
        if (Clock::now() < due) {
            quiet_.expires_at(due);
            co_await wait(quiet_);
            continue;
        }
        if (pings == config_.timings.unanswered_pings) {
            close("Asterisk at " + peer() + " has been silent for " + in_seconds(quiet * (pings + 1)));
            co_return;
        }
        ++pings;
        send(ids_.next(), ping(), {});
    }
}

asio::awaitable<runtime::Result<Reply>> Connection::request(Action action, std::function<void()> on_success)
{
    struct Answer {
        asio::steady_timer arrived;
        std::optional<runtime::Result<Reply>> result;
    };
    const auto waiting = std::make_shared<Answer>(Answer{{strand_, Clock::time_point::max()}, {}});
    send(ids_.next(), action, [waiting, on_success = std::move(on_success)](runtime::Result<Reply> result) {
        if (result.has_value() && on_success) on_success();
        waiting->result = std::move(result);
        waiting->arrived.cancel();
    });
    while (!waiting->result)
        co_await wait(waiting->arrived);
    co_return *std::move(waiting->result);
}

void Connection::send(std::string id, const Action& action, ReplyHandler handler)
{
    if (closed_ || outbox_.size() > outbox_limit) {
        auto error = unavailable(action.name() + (closed_ ? ": there is no connection to Asterisk at " + peer()
                                                          : ": too many actions wait to be sent to " + peer()));
        asio::post(strand_, [handler = std::move(handler), error = std::move(error)] { deliver(handler, error); });
        return;
    }
    asio::steady_timer deadline{strand_, config_.timings.answer};
    deadline.async_wait([weak = weak_from_this(), id](error_code canceled) {
        const auto self = weak.lock();
        if (self && !canceled) self->time_out(id);
    });
    outbox_ += action.serialize(id);
    pending_.emplace(std::move(id), Pending{action.name(), std::move(handler), std::move(deadline)});
    wake_writer_.cancel();
}

void Connection::take(const Message& message)
{
    if (closed_) return;
    if (!message.response().empty())
        answer(message);
    else if (delivering_)
        on_message_(message);
}

void Connection::answer(const Message& response)
{
    const auto found = pending_.find(std::string{response.find("ActionID")});
    if (found == pending_.end()) return;  // it came after its time-out
    const auto waiting = pending_.extract(found);
    deliver(waiting.mapped().handler, to_result(response, waiting.mapped().action));
}

void Connection::time_out(const std::string& id)
{
    const auto waiting = pending_.extract(id);
    if (waiting.empty()) return;
    auto what = waiting.mapped().action + ": Asterisk did not answer within " + in_seconds(config_.timings.answer);
    deliver(waiting.mapped().handler, Error{Errc::timed_out, std::move(what)});
}

void Connection::log_off()
{
    if (!std::exchange(delivering_, false)) {
        close("stopped");
        return;
    }
    close_after(config_.timings.log_off, "stopped");
    send(ids_.next(), logoff(), [weak = weak_from_this()](const auto&) {
        if (const auto self = weak.lock()) self->close("stopped");
    });
}

void Connection::close(std::string reason)
{
    if (std::exchange(closed_, true)) return;
    reason_ = std::move(reason);
    delivering_ = false;
    up_until_ = Clock::now();
    error_code ignored;
    socket_.close(ignored);
    resolver_.cancel();
    for (auto* timer : {&deadline_, &quiet_, &gathered_, &wake_writer_, &wake_runner_})
        timer->cancel();
    for (auto& [id, waiting] : std::exchange(pending_, {}))
        deliver(waiting.handler, unavailable(waiting.action + ": " + reason_));
}

}  // namespace ami
