// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/board/queue_seating.h"

#include <array>

namespace board {

namespace {

constexpr std::array<std::string_view, 5> telephone_technologies{"PJSIP/", "SIP/", "IAX2/", "SCCP/", "Local/"};

int& place_of(MemberCounts& counts, const MemberFacts& member, const AgentFacts* agent)
{
    const auto& status = member.status;
    if (status == "Unavailable" || status == "Invalid" || status == "Unknown") return counts.unavailable;
    if (status == "In use" || status == "Busy" || status == "On Hold" || status == "Ring+Inuse") return counts.busy;
    if (status == "Ringing") return counts.ringing;
    if (agent != nullptr && agent->record.state == calls::AgentState::wrapup) return counts.busy;
    return member.is_paused ? counts.paused : counts.ready;
}

}  // namespace

QueueSeating::QueueSeating(const std::vector<AgentFacts>& agents, const std::vector<MemberFacts>& members)
{
    for (const auto& agent : agents)
        learn_telephones(agent);
    for (const auto& member : members)
        seat(member);
}

void QueueSeating::learn_telephones(const AgentFacts& agent)
{
    const auto learn = [&](std::string name) { telephones_.try_emplace({agent.server, std::move(name)}, &agent); };
    if (!agent.interface.empty()) learn(agent.interface);
    if (!agent.channel.empty()) learn(agent.channel);
    if (!agent.agent.empty()) learn("Agent/" + agent.agent);
    if (agent.extension.empty()) return;
    for (const auto technology : telephone_technologies)
        learn(std::string{technology} + agent.extension);
}

void QueueSeating::seat(const MemberFacts& member)
{
    const auto name = member.interface.starts_with("Local/") ? member.interface.substr(0, member.interface.find('@'))
                                                             : member.interface;
    const auto found = telephones_.find({member.queue.first, name});
    const auto* agent = found == telephones_.end() ? nullptr : found->second;
    auto& queue = queues_[member.queue];
    ++place_of(queue.members, member, agent);
    if (agent == nullptr) return;
    queue.members.accounts.insert(agent->account);
    queue.groups.insert(agent->group);
}

MemberCounts QueueSeating::members(const ServerName& queue) const
{
    const auto found = queues_.find(queue);
    return found == queues_.end() ? MemberCounts{} : found->second.members;
}

std::set<unsigned> QueueSeating::groups(const ServerName& queue) const
{
    const auto found = queues_.find(queue);
    return found == queues_.end() ? std::set<unsigned>{} : found->second.groups;
}

}  // namespace board
