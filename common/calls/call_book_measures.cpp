// SPDX-License-Identifier: GPL-3.0-or-later
// What is measured of a leg: waiting, ringing, holding, and who ended it.
#include "common/calls/call_book.h"

#include <algorithm>
#include <utility>

namespace calls {
namespace {

std::chrono::milliseconds between(TimePoint from, TimePoint to)
{
    return std::max(to - from, std::chrono::milliseconds{0});
}

}  // namespace

// --- waiting --------------------------------------------------------------------------------------------------

void CallBook::join_queue(Channel& channel, std::string_view queue, TimePoint at)
{
    if (channel.waiting && channel.queue == queue) return;
    channel.queue = queue;
    channel.waiting = true;
    channel.joined = at;
    channel.left.reset();
    if (channel.half == LocalHalf::far) {
        // Whoever dialed the Local channel waits.
        if (channel.sibling != nullptr) {
            for (LegRecord* leg : channel.sibling->in_legs)
                set_queue(*leg, channel);
        }
        return;
    }
    channel.caller = true;
    update_solo(channel);
    if (channel.solo) touch(*channel.solo);
}

void CallBook::leave_queue(Channel& channel, TimePoint at)
{
    if (std::exchange(channel.waiting, false)) {
        channel.left = at;
        for (const auto& leg : channel.own_legs)
            end_wait(*leg, at);
        for (LegRecord* leg : channel.via_legs)
            end_wait(*leg, at);
    }
    update_solo(channel);
}

void CallBook::set_queue(LegRecord& leg, const Channel& waiting)
{
    if (leg.queue == waiting.queue && leg.waiting_since == waiting.joined) return;
    leg.queue = waiting.queue;
    leg.waiting_since = waiting.joined;
    leg.connected = waiting.left;
    touch(leg);
}

void CallBook::end_wait(LegRecord& leg, TimePoint at)
{
    if (leg.waiting_since && !leg.connected) leg.connected = at;
}

// --- holding --------------------------------------------------------------------------------------------------

void CallBook::set_held(Channel& channel, bool held, TimePoint at)
{
    set_since(channel, channel.held, held, at);
}

// The music a caller hears in a queue, or before anybody has answered, is no hold.
void CallBook::set_music(Channel& channel, bool heard, TimePoint at)
{
    const bool on_hold = heard && !channel.waiting && channel.has_answered_leg();
    set_since(channel, channel.music, on_hold, at);
}

void CallBook::set_since(Channel& channel, OptionalTime& since, bool is_so, TimePoint at)
{
    if (since.has_value() == is_so) return;
    since = is_so ? OptionalTime{at} : OptionalTime{};
    touch_legs(channel);
    for (const auto& leg : channel.own_legs)
        measure_hold(*leg, at);
    for (LegRecord* leg : channel.in_legs)
        measure_hold(*leg, at);
}

// Whenever talk or hold may have begun or ended. Without talk nobody is on hold: who consults a colleague meanwhile
// has a leg of its own for that.
void CallBook::measure_hold(LegRecord& leg, TimePoint at)
{
    const bool holds = leg.talking_since && leg.is_held();
    if (holds && !leg.held_since) {
        leg.held_since = at;
    } else if (!holds && leg.held_since) {
        leg.hold += between(*leg.held_since, at);
        leg.held_since.reset();
    }
}

// --- who ended it ---------------------------------------------------------------------------------------------

void CallBook::hangs_up(Channel& channel)
{
    // A Local channel's far half is told to by its near one, whoever ended that.
    if (channel.transferred || channel.half == LocalHalf::far) return;
    for (const auto& leg : channel.own_legs)
        ended_by(*leg, HangupBy::caller);
    for (LegRecord* leg : channel.in_legs)
        ended_by(*leg, HangupBy::callee);
    if (channel.solo) ended_by(*channel.solo, HangupBy::caller);
}

void CallBook::set_transferred(Channel& channel)
{
    channel.transferred = true;
    // It may have hung up to complete the transfer.
    for (const auto& leg : channel.own_legs)
        leg->hangup_by = HangupBy::nobody;
    for (LegRecord* leg : channel.in_legs)
        leg->hangup_by = HangupBy::nobody;
}

void CallBook::ended_by(LegRecord& leg, HangupBy by)
{
    if (leg.hangup_by == HangupBy::nobody) leg.hangup_by = by;
}

// --- all of it ------------------------------------------------------------------------------------------------

// Once end and disposition are known.
void CallBook::measure(FinishedLeg& finished, const LegRecord& leg)
{
    const Leg& l = finished.leg;
    if (l.waiting_since) {
        const auto until = leg.is_solo() ? leg.src->left : leg.connected;
        finished.wait = between(*l.waiting_since, std::min(until.value_or(finished.end), finished.end));
    }
    if (!leg.is_solo())
        finished.ring = between(l.ringing.value_or(l.start), l.answer.value_or(finished.end));
    else if (leg.src->originated && leg.src->state != ChannelState::up)
        finished.ring = between(l.start, finished.end);
    finished.hold = leg.hold;
    if (leg.held_since) finished.hold += between(*leg.held_since, finished.end);
    finished.hold = std::min(finished.hold, finished.talk);
    finished.hangup_by = leg.hangup_by;
    // Before 1.8 nothing else tells that the callee refused.
    if (finished.disposition == Disposition::busy && finished.hangup_by == HangupBy::nobody && !leg.is_solo())
        finished.hangup_by = HangupBy::callee;
    if (finished.gap) finished.hangup_by = HangupBy::nobody;
}

}  // namespace calls
