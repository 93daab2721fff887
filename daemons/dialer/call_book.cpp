// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemons/dialer/call_book.h"

#include <algorithm>

namespace dialer {

namespace {

using dialing::CallEventKind;
using dialing::CallPhase;

// A call that was ordered shortly before the list was asked for may not be in it yet.
constexpr std::chrono::seconds list_margin{2};

int& count_of(dialing::OpenCallCounts& counts, CallPhase phase)
{
    switch (phase) {
        case CallPhase::dialing:
            return counts.dialing;
        case CallPhase::ringing:
            return counts.ringing;
        case CallPhase::answered:
            return counts.answered;
        case CallPhase::waiting:
            return counts.waiting;
        case CallPhase::talking:
            return counts.talking;
        case CallPhase::message:
        case CallPhase::over:
            break;
    }
    return counts.message;
}

}  // namespace

void CallBook::add(const db::OpenAttempt& attempt, const dialing::CallCourse& course, std::size_t server,
                   SteadyTime now)
{
    calls_.insert_or_assign(attempt.name, DialedCall{.attempt = attempt,
                                                     .course = course,
                                                     .call = dialing::OpenCall{course, attempt.begun},
                                                     .server = server,
                                                     .anchor = now});
    tell_(attempt.campaign, {.kind = dialing::pacing::EventKind::dialed,
                             .at = seconds(now),
                             .call = static_cast<std::int64_t>(attempt.id)});
}

void CallBook::adopt(const db::OpenAttempt& attempt, const dialing::CallCourse& course,
                     std::optional<std::size_t> server, std::chrono::milliseconds age, SteadyTime now)
{
    DialedCall call{.attempt = attempt,
                    .course = course,
                    .call = dialing::OpenCall{course, attempt.begun},
                    .anchor = now - std::max(age, std::chrono::milliseconds{0}),
                    .is_unheard = server.has_value(),
                    .has_gap = true};
    if (server)
        call.server = *server;
    else
        call.missing_since = now;
    calls_.insert_or_assign(attempt.name, std::move(call));
}

void CallBook::hear(std::size_t server, SteadyTime received, const CallNews& news)
{
    const auto found = calls_.find(news.call);
    if (found == calls_.end() || found->second.server != server) return;
    auto& call = found->second;
    call.missing_since.reset();
    if (news.stamp) call.offset += *news.stamp - call.time_at(received);
    hear(call, news.event, call.time_at(received), received);
}

void CallBook::hear(SteadyTime received, const OrderRefused& refused)
{
    const auto found = calls_.find(refused.call);
    if (found == calls_.end()) return;
    found->second.refused = refused.why;
    hear(found->second, {.kind = CallEventKind::refused}, found->second.time_at(received), received);
}

void CallBook::hear(std::size_t server, SteadyTime received, const ChannelsListed& listed)
{
    std::unordered_map<std::string, std::vector<LiveChannel>> living;
    for (const auto& channel : listed.channels)
        living[channel.call].push_back(channel);
    for (auto& [name, call] : calls_) {
        if (call.server != server || call.is_over()) continue;
        const auto found = living.find(name);
        if (found != living.end()) {
            if (call.is_unheard) call.found = found->second;
            call.missing_since.reset();
        } else if (call.is_unheard || call.anchor < listed.asked - list_margin) {
            if (!call.missing_since) call.missing_since = received;
        }
        call.is_unheard = false;
    }
}

void CallBook::line_lost(std::size_t server)
{
    for (auto& [name, call] : calls_)
        if (call.server == server) call.is_unheard = call.has_gap = true;
}

void CallBook::believe(DialedCall& call, CallEventKind kind, TimePoint at)
{
    hear(call, {.kind = kind}, at, call.anchor + (at - call.offset - call.attempt.begun));
}

void CallBook::settle(DialedCall& call, const dialing::CallEnd& end)
{
    call.settled = end;
    if (!end.person && !call.call.is_over())
        tell(call, {dialing::pacing::EventKind::no_answer},
             call.anchor + (end.ended - call.offset - call.attempt.begun));
}

// A call nobody hears of may have met its agent long ago.
void CallBook::look(SteadyTime now)
{
    for (auto& [name, call] : calls_)
        if (!call.is_over() && !call.is_unheard && !call.found) tell(call, call.call.look(call.time_at(now)), now);
}

bool CallBook::has_open(std::size_t server) const
{
    return std::ranges::any_of(calls_, [server](const auto& entry) { return entry.second.server == server; });
}

dialing::OpenCallCounts CallBook::counts(unsigned campaign) const
{
    dialing::OpenCallCounts counts;
    for (const auto& [name, call] : calls_)
        if (call.attempt.campaign == campaign && !call.is_over()) ++count_of(counts, call.call.phase());
    return counts;
}

std::set<std::string> CallBook::numbers() const
{
    std::set<std::string> numbers;
    for (const auto& [name, call] : calls_)
        numbers.insert(call.attempt.number);
    return numbers;
}

std::set<std::string> CallBook::busy_agents() const
{
    std::set<std::string> agents;
    for (const auto& [name, call] : calls_)
        if (call.call.phase() == CallPhase::talking) agents.insert(call.call.agent());
    return agents;
}

std::set<unsigned> CallBook::campaigns() const
{
    std::set<unsigned> campaigns;
    for (const auto& [name, call] : calls_)
        campaigns.insert(call.attempt.campaign);
    return campaigns;
}

int CallBook::agent_number(const std::string& interface)
{
    return agents_.try_emplace(interface, static_cast<int>(agents_.size())).first->second;
}

void CallBook::hear(DialedCall& call, const dialing::CallEvent& event, TimePoint at, SteadyTime received)
{
    if (call.settled) return;
    tell(call, call.call.hear(event, at), received);
}

void CallBook::tell(DialedCall& call, const dialing::OpenCall::Told& told, SteadyTime t)
{
    for (const auto kind : told)
        tell_(call.attempt.campaign, {.kind = kind,
                                      .at = seconds(t),
                                      .call = static_cast<std::int64_t>(call.attempt.id),
                                      .agent = call.call.agent().empty() ? -1 : agent_number(call.call.agent())});
}

std::vector<CallEventKind> events_of(const std::vector<LiveChannel>& channels)
{
    std::vector<CallEventKind> events;
    for (const auto& channel : channels) {
        if (channel.uniqueid != channel.call || !channel.is_up) continue;
        events.push_back(CallEventKind::answered);
        const bool is_person = channel.is_bridged || channel.application == "Queue" || channel.application == "Dial" ||
                               channel.application == "Playback";
        if (!is_person) continue;  // it listens for a machine, or is on its way
        events.push_back(CallEventKind::person);
        if (channel.is_bridged)
            events.push_back(CallEventKind::agent_connected);
        else if (channel.application == "Playback")
            events.push_back(CallEventKind::nobody);
    }
    return events;
}

dialing::CallEnd end_of(const db::AttemptLegs& legs)
{
    dialing::CallEnd end;
    end.ended = legs.ended;
    end.hangup_cause = legs.hangup_cause;
    end.answered = end.person = end.connected = legs.connected;
    if (legs.connected) {
        end.response = dialing::Response::answered;
    } else if (legs.was_queued) {
        end.response = dialing::Response::abandoned;
        end.is_abandoned = true;
        end.answered = end.person = legs.ended;
    } else if (legs.disposition == "BUSY") {
        end.response = dialing::Response::busy;
    } else if (legs.disposition == "NO ANSWER" && !dialing::is_of_network(legs.hangup_cause)) {
        end.response = dialing::Response::no_answer;
    } else if (!legs.disposition.empty()) {
        end.response = dialing::Response::failed;
    }
    return end;
}

}  // namespace dialer
