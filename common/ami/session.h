// SPDX-License-Identifier: GPL-3.0-or-later
// A lasting session with one Asterisk manager: connects, logs in (MD5 challenge; plain when Asterisk refuses to
// challenge), reads, pings a quiet peer, notices a dead one, and comes back by itself until stop().
//
// * Callbacks run on the session's strand, one at a time; what they throw is logged, and costs the connection when
//   it was on_message. start(), stop(), send() and is_up() may be called from any thread.
// * Nothing is thrown for what the network or Asterisk do: on_down() tells it in one sentence.
// * After stop() or the destructor no callback starts. Destroy it on the io_context's thread, or when that has ended,
//   and not from within a callback.
#pragma once

#include "common/ami/actions.h"
#include "common/ami/parser.h"
#include "common/ami/reply.h"

#include <chrono>
#include <functional>
#include <memory>
#include <string>

namespace boost::asio {
class io_context;
}

namespace ami {

struct SessionTimings {
    using Duration = std::chrono::milliseconds;

    Duration connect{10'000};         // resolving, connecting and the greeting
    Duration answer{10'000};          // an action's
    Duration quiet{5'000};            // silence before a Ping
    unsigned unanswered_pings{2};     // then the peer is gone: found out after (2 + 1) * quiet
    Duration unacknowledged{10'000};  // what we sent, by the peer's kernel (TCP_USER_TIMEOUT)
    Duration gather{10};              // between two reads of a trickling stream: a wake-up costs more than an event
    Duration log_off{1'000};          // for a polite end
    Duration stable{10'000};          // a connection that lasted makes the retries start small again
    Duration first_retry{100};
    Duration most_retry{5'000};
};

struct SessionConfig {
    std::string host = "127.0.0.1";
    std::string port = "5038";
    std::string username;
    std::string secret;
    std::string events = "on";     // "off", or classes: "call,agent"
    EventFilter filter = nullptr;  // events it refuses cost next to nothing and are not seen
    ParserLimits limits;
    SessionTimings timings;
};

struct SessionCallbacks {
    // Events, the items of lists among them (their ActionID is what send() returned).
    std::function<void(const Message&)> on_message;
    // Logged in; called before the first on_message(). `banner` is such as "Asterisk Call Manager/11.0.0".
    std::function<void(const std::string& banner)> on_up;
    // The connection was lost, or an attempt failed; not repeated while attempts fail for the same reason.
    std::function<void(const std::string& reason)> on_down;
};

class Session {
public:
    Session(boost::asio::io_context& io, SessionConfig config, SessionCallbacks callbacks);
    ~Session();
    Session(const Session&) = delete;
    Session& operator=(const Session&) = delete;

    void start();
    // Logs off if it can and ends for good; the io_context runs out of work soon after. May be called again.
    void stop();

    // The handler gets Asterisk's answer, or why there is none: refused, timed_out, unavailable. It never runs within
    // this call. Returns the ActionID.
    std::string send(const Action& action, ReplyHandler handler = {});

    [[nodiscard]] bool is_up() const;
    // Of all connections so far. On the io_context's thread only.
    [[nodiscard]] ParserCounters counters() const;

private:
    class Impl;
    std::shared_ptr<Impl> impl_;
};

}  // namespace ami
