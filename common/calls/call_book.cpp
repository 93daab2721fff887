// SPDX-License-Identifier: GPL-3.0-or-later
// Channels and calls of the book, and what is written down of them.
#include "common/calls/call_book.h"

#include "common/calls/agent_match.h"

#include <algorithm>
#include <tuple>
#include <utility>

namespace calls {

Channel* CallBook::find(std::string_view uid)
{
    const auto found = channels_.find(uid);
    return found == channels_.end() ? nullptr : found->second.get();
}

Channel* CallBook::find_by_name(std::string_view name)
{
    const auto found = by_name_.find(name);
    return found == by_name_.end() ? nullptr : found->second;
}

Channel* CallBook::find_undialed(std::string_view device)
{
    Channel* youngest = nullptr;
    const auto consider = [&](Channel* channel) {
        const bool fits = channel->in_legs.empty() && !channel->caller && device_of(channel->name) == device;
        if (fits &&
            (youngest == nullptr || std::tie(youngest->born, youngest->uid) < std::tie(channel->born, channel->uid)))
            youngest = channel;
    };
    if (Channel* const unnumbered = find_by_name(device)) consider(unnumbered);  // "Agent/1001"
    const std::string numbered = std::string{device} + '-';
    for (auto at = by_name_.lower_bound(numbered); at != by_name_.end() && at->first.starts_with(numbered); ++at)
        consider(at->second);
    return youngest;
}

Channel& CallBook::add(std::string_view uid, std::string_view name, std::string_view linkedid, TimePoint born)
{
    if (Channel* known = find(uid)) return *known;
    auto fresh = std::make_unique<Channel>();
    Channel& channel = *fresh;
    channel.uid = uid;
    channel.born = born;
    channels_.emplace(channel.uid, std::move(fresh));
    move_to(channel, call_named(linkedid.empty() ? uid : linkedid));
    channel.call->named |= !linkedid.empty();
    rename(channel, name);
    return channel;
}

void CallBook::rename(Channel& channel, std::string_view name)
{
    if (const auto old = by_name_.find(channel.name); old != by_name_.end() && old->second == &channel)
        by_name_.erase(old);
    if (channel.sibling != nullptr) channel.sibling = channel.sibling->sibling = nullptr;

    channel.name = name;
    channel.half = half_of(name);
    // A name that is taken belongs to a channel whose hangup was missed: the name goes to the living.
    by_name_.erase(channel.name);
    if (channel.is_local() || !channel.call->named) by_name_.emplace(channel.name, &channel);
    if (channel.is_local()) {
        Channel* other = find_by_name(sibling_name(name));
        if (other != nullptr && other->sibling == nullptr) {
            channel.sibling = other;
            other->sibling = &channel;
            join(channel, *other);
        }
    }
    touch_legs(channel);
}

void CallBook::masquerade(std::string_view zombie_uid, std::string_view survivor_uid, TimePoint at)
{
    const auto a = channels_.find(zombie_uid);
    const auto b = channels_.find(survivor_uid);
    if (a == channels_.end() || b == channels_.end() || a == b) {
        odd();
        return;
    }
    Channel& survivor = *a->second;  // keeps its name, and stands from now on where the other stood
    Channel& zombie = *b->second;
    exchange_places(a, b);
    join(survivor, zombie);

    std::string place;
    bool holding = false;
    if (zombie.bridge != nullptr) {
        place = zombie.bridge->id;
        holding = zombie.bridge->holding;
        leave(zombie, at);
    }
    if (place.empty())
        leave(survivor, at);
    else
        enter(survivor, place, holding, at);
}

// Events name each by the Uniqueid of the other from now on. The keys are texts of the channels' own.
void CallBook::exchange_places(ChannelMap::iterator a, ChannelMap::iterator b)
{
    auto first = channels_.extract(a);
    auto second = channels_.extract(b);
    const IdText first_uid{first.key()};
    const IdText second_uid{second.key()};
    for (auto& [node, uid] : {std::pair{&first, &second_uid}, std::pair{&second, &first_uid}}) {
        Channel& channel = *node->mapped();
        channel.masked = *uid == channel.uid ? std::string_view{} : uid->view();
        node->key() = channel.event_uid();
    }
    channels_.insert(std::move(first));
    channels_.insert(std::move(second));
}

void CallBook::hung_up(std::string_view uid, TimePoint at, int cause)
{
    const auto found = channels_.find(uid);
    if (found == channels_.end())
        odd();
    else
        remove(found, at, cause, false);
}

void CallBook::lost(Channel& channel, TimePoint now)
{
    const auto found = channels_.find(channel.event_uid());
    if (found != channels_.end() && found->second.get() == &channel) remove(found, now, 0, true);
}

void CallBook::remove(ChannelMap::iterator found, TimePoint at, int cause, bool gap)
{
    Channel& channel = *found->second;
    leave(channel, at);
    finish_legs(channel, at, cause, gap);
    record_solo(channel, at, cause, gap);
    for (LegRecord* leg : channel.via_legs)
        leg->via = leg->src;
    if (channel.sibling != nullptr) channel.sibling->sibling = nullptr;
    if (const auto name = by_name_.find(channel.name); name != by_name_.end() && name->second == &channel)
        by_name_.erase(name);

    Call& call = *channel.call;
    std::erase(call.channels, &channel);
    channels_.erase(found);
    forget_if_over(call);
}

void CallBook::set_linkedid(Channel& channel, std::string_view linkedid)
{
    if (linkedid.empty() || (channel.call->linkedid == linkedid && channel.call->named)) return;
    Call& call = call_named(linkedid);
    call.named = true;
    if (&call != channel.call) move_to(channel, call);
}

void CallBook::set_number(Channel& channel, std::string_view number, std::string_view name)
{
    // The first one is the caller's own; what the dialplan sets later is for show.
    if (channel.number.empty() && !number.empty()) {
        channel.number = number;
        touch_legs(channel);
    }
    if (channel.caller_name.empty() && !name.empty()) {
        channel.caller_name = name;
        touch_legs(channel);
    }
}

void CallBook::set_state(Channel& channel, ChannelState state, TimePoint at)
{
    if (state == ChannelState::unknown || channel.state == state) return;
    channel.state = state;
    if (state == ChannelState::ringing || state == ChannelState::up) {
        // Answering may show or hide other legs: not a walk over the list itself.
        const std::vector<LegRecord*> legs = channel.in_legs;
        for (LegRecord* leg : legs)
            state == ChannelState::up ? answered(*leg, at) : ringing(*leg, at);
    }
    if (state == ChannelState::ring && channel.half != LocalHalf::far) set_caller(channel);
}

void CallBook::set_caller(Channel& channel)
{
    if (std::exchange(channel.caller, true)) return;
    update_solo(channel);
}

void CallBook::set_originated(Channel& channel, std::string_view reached_at)
{
    if (std::exchange(channel.originated, true)) return;
    channel.party = reached_at;
    channel.exten.clear();  // what it was reached by, it has not dialed
    channel.did.clear();
    touch_legs(channel);
    set_caller(channel);
}

void CallBook::went_on(Channel& channel, std::string_view exten)
{
    if (channel.exten.empty() || channel.exten_open) {
        channel.exten_open = false;
        // From outside, unless the caller is a telephone named after its extension.
        const bool from_outside = !channel.originated && !channel.is_local() && !channel.dialed &&
                                  channel.exten.empty() && channel.in_legs.empty() &&
                                  channel.number != device_number(channel.name);
        if (from_outside && exten != "s") channel.did = exten;
        channel.exten = exten;
        if (channel.solo) touch(*channel.solo);
    }
    channel.moved_on = true;
    if (!channel.caller && !channel.is_local() && channel.in_legs.empty()) channel.caller = true;
    update_solo(channel);
}

std::optional<std::uint64_t> CallBook::oldest_record() const
{
    if (calls_.empty()) return std::nullopt;
    return calls_.front().first_record;
}

// Records rise, so the youngest call is the last of the list.
Call& CallBook::call_named(std::string_view linkedid)
{
    const auto found = by_linkedid_.find(linkedid);
    if (found != by_linkedid_.end()) return *found->second;
    Call& call = calls_.emplace_back();
    call.linkedid = linkedid;
    call.first_record = record_;
    by_linkedid_.emplace(call.linkedid, std::prev(calls_.end()));
    return call;
}

void CallBook::move_to(Channel& channel, Call& call)
{
    Call* const before = std::exchange(channel.call, &call);
    if (before == &call) return;
    call.channels.push_back(&channel);
    touch_legs(channel);
    if (before == nullptr) return;
    renumber(channel, *before);
    call.recorded |= before->recorded;
    if (before->answered) set_answered(call);
    begins_with(call, *before);
    std::erase(before->channels, &channel);
    if (before->channels.empty())
        std::ranges::move(std::exchange(before->undecided, {}), std::back_inserter(call.undecided));
    forget_if_over(*before);
}

// A call that takes over channels of an older one begins where that begins.
void CallBook::begins_with(Call& call, const Call& other)
{
    if (call.first_record <= other.first_record) return;
    call.first_record = other.first_record;
    calls_.splice(by_linkedid_.at(other.linkedid), calls_, by_linkedid_.at(call.linkedid));
}

void CallBook::join(Channel& a, Channel& b)
{
    if (a.call == nullptr || b.call == nullptr || a.call == b.call || a.call->named || b.call->named) return;
    // As Asterisk 12+ does: the call keeps the id of its oldest channel.
    const auto age = [](const Call& call) {
        const auto oldest = std::ranges::min_element(call.channels, {}, &Channel::born);
        return std::tie((*oldest)->born, call.linkedid);
    };
    Call* keep = a.call;
    Call* give = b.call;
    if (age(*give) < age(*keep)) std::swap(keep, give);
    const std::vector<Channel*> moving = give->channels;
    for (Channel* channel : moving)
        move_to(*channel, *keep);
}

void CallBook::forget_if_over(Call& call)
{
    if (!call.channels.empty()) return;
    decide(call);
    const auto place = by_linkedid_.find(call.linkedid);
    const auto over = place->second;
    by_linkedid_.erase(place);
    calls_.erase(over);
}

// Of the legs between Local channels at most one is the call: the best of the answered ones unless somebody real
// has answered, of the unanswered ones only when there is no other record.
void CallBook::decide(Call& call)
{
    const auto rank = [](const FinishedLeg& leg) {
        return std::tuple{leg.disposition == Disposition::answered, leg.talk};
    };
    auto best = std::ranges::max_element(call.undecided, {}, rank);
    if (best != call.undecided.end()) {
        const bool is_answered = best->disposition == Disposition::answered;
        if (is_answered ? call.answered : call.recorded) best = call.undecided.end();
    }
    for (auto leg = call.undecided.begin(); leg != call.undecided.end(); ++leg) {
        --shown_;
        if (leg == best) {
            leg->leg.legno = call.take_number();
            changes_.emplace_back(LegFinished{std::move(*leg)});
        } else {
            changes_.emplace_back(LegDropped{std::move(leg->leg.key)});
        }
    }
    call.undecided.clear();
}

bool CallBook::is_visible(const LegRecord& leg)
{
    return !leg.superseded && !(leg.is_local_pair() && leg.src->call->answered);
}

void CallBook::touch(LegRecord& leg)
{
    if (!is_visible(leg)) {
        withdraw(leg);
        return;
    }
    if (!std::exchange(leg.dirty, true)) dirty_.push_back(&leg);
}

void CallBook::touch_legs(Channel& channel)
{
    for (const auto& leg : channel.own_legs)
        touch(*leg);
    for (LegRecord* leg : channel.in_legs)
        touch(*leg);
    if (channel.solo) touch(*channel.solo);
}

void CallBook::withdraw(LegRecord& leg)
{
    if (std::exchange(leg.dirty, false)) std::erase(dirty_, &leg);
    if (std::exchange(leg.shown, false)) {
        --shown_;
        changes_.emplace_back(LegDropped{leg.key()});
    }
}

void CallBook::flush(std::vector<Change>& out)
{
    std::ranges::move(changes_, std::back_inserter(out));
    changes_.clear();
    for (LegRecord* leg : dirty_) {
        leg->dirty = false;
        if (!std::exchange(leg->shown, true)) ++shown_;
        out.emplace_back(LegChanged{leg->to_leg()});
    }
    dirty_.clear();
}

std::size_t CallBook::live_legs() const
{
    return shown_;
}

std::vector<Leg> CallBook::legs() const
{
    std::vector<Leg> legs;
    for (const auto& [uid, channel] : channels_) {
        if (channel->solo) legs.push_back(channel->solo->to_leg());
        for (const auto& leg : channel->own_legs) {
            if (is_visible(*leg)) legs.push_back(leg->to_leg());
        }
    }
    for (const Call& call : calls_) {
        for (const FinishedLeg& finished : call.undecided)
            legs.push_back(finished.leg);
    }
    std::ranges::sort(legs, {}, &Leg::key);
    return legs;
}

std::vector<Channel*> CallBook::channels()
{
    std::vector<Channel*> all;
    all.reserve(channels_.size());
    for (const auto& [uid, channel] : channels_)
        all.push_back(channel.get());
    std::ranges::sort(
        all, [](const Channel* a, const Channel* b) { return std::tie(a->born, a->uid) < std::tie(b->born, b->uid); });
    return all;
}

}  // namespace calls
