// SPDX-License-Identifier: GPL-3.0-or-later
// PURE: one call of the dialer, from the order to its end: events in, what pacing hears out; at the end, what became of
// it. Events of different channels may come in either order, and some may be missing (they were not heard, or this
// Asterisk does not tell); what makes no sense changes nothing.
#pragma once

#include "common/dialing/call_event.h"
#include "common/dialing/pacing/policy.h"
#include "common/dialing/retry_rules.h"

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace dialing {

// How the call runs in the dialplan.
struct CallCourse {
    bool goes_to_queue = true;
    bool is_told = true;  // the dialplan tells of machines, persons and that nobody came; else who answers is a person
    std::chrono::milliseconds connect_within{2000};  // the profile's
};

enum class CallPhase {
    dialing,
    ringing,
    answered,  // person or machine, nobody knows yet
    waiting,   // a person, for an agent
    talking,   // with an agent
    message,   // nobody came, or a machine
    over,
};

// What dialedlist.response says.
enum class Response { answered, abandoned, machine, busy, no_answer, failed, unknown };
[[nodiscard]] std::string_view to_string(Response response);
// Whether a call with this hangup cause never reached a telephone: no such number, no way, no line.
[[nodiscard]] bool is_of_network(int hangup_cause);
// Nothing: such a call is not tried again by itself.
[[nodiscard]] std::optional<Outcome> outcome_of(Response response);

struct CallEnd {
    Response response = Response::unknown;
    std::optional<TimePoint> answered{};  // the telephone was picked up
    std::optional<TimePoint> person{};
    std::optional<TimePoint> connected{};
    TimePoint ended{};
    bool is_abandoned = false;  // no agent within the profile's time, whoever hung up later
    std::string amd_status{};
    std::string amd_cause{};
    int hangup_cause = 0;

    bool operator==(const CallEnd&) const = default;
};

class OpenCall {
public:
    OpenCall(CallCourse course, TimePoint begun) : course_(course) { end_.ended = begun; }

    // What pacing is told, in order: kinds of its events.
    using Told = std::vector<pacing::EventKind>;
    Told hear(const CallEvent& event, TimePoint at);
    // Time has passed: a person may have waited too long, or the last channel's end may have been missed.
    Told look(TimePoint now);

    [[nodiscard]] CallPhase phase() const { return phase_; }
    [[nodiscard]] bool is_over() const { return phase_ == CallPhase::over; }
    [[nodiscard]] bool was_refused() const { return was_refused_; }
    // It is over, and nothing was heard that tells what became of it.
    [[nodiscard]] bool is_guessed() const;
    // Of the agent it is with, or was; "" while there is none.
    [[nodiscard]] const std::string& agent() const { return agent_; }
    // Of an over one.
    [[nodiscard]] const CallEnd& end() const { return end_; }

private:
    void answer(TimePoint at, Told& told);
    void find_person(TimePoint at, Told& told);
    void hear_amd(const CallEvent& event, Told& told);
    void connect(TimePoint at, const std::string& agent, Told& told);
    void agent_done(Told& told);
    void abandon(Told& told);
    void half_gone(TimePoint at, bool is_person_half, Told& told);
    void finish(TimePoint at, Told& told);
    [[nodiscard]] Response response() const;
    [[nodiscard]] Response unanswered() const;
    [[nodiscard]] bool is_late(TimePoint at) const;

    CallCourse course_;
    CallPhase phase_ = CallPhase::dialing;
    CallEnd end_;
    std::string agent_;
    std::string dial_status_;  // of the last way tried
    std::optional<int> originate_reason_;
    std::optional<TimePoint> first_gone_;
    bool is_person_gone_ = false;
    bool is_out_gone_ = false;
    bool has_rung_ = false;
    bool is_machine_ = false;
    bool is_agent_done_ = false;
    bool was_refused_ = false;
};

// The other half of a call whose one half is gone is gone, too, after this time.
constexpr std::chrono::seconds last_half_patience{2};

}  // namespace dialing
