// SPDX-License-Identifier: GPL-3.0-or-later
// The calls that are not over, as the dialer knows them: hears the news, keeps the time of each, tells pacing. No I/O.
//
// Times are Asterisk's where its events carry them, else the steady clock counted from the call's beginning: steps of
// the wall clock make no call longer or shorter. One thread.
#pragma once

#include "common/db/dialer_attempt_gateway.h"
#include "common/dialing/campaign_run.h"
#include "common/dialing/open_call.h"
#include "daemons/dialer/inbox.h"

#include <functional>
#include <map>
#include <set>
#include <string>
#include <unordered_map>
#include <vector>

namespace dialer {

using runtime::TimePoint;

struct DialedCall {
    db::OpenAttempt attempt;
    dialing::CallCourse course;
    dialing::OpenCall call;
    std::size_t server = 0;
    SteadyTime anchor{};                  // when attempt.begun was
    std::chrono::milliseconds offset{0};  // by which Asterisk's clock is ahead
    // Nobody knows whether it lives: it was begun by a former run, or its Asterisk was not heard for a while.
    bool is_unheard = false;
    bool has_gap = false;                             // it was so at some time: what became of it may have gone unheard
    std::optional<std::vector<LiveChannel>> found{};  // it does: its channels, of a list not yet looked at
    std::optional<SteadyTime> missing_since{};        // a list did not name it
    std::optional<dialing::CallEnd> settled{};        // its end, told by others than its events
    std::string refused{};                            // Asterisk's words

    // Only records can tell how it ended.
    [[nodiscard]] bool is_in_doubt() const { return !settled && has_gap && call.is_guessed(); }
    [[nodiscard]] bool is_over() const { return settled || (call.is_over() && !is_in_doubt()); }
    [[nodiscard]] const dialing::CallEnd& end() const { return settled ? *settled : call.end(); }
    [[nodiscard]] TimePoint time_at(SteadyTime t) const
    {
        return attempt.begun + std::chrono::duration_cast<std::chrono::milliseconds>(t - anchor) + offset;
    }
};

class CallBook {
public:
    using TellPacing = std::function<void(unsigned campaign, const dialing::pacing::Event&)>;
    // Seconds of the pacing events count from `beginning`.
    CallBook(SteadyTime beginning, TellPacing tell) : beginning_(beginning), tell_(std::move(tell)) {}

    // It is about to be ordered.
    void add(const db::OpenAttempt& attempt, const dialing::CallCourse& course, std::size_t server, SteadyTime now);
    // It was begun by a former run, so long ago by the clock on the wall.
    void adopt(const db::OpenAttempt& attempt, const dialing::CallCourse& course, std::optional<std::size_t> server,
               std::chrono::milliseconds age, SteadyTime now);
    void hear(std::size_t server, SteadyTime received, const CallNews& news);
    void hear(SteadyTime received, const OrderRefused& refused);
    void hear(std::size_t server, SteadyTime received, const ChannelsListed& listed);
    void line_lost(std::size_t server);
    // As if that had been heard of the call.
    void believe(DialedCall& call, dialing::CallEventKind kind, TimePoint at);
    void settle(DialedCall& call, const dialing::CallEnd& end);
    void look(SteadyTime now);
    void forget(const std::string& name) { calls_.erase(name); }
    void clear() { calls_.clear(); }

    [[nodiscard]] std::unordered_map<std::string, DialedCall>& calls() { return calls_; }
    [[nodiscard]] bool has(const std::string& name) const { return calls_.contains(name); }
    [[nodiscard]] bool has_open(std::size_t server) const;
    [[nodiscard]] std::size_t size() const { return calls_.size(); }
    [[nodiscard]] dialing::OpenCallCounts counts(unsigned campaign) const;
    // Numbers that are being called.
    [[nodiscard]] std::set<std::string> numbers() const;
    // Interfaces of agents who talk in a call of ours.
    [[nodiscard]] std::set<std::string> busy_agents() const;
    [[nodiscard]] std::set<unsigned> campaigns() const;
    [[nodiscard]] double seconds(SteadyTime t) const { return std::chrono::duration<double>(t - beginning_).count(); }
    // A number that stays with the agent.
    [[nodiscard]] int agent_number(const std::string& interface);

private:
    void hear(DialedCall& call, const dialing::CallEvent& event, TimePoint at, SteadyTime received);
    void tell(DialedCall& call, const dialing::OpenCall::Told& told, SteadyTime t);

    SteadyTime beginning_;
    TellPacing tell_;
    std::unordered_map<std::string, DialedCall> calls_;
    std::map<std::string, int> agents_;
};

// What the list says of a living call, as events.
[[nodiscard]] std::vector<dialing::CallEventKind> events_of(const std::vector<LiveChannel>& channels);
// What the records say of a call that ended unheard.
[[nodiscard]] dialing::CallEnd end_of(const db::AttemptLegs& legs);

}  // namespace dialer
