// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/dialing/open_call.h"

#include <algorithm>

namespace dialing {

namespace {

using pacing::EventKind;

// Q.850
constexpr int cause_normal_clearing = 16;
constexpr int cause_busy = 17;
constexpr int cause_no_answer = 19;
constexpr int cause_rejected = 21;
constexpr int cause_answered_elsewhere = 26;
constexpr int cause_unspecified = 31;
// OriginateResponse's
constexpr int reason_no_answer = 3;
constexpr int reason_busy = 5;

EventKind told_of(Response response)
{
    switch (response) {
        case Response::busy:
            return EventKind::busy;
        case Response::failed:
            return EventKind::failed;
        case Response::machine:
            return EventKind::machine;
        case Response::answered:
        case Response::abandoned:
        case Response::no_answer:
        case Response::unknown:
            break;
    }
    return EventKind::no_answer;
}

}  // namespace

// The network could not reach the telephone. Asterisk calls a number nobody has NOANSWER, too.
bool is_of_network(int cause)
{
    const bool is_of_telephone = cause == 0 || (cause >= cause_normal_clearing && cause <= cause_rejected) ||
                                 cause == cause_answered_elsewhere || cause == cause_unspecified;
    return !is_of_telephone;
}

std::string_view to_string(Response response)
{
    switch (response) {
        case Response::answered:
            return "ANSWERED";
        case Response::abandoned:
            return "ABANDONED";
        case Response::machine:
            return "MACHINE";
        case Response::busy:
            return "BUSY";
        case Response::no_answer:
            return "NO ANSWER";
        case Response::failed:
            return "FAILED";
        case Response::unknown:
            break;
    }
    return "UNKNOWN";
}

std::optional<Outcome> outcome_of(Response response)
{
    switch (response) {
        case Response::answered:
            return Outcome::answered;
        case Response::abandoned:
            return Outcome::abandoned;
        case Response::machine:
            return Outcome::machine;
        case Response::busy:
            return Outcome::busy;
        case Response::no_answer:
            return Outcome::no_answer;
        case Response::failed:
            return Outcome::failed;
        case Response::unknown:
            break;
    }
    return std::nullopt;
}

OpenCall::Told OpenCall::hear(const CallEvent& event, TimePoint at)
{
    Told told;
    if (is_over()) return told;
    switch (event.kind) {
        case CallEventKind::refused:
            was_refused_ = true;
            finish(at, told);
            break;
        case CallEventKind::not_placed:
            originate_reason_ = event.number;
            if (phase_ == CallPhase::dialing || phase_ == CallPhase::ringing) half_gone(at, true, told);
            break;
        case CallEventKind::rings:
            has_rung_ = true;
            if (phase_ == CallPhase::dialing) phase_ = CallPhase::ringing;
            break;
        case CallEventKind::not_answered:
            dial_status_ = event.word;
            break;
        case CallEventKind::answered:
            answer(at, told);
            break;
        case CallEventKind::machine_told:
            hear_amd(event, told);
            break;
        case CallEventKind::person:
            find_person(at, told);
            break;
        case CallEventKind::agent_rings:
            break;
        case CallEventKind::agent_answered:
            if (!course_.goes_to_queue) connect(at, event.word, told);
            break;
        case CallEventKind::agent_connected:
            connect(at, event.word, told);
            break;
        case CallEventKind::agent_done:
            agent_done(told);
            break;
        case CallEventKind::nobody:
            if (phase_ != CallPhase::waiting) break;
            phase_ = CallPhase::message;
            abandon(told);
            break;
        case CallEventKind::leg_gone:
            if (!end_.answered && event.number != 0) end_.hangup_cause = event.number;
            break;
        case CallEventKind::out_gone:
        case CallEventKind::gone:
            if (event.number != 0 && (end_.answered || end_.hangup_cause == 0)) end_.hangup_cause = event.number;
            half_gone(at, event.kind == CallEventKind::gone, told);
            break;
    }
    return told;
}

OpenCall::Told OpenCall::look(TimePoint now)
{
    Told told;
    if (is_over()) return told;
    if (!end_.connected && is_late(now)) abandon(told);
    if (first_gone_ && now - *first_gone_ >= last_half_patience) finish(*first_gone_, told);
    return told;
}

bool OpenCall::is_guessed() const
{
    const bool is_cause_told = end_.hangup_cause != 0 && end_.hangup_cause != cause_normal_clearing;
    return is_over() && !was_refused_ && !end_.answered && dial_status_.empty() && !originate_reason_ && !is_cause_told;
}

void OpenCall::answer(TimePoint at, Told& told)
{
    if (!end_.answered) end_.answered = at;
    if (phase_ == CallPhase::dialing || phase_ == CallPhase::ringing) phase_ = CallPhase::answered;
    if (!course_.is_told) find_person(at, told);
}

void OpenCall::find_person(TimePoint at, Told& told)
{
    if (end_.person || is_machine_) return;
    end_.person = at;
    if (!end_.answered) end_.answered = at;
    phase_ = CallPhase::waiting;
    told.push_back(EventKind::person);
}

void OpenCall::hear_amd(const CallEvent& event, Told& told)
{
    end_.amd_status = event.word;
    end_.amd_cause = event.more;
    if (event.word != "MACHINE" || end_.person) return;
    is_machine_ = true;
    phase_ = CallPhase::message;
    told.push_back(EventKind::machine);
}

// Whoever is connected with an agent is a person, should the dialplan have told of none.
void OpenCall::connect(TimePoint at, const std::string& agent, Told& told)
{
    if (end_.connected || is_machine_) return;
    find_person(at, told);
    if (is_late(at)) abandon(told);
    end_.connected = at;
    agent_ = agent;
    phase_ = CallPhase::talking;
    if (!end_.is_abandoned) told.push_back(EventKind::connected);
}

void OpenCall::agent_done(Told& told)
{
    if (!end_.connected || is_agent_done_) return;
    is_agent_done_ = true;
    if (!end_.is_abandoned) told.push_back(EventKind::talk_ended);
}

void OpenCall::abandon(Told& told)
{
    if (end_.is_abandoned) return;
    end_.is_abandoned = true;
    told.push_back(EventKind::abandoned);
}

// A person who hangs up ends the half that calls first.
void OpenCall::half_gone(TimePoint at, bool is_person_half, Told& told)
{
    const bool is_let_go = is_person_half && !is_out_gone_ && phase_ == CallPhase::waiting;
    (is_person_half ? is_person_gone_ : is_out_gone_) = true;
    if (!first_gone_) first_gone_ = at;
    if (is_let_go) abandon(told);
    if (is_person_gone_ && is_out_gone_) finish(at, told);
}

void OpenCall::finish(TimePoint at, Told& told)
{
    if (!end_.connected && is_late(first_gone_.value_or(at))) abandon(told);
    agent_done(told);
    phase_ = CallPhase::over;
    end_.ended = at;
    end_.response = response();
    if (!end_.person && !is_machine_) told.push_back(told_of(end_.response));
}

// Who hangs up before the time for an agent is over has not been abandoned.
Response OpenCall::response() const
{
    if (is_machine_) return Response::machine;
    if (end_.person && !end_.connected && end_.is_abandoned) return Response::abandoned;
    if (end_.person || end_.answered) return Response::answered;
    return unanswered();
}

Response OpenCall::unanswered() const
{
    const int cause = end_.hangup_cause;
    if (dial_status_ == "BUSY" || cause == cause_busy || originate_reason_ == reason_busy) return Response::busy;
    if (is_of_network(cause)) return Response::failed;
    if (dial_status_ == "NOANSWER" || dial_status_ == "CANCEL") return Response::no_answer;
    if (!dial_status_.empty()) return Response::failed;
    const bool rang_in_vain = has_rung_ || originate_reason_ == reason_no_answer || cause == cause_no_answer;
    return rang_in_vain ? Response::no_answer : Response::failed;
}

bool OpenCall::is_late(TimePoint at) const
{
    return end_.person && at - *end_.person > course_.connect_within;
}

}  // namespace dialing
