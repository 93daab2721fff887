// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/ami/session.h"

#include "common/ami/backoff.h"
#include "common/ami/connection.h"
#include "common/runtime/spawn.h"

#include <atomic>
#include <random>

namespace ami {

namespace {

Backoff::Random make_random()
{
    return [engine = std::minstd_rand{std::random_device{}()}]() mutable {
        return std::generate_canonical<double, 32>(engine);
    };
}

ParserCounters operator+(const ParserCounters& a, const ParserCounters& b)
{
    return {a.bytes + b.bytes, a.messages + b.messages, a.skipped + b.skipped, a.oddities + b.oddities,
            a.dropped + b.dropped};
}

}  // namespace

// Held by the coroutine of run(), so it outlives the Session until that has ended.
class Session::Impl : public std::enable_shared_from_this<Impl> {
public:
    Impl(asio::io_context& io, SessionConfig config, SessionCallbacks callbacks)
        : strand_(asio::make_strand(io)),
          config_(std::move(config)),
          callbacks_(std::move(callbacks)),
          backoff_(config_.timings.first_retry, config_.timings.most_retry, make_random()),
          retry_(strand_)
    {
    }

    void start()
    {
        runtime::spawn_logged(strand_, "ami session", [self = shared_from_this()] { return self->run(); });
    }

    void stop()
    {
        asio::dispatch(strand_, [self = shared_from_this()] { self->end(); });
    }

    void abandon()
    {
        asio::dispatch(strand_, [self = shared_from_this()] {
            self->callbacks_ = {};
            self->end();
        });
    }

    std::string send(const Action& action, ReplyHandler handler)
    {
        auto id = ids_.next();
        asio::post(strand_, [self = shared_from_this(), id, action, handler = std::move(handler)]() mutable {
            self->pass_on(std::move(id), action, std::move(handler));
        });
        return id;
    }

    [[nodiscard]] bool is_up() const { return up_; }

    [[nodiscard]] ParserCounters counters() const
    {
        return connection_ ? counted_ + connection_->counters() : counted_;
    }

private:
    asio::awaitable<void> run()
    {
        while (!stopping_) {
            connection_ = make_connection();
            const auto reason = co_await connection_->run();
            retire_connection(reason);
            if (stopping_) break;
            retry_.expires_after(backoff_.next());
            boost::system::error_code stopped;
            co_await retry_.async_wait(asio::redirect_error(asio::use_awaitable, stopped));
        }
    }

    // Its callbacks may point here: it makes none after run() above has seen its end.
    std::shared_ptr<Connection> make_connection()
    {
        return std::make_shared<Connection>(
            strand_, config_, ids_, [this](const std::string& banner) { come_up(banner); },
            [this](const Message& message) {
                if (callbacks_.on_message) callbacks_.on_message(message);
            });
    }

    void come_up(const std::string& banner)
    {
        up_ = true;
        last_reason_.clear();
        if (callbacks_.on_up) runtime::call_logged("on_up", [&] { callbacks_.on_up(banner); });
    }

    void retire_connection(const std::string& reason)
    {
        if (connection_->time_up() > config_.timings.stable) backoff_.reset();
        counted_ = counted_ + connection_->counters();
        connection_.reset();
        up_ = false;
        if (stopping_ || reason == last_reason_) return;
        last_reason_ = reason;
        if (callbacks_.on_down) runtime::call_logged("on_down", [&] { callbacks_.on_down(reason); });
    }

    void pass_on(std::string id, const Action& action, ReplyHandler handler)
    {
        if (connection_ && up_) {
            connection_->send(std::move(id), action, std::move(handler));
        } else if (handler) {
            runtime::Error error{runtime::Errc::unavailable,
                                 action.name() + ": not logged in to Asterisk at " + config_.host + ":" + config_.port};
            runtime::call_logged("ami reply handler", [&] { handler(std::move(error)); });
        }
    }

    void end()
    {
        if (std::exchange(stopping_, true)) return;
        retry_.cancel();
        if (connection_) connection_->log_off();
    }

    asio::any_io_executor strand_;
    SessionConfig config_;
    SessionCallbacks callbacks_;
    ActionIds ids_;
    Backoff backoff_;
    asio::steady_timer retry_;
    std::shared_ptr<Connection> connection_;
    ParserCounters counted_;  // of the connections before
    std::string last_reason_;
    bool stopping_ = false;
    std::atomic<bool> up_{false};
};

Session::Session(asio::io_context& io, SessionConfig config, SessionCallbacks callbacks)
    : impl_(std::make_shared<Impl>(io, std::move(config), std::move(callbacks)))
{
}

Session::~Session()
{
    impl_->abandon();
}

void Session::start()
{
    impl_->start();
}
void Session::stop()
{
    impl_->stop();
}
std::string Session::send(const Action& action, ReplyHandler handler)
{
    return impl_->send(action, std::move(handler));
}
bool Session::is_up() const
{
    return impl_->is_up();
}
ParserCounters Session::counters() const
{
    return impl_->counters();
}

}  // namespace ami
