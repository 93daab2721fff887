// SPDX-License-Identifier: GPL-3.0-or-later
// How the columns of agent_state and agent_queue become values: shared by the gateways that read them.
#pragma once

#include "common/calls/agent_queues.h"
#include "common/calls/agent_status.h"
#include "common/db/connection.h"

namespace db {

[[nodiscard]] inline std::optional<calls::AgentStanding> read_standing(const Rows& rows, unsigned first)
{
    const auto status = calls::parse_agent_status(rows.text(first));
    if (!status) return std::nullopt;
    return calls::AgentStanding{*status, {rows.id(first + 1), rows.text(first + 2)}};
}

// A select list has these, in this order, from `first` on:
//   status, reasonid, reason, statussince, state, statesince, queue, linkedid, served, wrapupend,
//   nextstatus, nextreasonid, nextreason, earlierstatus, earlierreasonid, earlierreason
[[nodiscard]] inline calls::AgentRecord read_agent_record(const Rows& rows, unsigned first)
{
    calls::AgentRecord record;
    record.standing = read_standing(rows, first).value_or(calls::AgentStanding{});
    record.standing_since = rows.time(first + 3).value_or(TimePoint{});
    record.state = calls::parse_agent_state(rows.text(first + 4)).value_or(calls::AgentState::idle);
    record.state_since = rows.time(first + 5).value_or(TimePoint{});
    record.queue = rows.text(first + 6);
    record.linkedid = rows.text(first + 7);
    record.served = rows.text(first + 8);
    record.wrapup_end = rows.time(first + 9);
    record.next = read_standing(rows, first + 10);
    record.earlier = read_standing(rows, first + 13);
    return record;
}

[[nodiscard]] inline std::string_view word_of(calls::QueueSeat::Member member)
{
    switch (member) {
        case calls::QueueSeat::Member::untouched:
            return "untouched";
        case calls::QueueSeat::Member::in:
            return "in";
        case calls::QueueSeat::Member::out:
            return "out";
    }
    return {};
}

// member, paused, reason
[[nodiscard]] inline calls::QueueSeat read_queue_seat(const Rows& rows, unsigned first)
{
    calls::QueueSeat seat;
    const auto word = rows.text(first);
    if (word == "in") seat.member = calls::QueueSeat::Member::in;
    if (word == "out") seat.member = calls::QueueSeat::Member::out;
    if (rows.flag(first + 1)) seat.pause = rows.text(first + 2);
    return seat;
}

}  // namespace db
