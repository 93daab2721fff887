// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/calls/cdr_legs.h"

#include "common/calls/channel.h"

#include <algorithm>
#include <map>
#include <unordered_map>

namespace calls {

namespace {

constexpr std::string_view cdr_prefix = "cdr:";
constexpr int most_local_hops = 16;

bool is_far_half(const std::string& channel)
{
    return half_of(channel) == LocalHalf::far;
}

bool is_local(const std::string& channel)
{
    return half_of(channel) != LocalHalf::none;
}

// In the order in which they tell most of what became of two channels.
bool tells_more(Disposition a, Disposition b)
{
    const auto rank = [](Disposition d) {
        switch (d) {
            case Disposition::answered:
                return 3;
            case Disposition::busy:
                return 2;
            case Disposition::failed:
                return 1;
            case Disposition::no_answer:
                return 0;
        }
        return 0;
    };
    return rank(a) > rank(b);
}

void merge(CdrRecord& into, const CdrRecord& further)
{
    into.end = std::max(into.end, further.end);
    if (further.disposition == Disposition::answered) {
        if (into.disposition != Disposition::answered) into.billed = {};
        into.billed += further.billed;
        if (!into.answer || (further.answer && *further.answer < *into.answer)) into.answer = further.answer;
    }
    if (tells_more(further.disposition, into.disposition)) into.disposition = further.disposition;
}

// One record per pair of channels: after a transfer or a park Asterisk begins another one for the same two.
std::vector<CdrRecord> merge_pairs(std::span<const CdrRecord> call)
{
    std::vector<CdrRecord> sorted{call.begin(), call.end()};
    std::ranges::stable_sort(sorted, {}, &CdrRecord::start);
    std::vector<CdrRecord> pairs;
    for (auto& record : sorted) {
        const auto same = std::ranges::find_if(pairs, [&](const CdrRecord& p) {
            return p.channel == record.channel && p.dstchannel == record.dstchannel;
        });
        if (same == pairs.end())
            pairs.push_back(std::move(record));
        else
            merge(*same, record);
    }
    return pairs;
}

// What is dialed through the far half of a Local channel is dialed by whoever dialed the near half, or by the near
// half itself when Asterisk originated it.
const CdrRecord& dialer_of(const CdrRecord& record, const std::vector<CdrRecord>& pairs)
{
    const CdrRecord* at = &record;
    for (int hop = 0; hop < most_local_hops && is_far_half(at->channel); ++hop) {
        const auto near = sibling_name(at->channel);
        auto found = std::ranges::find(pairs, near, &CdrRecord::dstchannel);
        if (found == pairs.end()) found = std::ranges::find(pairs, near, &CdrRecord::channel);
        if (found == pairs.end()) break;
        at = &*found;
    }
    return *at;
}

// Whether the pair only leads to a Local channel behind which somebody is dialed.
bool is_plumbing(const CdrRecord& record, const std::vector<CdrRecord>& pairs)
{
    if (!is_local(record.dstchannel)) return false;
    const auto far = sibling_name(record.dstchannel);
    return std::ranges::any_of(
        pairs, [&](const CdrRecord& p) { return p.channel == far && !p.dstchannel.empty() && &p != &record; });
}

std::string uniqueid_of(const CdrRecord& record)
{
    if (!record.uniqueid.empty()) return record.uniqueid;
    return std::string{cdr_prefix} + record.channel + "@" + std::to_string(runtime::to_epoch_ms(record.start) / 1000);
}

std::string queue_of(const CdrRecord& record)
{
    if (record.lastapp != "Queue") return {};
    return record.lastdata.substr(0, record.lastdata.find_first_of(",|"));
}

// The number an outside caller dialed, by the tracker's rule as far as CDR can tell.
std::string did_of(const CdrRecord& record)
{
    const bool is_internal = record.src == device_number(record.channel) || record.src == record.dst;
    const bool is_number = !record.dst.empty() && record.dst.find_first_not_of("0123456789+*#") == std::string::npos;
    return is_internal || is_local(record.channel) || !is_number ? std::string{} : record.dst;
}

// An originated Local channel that nobody answered has no record: only what its far half dialed has one. The near half
// is the oldest channel of its call.
void name_near_half(Leg& leg)
{
    if (!is_far_half(leg.srcchan) || leg.linkedid == leg.key.srcuid) return;
    leg.srcchan = sibling_name(leg.srcchan);
    leg.key.srcuid = leg.linkedid;
}

CdrLeg make_leg(const CdrRecord& record, const CdrRecord& dialer)
{
    CdrLeg made{.finished = {}, .accountcode = dialer.accountcode, .userfield = dialer.userfield};
    auto& finished = made.finished;
    auto& leg = finished.leg;
    leg.key.srcuid = uniqueid_of(dialer);
    leg.linkedid = record.linkedid.empty() ? leg.key.srcuid : record.linkedid;
    leg.src = dialer.src;
    leg.srcname = dialer.srcname;
    leg.dst = dialer.dst;
    leg.srcchan = dialer.channel;
    name_near_half(leg);
    leg.didnumber = did_of(dialer);
    leg.queue = queue_of(record);
    leg.start = record.start;
    finished.end = record.end;
    if (record.dstchannel.empty()) return made;  // "answered" by the dialplan, by nobody: NO ANSWER
    leg.key.dstuid = std::string{cdr_prefix} + record.dstchannel;
    leg.dstchan = record.dstchannel;
    finished.disposition = record.disposition;
    if (record.disposition == Disposition::answered) {
        finished.talk = record.billed;
        leg.answer = record.answer ? record.answer : record.end - record.billed;
    }
    return made;
}

// Who called and reached nobody: at most one of a call.
std::vector<CdrLeg> lonely_caller(const std::vector<CdrRecord>& pairs)
{
    const auto caller = std::ranges::find_if(pairs, [](const CdrRecord& p) { return !is_far_half(p.channel); });
    if (caller == pairs.end()) return {};
    return {make_leg(*caller, *caller)};
}

// Of a call whose ends are all Local, one pair is the call.
std::vector<CdrLeg> one_of(std::vector<CdrLeg> local_pairs)
{
    const auto best = std::ranges::max_element(local_pairs, {}, [](const CdrLeg& l) { return l.finished.talk; });
    return {std::move(*best)};
}

}  // namespace

std::vector<CdrLeg> legs_of(std::span<const CdrRecord> call)
{
    const auto pairs = merge_pairs(call);
    std::vector<CdrLeg> legs;
    std::vector<CdrLeg> local_pairs;
    std::set<LegKey> seen;
    for (const auto& record : pairs) {
        if (record.dstchannel.empty() || is_plumbing(record, pairs)) continue;
        auto leg = make_leg(record, dialer_of(record, pairs));
        if (!seen.insert(leg.finished.leg.key).second) continue;
        const bool is_local_pair = is_local(leg.finished.leg.srcchan) && is_local(leg.finished.leg.dstchan);
        (is_local_pair ? local_pairs : legs).push_back(std::move(leg));
    }
    if (!legs.empty()) return legs;
    return local_pairs.empty() ? lonely_caller(pairs) : one_of(std::move(local_pairs));
}

std::vector<CdrLeg> unknown_legs(std::span<const CdrRecord> call, const std::set<std::string>& channels)
{
    auto legs = legs_of(call);
    if (channels.empty()) return legs;
    std::erase_if(legs, [&](const CdrLeg& l) {
        const auto& dstchan = l.finished.leg.dstchan;
        return dstchan.empty() || is_local(dstchan) || channels.contains(dstchan);
    });
    return legs;
}

std::string call_of(const CdrRecord& record)
{
    return record.linkedid.empty() ? uniqueid_of(record) : record.linkedid;
}

std::vector<std::vector<CdrRecord>> by_call(std::vector<CdrRecord> records)
{
    std::unordered_map<std::string, std::string> dialed_near_halves;  // -> the call of who dialed them
    for (const auto& r : records)
        if (r.linkedid.empty() && is_local(r.dstchannel)) dialed_near_halves.emplace(r.dstchannel, call_of(r));
    const auto name = [&](const CdrRecord& r) {
        auto call = call_of(r);
        if (!r.linkedid.empty() || !is_far_half(r.channel)) return call;
        const auto joined = dialed_near_halves.find(sibling_name(r.channel));
        return joined == dialed_near_halves.end() ? call : joined->second;
    };
    std::vector<std::vector<CdrRecord>> calls;
    std::unordered_map<std::string, std::size_t> places;
    for (auto& record : records) {
        const auto [place, is_new] = places.emplace(name(record), calls.size());
        if (is_new) calls.emplace_back();
        calls[place->second].push_back(std::move(record));
    }
    return calls;
}

}  // namespace calls
