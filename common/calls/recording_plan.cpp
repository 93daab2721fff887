// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/calls/recording_plan.h"

#include <array>
#include <utility>

namespace calls {

namespace {

bool is_local(std::string_view channel)
{
    return channel.starts_with("Local/");
}

}  // namespace

bool RecordingRules::force(const AgentAccount* account) const
{
    return account != nullptr && groups.contains(account->groupid);
}

void RecordingPlan::talks(const Leg& leg, const AgentAccount* src, const AgentAccount* dst, const RecordingRules& rules)
{
    if (leg.key.dstuid.empty() || talks_.contains(leg.key)) return;
    const bool src_forces = rules.force(src);
    const bool dst_forces = rules.force(dst);
    const bool is_callers = src != nullptr && (dst == nullptr || (src_forces && !dst_forces));
    const auto* owner = is_callers ? src : dst;

    Talk talk;
    talk.linkedid = leg.linkedid;
    talk.srcchan = leg.srcchan;
    talk.dstchan = leg.dstchan;
    talk.is_forced = rules.everybody || src_forces || dst_forces;
    talk.extension = owner != nullptr ? owner->extension : leg.dst;
    talk.callerid = is_callers ? leg.dst : leg.src;
    if (owner != nullptr) talk.owner = {owner->id, owner->groupid};
    for (const auto* account : {src, dst})
        if (account != nullptr) talk.parties.push_back({account->id, account->groupid});
    if (talk.is_forced) waiting_.insert(leg.key);
    talks_.emplace(leg.key, std::move(talk));
}

void RecordingPlan::parted(const LegKey& key)
{
    const auto found = talks_.find(key);
    if (found == talks_.end()) return;
    release(found->second);
    waiting_.erase(key);
    talks_.erase(found);
}

const RecordingPlan::Talk* RecordingPlan::find(const LegKey& key) const
{
    const auto found = talks_.find(key);
    return found != talks_.end() ? &found->second : nullptr;
}

std::string RecordingPlan::free_channel(const LegKey& key) const
{
    const auto* talk = find(key);
    if (talk == nullptr || !talk->recorded_on.empty()) return {};
    std::array channels{&talk->srcchan, &talk->dstchan};
    if (is_local(talk->srcchan) && !is_local(talk->dstchan)) std::swap(channels[0], channels[1]);
    for (const auto* channel : channels)
        if (!channel->empty() && !recorded_.contains(*channel)) return *channel;
    return {};
}

std::vector<LegKey> RecordingPlan::due() const
{
    std::vector<LegKey> due;
    for (const auto& key : waiting_)
        if (!free_channel(key).empty()) due.push_back(key);
    return due;
}

void RecordingPlan::began(const LegKey& key, const std::string& channel)
{
    const auto found = talks_.find(key);
    if (found == talks_.end()) return;
    release(found->second);
    found->second.recorded_on = channel;
    recorded_.insert(channel);
    waiting_.erase(key);
}

void RecordingPlan::stopped(const LegKey& key)
{
    const auto found = talks_.find(key);
    if (found != talks_.end()) release(found->second);
}

void RecordingPlan::release(Talk& talk)
{
    if (!talk.recorded_on.empty()) recorded_.erase(talk.recorded_on);
    talk.recorded_on.clear();
}

}  // namespace calls
