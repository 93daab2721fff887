// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemons/astercc/call_log.h"

#include "common/runtime/log.h"

#include <chrono>
#include <utility>
#include <variant>

namespace astercc {

using runtime::LogLevel;

namespace {

long long ms_between(calls::TimePoint from, calls::TimePoint until)
{
    return std::chrono::duration_cast<std::chrono::milliseconds>(until - from).count();
}

}  // namespace

void CallLog::restore(const std::vector<calls::Leg>& alive)
{
    legs_.clear();
    calls_.clear();
    for (const auto& leg : alive) {
        auto& known = attach(leg, false);
        known.is_answered = leg.answer.has_value();
        known.call->second.is_answered |= known.is_answered;
    }
}

void CallLog::tell(const std::vector<calls::Change>& changes, calls::TimePoint at)
{
    for (const auto& change : changes) {
        if (const auto* c = std::get_if<calls::LegChanged>(&change))
            changed(c->leg);
        else if (const auto* f = std::get_if<calls::LegFinished>(&change))
            finished(f->finished);
        else if (const auto leg = legs_.find(std::get<calls::LegDropped>(change).key); leg != legs_.end())
            detach(leg);
    }
    end_calls(at);
}

void CallLog::changed(const calls::Leg& leg)
{
    auto& known = attach(leg, true);
    if (leg.answer && !std::exchange(known.is_answered, true)) answered(leg);
    known.call->second.is_answered |= known.is_answered;
}

// Before Asterisk 12 two calls may turn out to be one: then the leg moves, and nothing starts or ends.
CallLog::Known& CallLog::attach(const calls::Leg& leg, bool is_told)
{
    const auto [place, is_new] = legs_.try_emplace(leg.key, Known{nullptr});
    auto& known = place->second;
    if (is_new || known.call->first != leg.linkedid) {
        const auto [call, starts] = calls_.try_emplace(leg.linkedid);
        ++call->second.legs;
        if (!is_new && --known.call->second.legs == 0) calls_.erase(known.call->first);
        known.call = &*call;
        if (starts && is_new && is_told && runtime::is_logged(LogLevel::debug))
            runtime::log_debug("call_started", {{"linkedid", leg.linkedid},
                                                {"uniqueid", leg.key.srcuid},
                                                {"server", server_},
                                                {"src", leg.src},
                                                {"dst", leg.dst},
                                                {"did", leg.didnumber}});
    }
    known.call->second.latest = leg;
    return known;
}

void CallLog::answered(const calls::Leg& leg)
{
    if (!runtime::is_logged(LogLevel::debug)) return;
    runtime::log_debug("call_answered", {{"linkedid", leg.linkedid},
                                         {"uniqueid", leg.key.srcuid},
                                         {"dstuid", leg.key.dstuid},
                                         {"server", server_},
                                         {"src", leg.src},
                                         {"dst", leg.dst},
                                         {"queue", leg.queue},
                                         {"ring_ms", ms_between(leg.ringing.value_or(leg.start), *leg.answer)}});
}

void CallLog::finished(const calls::FinishedLeg& ended)
{
    const auto& leg = ended.leg;
    auto& known = attach(leg, true);
    known.call->second.is_answered |= leg.answer.has_value();
    ++totals_.finished[static_cast<std::size_t>(ended.disposition)];
    totals_.healed += ended.gap ? 1 : 0;
    runtime::log_info("call_finished", {{"linkedid", leg.linkedid},
                                        {"uniqueid", leg.key.srcuid},
                                        {"dstuid", leg.key.dstuid},
                                        {"server", server_},
                                        {"src", leg.src},
                                        {"dst", leg.dst},
                                        {"queue", leg.queue},
                                        {"disposition", calls::to_string(ended.disposition)},
                                        {"wait_ms", ended.wait.count()},
                                        {"ring_ms", ended.ring.count()},
                                        {"talk_ms", ended.talk.count()},
                                        {"hangup_by", calls::to_string(ended.hangup_by)},
                                        {"cause", ended.hangup_cause}});
    detach(legs_.find(leg.key));
}

void CallLog::detach(Legs::iterator leg)
{
    auto& [linkedid, call] = *leg->second.call;
    if (--call.legs == 0) without_legs_.push_back(linkedid);
    legs_.erase(leg);
}

void CallLog::end_calls(calls::TimePoint at)
{
    for (const auto& linkedid : std::exchange(without_legs_, {})) {
        const auto call = calls_.find(linkedid);
        if (call == calls_.end() || call->second.legs > 0) continue;
        const auto& latest = call->second.latest;
        if (!call->second.is_answered && !latest.queue.empty()) {
            ++totals_.abandoned;
            runtime::log_info("call_abandoned",
                              {{"linkedid", linkedid},
                               {"uniqueid", latest.key.srcuid},
                               {"server", server_},
                               {"src", latest.src},
                               {"queue", latest.queue},
                               {"wait_ms", ms_between(latest.waiting_since.value_or(latest.start), at)}});
        }
        calls_.erase(call);
    }
}

}  // namespace astercc
