// SPDX-License-Identifier: GPL-3.0-or-later
// Legs of the book: from the dial to the record.
#include "common/calls/call_book.h"

#include <algorithm>
#include <utility>

namespace calls {
namespace {

// What the hangup cause of an unanswered telephone says when no DialEnd did (Asterisk <= 11). Q.850.
Disposition disposition_of_cause(int cause)
{
    switch (cause) {
        case 17:
            return Disposition::busy;
        case 0:
        case 16:
        case 18:
        case 19:
        case 26:
        case 31:
            return Disposition::no_answer;
        default:
            return Disposition::failed;
    }
}

// Local channels may be chained; nobody chains more.
constexpr int kLongestChain = 16;

}  // namespace

Channel& CallBook::origin_of(Channel& dialer)
{
    Channel* at = &dialer;
    for (int i = 0; i < kLongestChain && at->half == LocalHalf::far && at->sibling != nullptr; ++i) {
        Channel& near = *at->sibling;
        if (near.in_legs.empty()) return near;
        at = near.in_legs.front()->src;
    }
    return *at;
}

LegRecord* CallBook::leg_between(const Channel& a, const Channel& b)
{
    for (const auto& leg : a.own_legs) {
        if (leg->dst == &b) return leg.get();
    }
    for (const auto& leg : b.own_legs) {
        if (leg->dst == &a) return leg.get();
    }
    return nullptr;
}

LegRecord* CallBook::dial(Channel& dialer, Channel& dst, TimePoint at)
{
    Channel& src = origin_of(dialer);
    if (&src == &dst || &dialer == &dst) {
        odd();
        return nullptr;
    }
    if (LegRecord* known = leg_between(src, dst)) return known;

    join(src, dst);
    LegRecord& leg = create(src, dst, dialer, at);
    inherit(leg);
    if (dialer.half == LocalHalf::far && dialer.sibling != nullptr) supersede(*dialer.sibling);
    // Its far half may have dialed on before we hear that it was dialed itself.
    if (dst.half == LocalHalf::near && !dst.own_legs.empty()) adopt(src, dst);
    src.dialed = true;
    src.moved_on = false;
    update_solo(src);
    if (dst.solo) update_solo(dst);
    if (dst.state == ChannelState::ringing) ringing(leg, at);
    return &leg;
}

LegRecord& CallBook::create(Channel& src, Channel& dst, Channel& via, TimePoint at)
{
    auto fresh = std::make_unique<LegRecord>();
    LegRecord& leg = *fresh;
    leg.src = &src;
    leg.dst = &dst;
    leg.via = &via;
    leg.behind = &via != &src;
    leg.start = at;
    number_at_birth(leg);
    src.own_legs.push_back(std::move(fresh));
    dst.in_legs.push_back(&leg);
    if (leg.behind) via.via_legs.push_back(&leg);
    if (src.call != dst.call) {  // whoever reads one of them again must know the other end
        begins_with(*src.call, *dst.call);
        begins_with(*dst.call, *src.call);
    }
    touch(leg);
    return leg;
}

// The number that was dialed and the queue: of the leg that leads to the Local channel, where one dials for another.
void CallBook::inherit(LegRecord& leg)
{
    const Channel& via = *leg.via;
    const bool is_led = leg.behind && via.sibling != nullptr && !via.sibling->in_legs.empty();
    const LegRecord* const lead = is_led ? via.sibling->in_legs.front() : nullptr;
    leg.dst_number = lead != nullptr ? lead->dst_number : via.exten;
    if (lead != nullptr) {
        leg.queue = lead->queue;
        leg.waiting_since = lead->waiting_since;
        leg.connected = lead->connected;
    }
    if (via.waiting) set_queue(leg, via);
    // A call that comes back from the parking lot dials "PJSIP_8001".
    const bool is_number = !leg.dst_number.empty() && leg.dst_number.view().find('_') == std::string_view::npos;
    if (!is_number) leg.dst_number = leg.dst->known_number();
}

void CallBook::supersede(Channel& near_half)
{
    for (LegRecord* leg : near_half.in_legs) {
        leg->superseded = true;
        leg->talking_since.reset();
        unnumber(*leg);
        withdraw(*leg);
    }
}

// The legs dialed behind a Local channel go to `src`, who turns out to stand in front of it.
void CallBook::adopt(Channel& src, Channel& near_half)
{
    std::vector<LegRecord*> behind;
    for (const auto& leg : near_half.own_legs) {
        if (leg->behind && leg->dst != &src && leg_between(src, *leg->dst) == nullptr) behind.push_back(leg.get());
    }
    for (LegRecord* leg : behind) {
        withdraw(*leg);
        const auto owned = std::ranges::find(near_half.own_legs, leg, [](const auto& l) { return l.get(); });
        src.own_legs.push_back(std::move(*owned));
        near_half.own_legs.erase(owned);
        if (leg->via == &near_half) leg->via = &src;  // the far half that dialed is gone
        leg->src = &src;
        inherit(*leg);
        number(*leg);
        touch(*leg);
    }
    if (behind.empty()) return;
    supersede(near_half);
    drop_solo(near_half);
    near_half.caller = false;
    src.dialed = true;
    update_solo(src);
}

void CallBook::ringing(LegRecord& leg, TimePoint at)
{
    if (leg.ringing || leg.answer) return;
    leg.ringing = at;
    touch(leg);
}

void CallBook::answered(LegRecord& leg, TimePoint at)
{
    // A Local channel that is answered while nobody is dialed behind it (any more) has been answered itself.
    if (leg.superseded && leg.dst->sibling != nullptr && leg.dst->sibling->via_legs.empty()) {
        leg.superseded = false;
        touch(leg);
    }
    if (leg.answer) return;
    leg.answer = std::max(at, leg.start);
    leg.answer_guessed = is_guessing_;
    leg.verdict.reset();
    leg.parted.reset();
    measure_hold(leg, at);
    touch(leg);
    if (!leg.superseded && !leg.is_local_pair()) set_answered(*leg.src->call);
}

void CallBook::talked(LegRecord& leg, std::chrono::seconds time, TimePoint until)
{
    const bool has_talked = leg.talking_since || leg.talk > std::chrono::milliseconds{0};
    if (!leg.answer_guessed || !has_talked) return;
    const TimePoint end = leg.parted.value_or(until);
    leg.answer = std::max(end - time, leg.start);
    leg.answer_guessed = false;
    if (leg.talking_since) {
        leg.talking_since = leg.answer;
        leg.talk = {};
    } else {
        leg.talk = std::max(end - *leg.answer, std::chrono::milliseconds{0});
    }
    touch(leg);
}

void CallBook::set_answered(Call& call)
{
    if (std::exchange(call.answered, true)) return;
    for (Channel* channel : call.channels) {
        for (const auto& leg : channel->own_legs) {
            if (!leg->is_local_pair()) continue;
            unnumber(*leg);
            withdraw(*leg);
        }
    }
    for (FinishedLeg& leg : call.undecided) {
        --shown_;
        changes_.emplace_back(LegDropped{std::move(leg.leg.key)});
    }
    call.undecided.clear();
}

void CallBook::not_answered(LegRecord& leg, Disposition verdict, TimePoint at)
{
    // It may come twice: the first one counts. The leg ends with the hangup of either end, which follows at once.
    if (leg.answer || leg.verdict) return;
    leg.verdict = verdict;
    leg.parted = at;
}

Channel& CallBook::restore_channel(const std::string& uid, const std::string& name, const Leg& leg)
{
    const bool is_known = find(uid) != nullptr;
    Channel& channel = add(uid, name, {}, leg.start);
    if (!is_known && !leg.linkedid.empty()) move_to(channel, call_named(leg.linkedid));
    return channel;
}

void CallBook::restore(const Leg& leg)
{
    LegRecord* const record = restored_record(leg);
    if (record == nullptr) {  // a row no call can have
        changes_.emplace_back(LegDropped{leg.key});
        return;
    }
    if (std::exchange(record->dirty, false)) std::erase(dirty_, record);
    record->shown = true;
    record->is_stale = true;
    ++shown_;
    if (!is_visible(*record)) withdraw(*record);
    update_solo(*record->src);
}

LegRecord* CallBook::restored_record(const Leg& leg)
{
    if (leg.key.srcuid.empty() || leg.key.srcuid == leg.key.dstuid) return nullptr;
    Channel& src = restore_channel(leg.key.srcuid, leg.srcchan, leg);
    src.number = leg.src;
    src.caller_name = leg.srcname;
    src.exten = leg.dst;
    src.did = leg.didnumber;
    src.queue = leg.queue;
    src.joined = leg.waiting_since;
    src.caller = true;
    if (leg.key.dstuid.empty()) {
        src.waiting = !leg.queue.empty();
        src.moved_on = true;
        if (src.solo != nullptr) return nullptr;
        update_solo(src);
        if (src.solo != nullptr) restore_number(*src.solo, leg.legno);
        return src.solo.get();
    }
    Channel& dst = restore_channel(leg.key.dstuid, leg.dstchan, leg);
    if (leg_between(src, dst) != nullptr) return nullptr;
    LegRecord& record = create(src, dst, src, leg.start);
    record.behind = src.solo != nullptr;  // else the caller would have no leg of its own beside it
    record.dst_number = leg.dst;
    record.queue = leg.queue;
    record.ringing = leg.ringing;
    record.answer = record.talking_since = leg.answer;
    record.answer_guessed = leg.answer_guessed;
    record.waiting_since = leg.waiting_since;
    record.connected = leg.answer;
    restore_number(record, leg.legno);
    src.dialed = true;
    dst.state = leg.answer ? ChannelState::up : leg.ringing ? ChannelState::ringing : ChannelState::down;
    if (leg.answer && !record.is_local_pair()) set_answered(*src.call);
    return &record;
}

void CallBook::finish_legs(Channel& channel, TimePoint at, int cause, bool gap)
{
    while (!channel.in_legs.empty())
        finish(*channel.in_legs.back(), at, cause, gap);
    while (!channel.own_legs.empty())
        finish(*channel.own_legs.front(), at, cause, gap);
}

FinishedLeg CallBook::conclude(const LegRecord& leg, TimePoint at, int cause, bool gap)
{
    FinishedLeg finished;
    finished.leg = leg.to_leg();
    finished.leg.held = false;
    finished.end = std::max(leg.parted.value_or(at), leg.start);
    finished.talk = leg.talk;
    if (leg.talking_since) {
        finished.end = std::max(at, leg.start);
        finished.talk += std::max(finished.end - *leg.talking_since, std::chrono::milliseconds{0});
    }
    finished.disposition = leg.answer ? Disposition::answered : leg.verdict.value_or(disposition_of_cause(cause));
    finished.hangup_cause = cause;
    finished.gap = gap;
    finished.leg.answer_guessed |= leg.is_stale && !leg.answer && !leg.is_solo();
    measure(finished, leg);
    return finished;
}

void CallBook::finish(LegRecord& leg, TimePoint at, int cause, bool gap)
{
    Channel& src = *leg.src;
    Channel& dst = *leg.dst;
    Call& call = *src.call;
    const bool plumbing = leg.superseded || (leg.is_local_pair() && call.answered);
    if (plumbing) {
        unnumber(leg);
        withdraw(leg);
    } else if (leg.is_local_pair()) {
        if (!leg.shown) ++shown_;
        unnumber(leg);
        call.undecided.push_back(conclude(leg, at, cause, gap));
    } else {
        if (leg.shown) --shown_;
        number_at_end(leg);
        src.recorded = dst.recorded = call.recorded = true;
        changes_.emplace_back(LegFinished{conclude(leg, at, cause, gap)});
    }
    forget(leg);
    update_solo(src);
}

void CallBook::forget(LegRecord& leg)
{
    if (leg.dirty) std::erase(dirty_, &leg);
    std::erase(leg.dst->in_legs, &leg);
    std::erase(leg.via->via_legs, &leg);
    std::erase_if(leg.src->own_legs, [&leg](const auto& owned) { return owned.get() == &leg; });
}

// A caller has a leg of its own while nobody is dialed for it: before the first dial, and again when it goes on
// (waits in a queue, continues in the dialplan) after a leg has ended.
void CallBook::update_solo(Channel& channel)
{
    const bool dials = std::ranges::any_of(channel.own_legs, [](const auto& leg) { return !leg->behind; });
    const bool is_served = !channel.own_legs.empty() || !channel.in_legs.empty();
    const bool alone = channel.caller && !dials && (channel.waiting || !is_served) &&
                       (!channel.dialed || channel.waiting || channel.moved_on);
    if (!alone) {
        drop_solo(channel);
    } else if (!channel.solo) {
        channel.solo = std::make_unique<LegRecord>();
        channel.solo->src = channel.solo->via = &channel;
        channel.solo->start = channel.born;
        number(*channel.solo);
        touch(*channel.solo);
    }
}

void CallBook::drop_solo(Channel& channel)
{
    if (!channel.solo) return;
    unnumber(*channel.solo);
    withdraw(*channel.solo);
    channel.solo.reset();
}

// A caller for whom nobody was ever dialed leaves a record: abandoned, or served by the dialplan alone.
void CallBook::record_solo(Channel& channel, TimePoint at, int cause, bool gap)
{
    const bool has_record = channel.recorded || channel.dialed ||
                            (channel.is_local() && (channel.call->recorded || !channel.call->undecided.empty()));
    if (!channel.solo || has_record) {
        drop_solo(channel);
        return;
    }
    LegRecord& solo = *channel.solo;
    number_at_end(solo);
    FinishedLeg finished = conclude(solo, at, cause, gap);
    // Whoever was up has heard something: only an originated channel can be busy or unreachable.
    if (!channel.originated || channel.state == ChannelState::up) finished.disposition = Disposition::no_answer;
    if (solo.dirty) std::erase(dirty_, &solo);
    if (solo.shown) --shown_;
    channel.solo.reset();
    changes_.emplace_back(LegFinished{std::move(finished)});
}

}  // namespace calls
