// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/calls/agent_queues.h"

namespace calls {

namespace {

using Kind = QueueStep::Kind;
using Member = QueueSeat::Member;

QueueSeat seat_in(const std::optional<QueueWish>& told, const std::string& queue)
{
    if (!told) return {};
    const auto found = told->seats.find(queue);
    return found == told->seats.end() ? QueueSeat{} : found->second;
}

QueueStep pause_step(const std::string& queue, const std::optional<std::string>& reason)
{
    return reason ? QueueStep{Kind::pause, queue, *reason} : QueueStep{Kind::unpause, queue, {}};
}

}  // namespace

std::vector<QueueStep> queue_steps(const std::optional<QueueWish>& told, const QueueWish& wanted)
{
    std::vector<QueueStep> steps;
    bool has_joined = false;
    for (const auto& [queue, seat] : wanted.seats) {
        const auto before = seat_in(told, queue).member;
        if (seat.member == Member::in && before != Member::in) {
            steps.push_back({Kind::add, queue, {}, wanted.pause || seat.pause});
            has_joined = true;
        } else if (seat.member == Member::out && (before == Member::in || !told)) {
            steps.push_back({Kind::remove, queue, {}});
        }
    }

    // Asterisk's pause of all queues is one of each: it undoes those of single ones.
    const bool pauses_all = !told || told->pause != wanted.pause || (has_joined && wanted.pause);
    if (pauses_all) steps.push_back(pause_step("", wanted.pause));
    if (wanted.pause) return steps;
    for (const auto& [queue, seat] : wanted.seats) {
        const auto before = seat_in(told, queue);
        if (seat.pause && (pauses_all || before != seat)) steps.push_back(pause_step(queue, seat.pause));
        if (!seat.pause && before.pause && !pauses_all) steps.push_back(pause_step(queue, {}));
    }
    return steps;
}

}  // namespace calls
