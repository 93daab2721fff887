// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/pbx/queue_items.h"

#include "common/pbx/event_values.h"

#include <array>

namespace pbx {

namespace {

TimePoint whole_second(TimePoint t)
{
    return std::chrono::floor<std::chrono::seconds>(t);
}

CallerRow read_party(const ami::Message& message)
{
    CallerRow caller;
    caller.queue = message.find("Queue");
    caller.channel = message.find("Channel");
    caller.uniqueid = message.find("Uniqueid");
    caller.number = known(message, {"CallerIDNum", "CallerID"});  // the latter up to 1.4
    caller.name = known(message, {"CallerIDName"});
    caller.position = small_number(message, "Position");
    caller.priority = small_number(message, "Priority");
    caller.joined_position = caller.position;
    return caller;
}

}  // namespace

QueueRow read_queue(const ami::Message& m)
{
    QueueRow queue;
    queue.name = m.find("Queue");
    queue.waiting = small_number(m, "Calls");
    queue.max = small_number(m, "Max");
    queue.strategy = m.find("Strategy");
    queue.hold_seconds = small_number(m, "Holdtime");
    queue.talk_seconds = small_number(m, "TalkTime");
    queue.weight = small_number(m, "Weight");
    queue.answered = small_number(m, "Completed");
    queue.abandoned = small_number(m, "Abandoned");
    queue.service_level = rounded(m.find("ServicelevelPerf"));
    queue.service_seconds = small_number(m, "ServiceLevel");
    return queue;
}

CallerRow read_caller(const ami::Message& m, TimePoint now)
{
    auto caller = read_party(m);
    caller.wait_seconds = small_number(m, "Wait");
    caller.joined = whole_second(now - std::chrono::seconds{caller.wait_seconds});
    return caller;
}

CallerRow read_joined(const ami::Message& m, TimePoint now)
{
    auto caller = read_party(m);
    caller.priority = 0;  // an event's Priority is the dialplan's
    caller.joined = whole_second(now);
    caller.joined_count = small_number(m, "Count");
    return caller;
}

std::string_view member_interface(const ami::Message& m)
{
    return known(m, {"Interface", "Location"});
}

void update_member(MemberRow& member, const ami::Message& m)
{
    if (const auto name = known(m, {"MemberName", "Name"}); !name.empty()) member.name = name;
    if (m.has("Status")) member.status = device_state_word(small_number(m, "Status"));
    if (m.has("CallsTaken")) member.taken_calls = small_number(m, "CallsTaken");
    if (m.has("LastCall")) member.last_call = number(m, "LastCall");
    if (m.has("Penalty")) member.penalty = small_number(m, "Penalty");
    if (m.has("Membership")) member.is_dynamic = m.find("Membership") == "dynamic";
    if (!m.has("Paused")) return;
    member.is_paused = small_number(m, "Paused") != 0;
    // 22 names it PausedReason, 11 Reason; earlier versions know no reason.
    member.pause_reason = member.is_paused ? known(m, {"PausedReason", "Reason"}) : std::string_view{};
}

std::string_view device_state_word(int state)
{
    constexpr std::array<std::string_view, 9> words{"Unknown",     "Not in use", "In use",     "Busy",   "Invalid",
                                                    "Unavailable", "Ringing",    "Ring+Inuse", "On Hold"};
    return state >= 0 && static_cast<std::size_t>(state) < words.size() ? words[static_cast<std::size_t>(state)]
                                                                        : words.front();
}

}  // namespace pbx
