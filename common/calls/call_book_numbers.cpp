// SPDX-License-Identifier: GPL-3.0-or-later
// Numbers of a call's legs: by creation, the first is the parent of the others. A leg that goes without a record hands
// its number to the one that takes its place, so that a call with records has a parent among them. Legs between two
// Local channels, mostly plumbing, have no number before they are recorded.
//
// Where two calls turn out to be one, the living legs of the younger are numbered behind those of the older; what is
// recorded stays as it is.
#include "common/calls/call_book.h"

#include <algorithm>
#include <limits>
#include <utility>

namespace calls {

std::uint16_t Call::next_number() const
{
    if (!has_parent) return 1;
    return numbered == std::numeric_limits<std::uint16_t>::max() ? numbered : static_cast<std::uint16_t>(numbered + 1);
}

std::uint16_t Call::take_number()
{
    const std::uint16_t taken = next_number();
    has_parent = true;
    numbered = std::max(numbered, taken);
    return taken;
}

void Call::give_back(std::uint16_t number)
{
    if (number == 1) has_parent = false;
    if (number == numbered) --numbered;
}

void CallBook::number(LegRecord& leg)
{
    if (leg.legno == 0) leg.legno = leg.src->call->take_number();
}

void CallBook::unnumber(LegRecord& leg)
{
    if (leg.legno != 0) leg.src->call->give_back(std::exchange(leg.legno, std::uint16_t{0}));
}

// At its creation.
void CallBook::number_at_birth(LegRecord& leg)
{
    if (leg.is_local_pair()) return;
    const Channel& src = *leg.src;
    const Channel* const near_half = leg.behind ? leg.via->sibling : nullptr;
    LegRecord* replaced = nullptr;
    if (near_half != nullptr && !near_half->in_legs.empty())
        replaced = near_half->in_legs.front();
    else if (!leg.behind || !src.waiting)  // else the caller keeps its own leg beside this one
        replaced = src.solo.get();
    // Who fetches a parked caller, or joins a conference, had a leg of its own in what is the same call by now.
    if (replaced == nullptr && leg.dst->call == src.call && !leg.dst->waiting) replaced = leg.dst->solo.get();
    if (replaced != nullptr) leg.legno = std::exchange(replaced->legno, std::uint16_t{0});
    number(leg);
}

// At its record: the parent may have gone without one.
void CallBook::number_at_end(LegRecord& leg)
{
    if (!leg.src->call->has_parent) unnumber(leg);
    number(leg);
}

// As its row says; the call's other legs may have been recorded before.
void CallBook::restore_number(LegRecord& leg, std::uint16_t legno)
{
    unnumber(leg);
    leg.legno = std::max(legno, std::uint16_t{1});
    Call& call = *leg.src->call;
    call.numbered = std::max(call.numbered, leg.legno);
    call.has_parent = true;
}

// When its legs have moved along with the channel.
void CallBook::renumber(Channel& channel, Call& before)
{
    const auto move = [&](LegRecord& leg) {
        if (leg.legno == 0) return;
        before.give_back(leg.legno);
        leg.legno = channel.call->take_number();
    };
    if (channel.solo) move(*channel.solo);
    for (const auto& leg : channel.own_legs)
        move(*leg);
}

}  // namespace calls
