// SPDX-License-Identifier: GPL-3.0-or-later
// Bridges of the book: who hears whom, through Local channels too, and for how long.
#include "common/calls/call_book.h"
#include "common/calls/hold_place.h"

#include <algorithm>
#include <tuple>
#include <utility>

namespace calls {
namespace {

// `end` waits where telephones wait that hold, and `other` is alone in the bridge they had.
bool is_put_aside(const Channel& end, const Channel& other)
{
    const auto waits = [](const Channel* member) { return is_hold_place(member->name.view()); };
    return end.bridge != nullptr && std::ranges::any_of(end.bridge->members, waits) && other.bridge != nullptr &&
           other.bridge->members.size() == 1;
}

bool is_put_aside(const LegRecord& leg)
{
    return leg.is_held() && (is_put_aside(*leg.src, *leg.dst) || is_put_aside(*leg.dst, *leg.src));
}

}  // namespace

Bridge& CallBook::bridge_named(std::string_view id, bool holding)
{
    const auto found = bridges_.find(id);
    if (found != bridges_.end()) return *found->second;
    auto fresh = std::make_unique<Bridge>();
    Bridge& bridge = *fresh;
    bridge.id = id;
    bridge.holding = holding;
    bridges_.emplace(bridge.id, std::move(fresh));
    return bridge;
}

void CallBook::enter(Channel& channel, std::string_view bridge_id, bool holding, TimePoint at)
{
    if (channel.bridge != nullptr && channel.bridge->id == bridge_id) return;
    leave(channel, at);
    Bridge& bridge = bridge_named(bridge_id, holding);
    if (!bridge.members.empty()) join(channel, *bridge.members.front());
    bridge.members.push_back(&channel);
    channel.bridge = &bridge;
    update_talk(channel, at);
}

void CallBook::leave(Channel& channel, TimePoint at)
{
    Bridge* const bridge = std::exchange(channel.bridge, nullptr);
    if (bridge == nullptr) return;
    if (!bridge->holding) {
        channel.exten_open = true;
        if (!channel.waiting) channel.queue.clear();  // served: what follows is not this queue's
    }
    std::erase(bridge->members, &channel);
    Channel* const stayed = bridge->members.empty() ? nullptr : bridge->members.front();
    if (stayed == nullptr) bridges_.erase(bridges_.find(bridge->id));
    update_talk(channel, at);
    if (stayed != nullptr) update_talk(*stayed, at);
}

void CallBook::dissolve(std::string_view bridge_id, TimePoint at)
{
    for (auto found = bridges_.find(bridge_id); found != bridges_.end(); found = bridges_.find(bridge_id))
        leave(*found->second->members.back(), at);
}

// Every channel that hears `from` or is the other half of one that does; `from` itself first. All of them bear the
// latest mark until the next call, so that whether two hear each other costs nothing, in a large conference too.
std::vector<Channel*> CallBook::reach(Channel& from)
{
    ++mark_;
    std::vector<Channel*> reached;
    const auto add = [&](Channel* channel) {
        if (channel != nullptr && std::exchange(channel->mark, mark_) != mark_) reached.push_back(channel);
    };
    add(&from);
    for (std::size_t i = 0; i < reached.size(); ++i) {
        const Channel& channel = *reached[i];
        add(channel.sibling);
        if (channel.bridge == nullptr || channel.bridge->holding) continue;
        for (Channel* member : channel.bridge->members)
            add(member);
    }
    return reached;
}

void CallBook::update_talk(Channel& around, TimePoint at)
{
    const std::vector<Channel*> reached = reach(around);
    for (Channel* channel : reached) {
        for (const auto& leg : channel->own_legs)
            update_talk(*leg, at);
        for (LegRecord* leg : channel->in_legs)
            update_talk(*leg, at);
    }
    if (around.bridge != nullptr && !around.bridge->holding && around.bridge->members.size() > 1) pair_up(reached, at);
}

void CallBook::update_talk(LegRecord& leg, TimePoint at)
{
    at = std::max(at, leg.start);  // a snapshot guesses: its channels may be older than their leg
    const bool hear_each_other = leg.src->mark == mark_ && leg.dst->mark == mark_;
    const bool talks = !leg.superseded && !leg.is_solo() && (hear_each_other || is_put_aside(leg));
    if (talks && !leg.talking_since) {
        // The lists know no better time than a channel's birth: no moment is talked twice.
        leg.talking_since = leg.parted ? std::max(at, *leg.parted) : at;
        leg.parted.reset();
        answered(leg, at);
        end_wait(leg, at);
        measure_hold(leg, at);
    } else if (!talks && leg.talking_since) {
        at = std::max(at, *leg.talking_since);
        leg.talk += at - *leg.talking_since;
        leg.talking_since.reset();
        leg.parted = at;
        measure_hold(leg, at);
    }
}

// Channels that hear each other without one having dialed the other: transfers, pickup, conferences, and calls
// whose dialing we missed. Everybody real gets one leg to somebody.
void CallBook::pair_up(const std::vector<Channel*>& reached, TimePoint at)
{
    for (Channel* channel : reached) {
        if (channel->is_local() || channel->bridge == nullptr || channel->is_talking()) continue;
        stand_at_local(*channel, at);
        if (channel->is_talking()) continue;
        const auto partner = std::ranges::find_if(reached, [channel](const Channel* other) {
            return other != channel && !other->is_local() && other->bridge != nullptr;
        });
        if (partner != reached.end()) pair(*channel, **partner, at);
    }
}

// Who hears a Local channel without having dialed it (attended transfer) has called what is behind it; who hears its
// far half without having been dialed by it (a waiting agent, a conference) is what is behind it.
void CallBook::stand_at_local(Channel& channel, TimePoint at)
{
    for (Channel* member : channel.bridge->members) {
        if (member->half == LocalHalf::near && leg_between(channel, *member) == nullptr) adopt(channel, *member);
        if (member->half == LocalHalf::far) dial(*member, channel, at);
    }
    for (const auto& leg : channel.own_legs)
        update_talk(*leg, at);
    for (LegRecord* leg : channel.in_legs)
        update_talk(*leg, at);
}

void CallBook::pair(Channel& a, Channel& b, TimePoint at)
{
    if (LegRecord* known = leg_between(a, b)) {
        update_talk(*known, at);
        return;
    }
    // One direction for good: the caller first, else the older one.
    const auto order = [](const Channel& c) { return std::tuple{!c.caller || c.originated, c.born, c.uid}; };
    const bool a_first = order(a) < order(b);
    Channel& src = a_first ? a : b;
    Channel& dst = a_first ? b : a;
    join(src, dst);
    LegRecord& leg = create(src, dst, src, at);
    // A member of a queue whose dialing was not told (Asterisk <= 11 without eventwhencalled).
    const bool from_queue = !src.dialed && !src.queue.empty();
    if (from_queue) set_queue(leg, src);
    leg.dst_number = src.dialed || src.exten.empty() ? dst.known_number() : src.exten;
    src.dialed = true;
    update_talk(leg, at);
    update_solo(src);
    update_solo(dst);
}

}  // namespace calls
