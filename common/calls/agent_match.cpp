// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/calls/agent_match.h"

#include <algorithm>
#include <array>
#include <utility>

namespace calls {
namespace {

// Technologies whose device is named after the telephone's extension. A DAHDI number is a line, not an extension.
constexpr std::array<std::string_view, 4> kTelephones{"PJSIP", "SIP", "IAX2", "SCCP"};

bool is_agent_technology(std::string_view tech)
{
    constexpr std::string_view kAgent = "agent";
    return std::equal(tech.begin(), tech.end(), kAgent.begin(), kAgent.end(),
                      [](char a, char b) { return (a >= 'A' && a <= 'Z' ? static_cast<char>(a + 32) : a) == b; });
}

}  // namespace

std::string_view device_of(std::string_view channel)
{
    const auto dash = channel.rfind('-');
    return dash == std::string_view::npos ? channel : channel.substr(0, dash);
}

std::string member_interface(const AgentAccount& account, bool has_pjsip)
{
    if (!account.channel.empty()) return account.channel;
    if (!account.agent.empty() && !has_pjsip) return "Agent/" + account.agent;
    if (account.extension.empty()) return {};
    return (has_pjsip ? "PJSIP/" : "SIP/") + account.extension;
}

AgentDirectory::AgentDirectory(std::vector<AgentAccount> accounts) : accounts_(std::move(accounts))
{
    std::ranges::sort(accounts_, {}, &AgentAccount::id);
    for (std::size_t i = 0; i < accounts_.size(); ++i) {
        const AgentAccount& account = accounts_[i];
        Server& server = servers_[account.server];
        if (!account.channel.empty()) server.channels.emplace(account.channel, i);
        if (!account.extension.empty()) server.extensions.emplace(account.extension, i);
        if (!account.agent.empty()) server.agents.emplace(account.agent, i);
    }
}

const AgentAccount* AgentDirectory::lookup(const Index& index, std::string_view key) const
{
    const auto found = index.find(key);
    return found == index.end() ? nullptr : &accounts_[found->second];
}

const AgentAccount* AgentDirectory::find(std::string_view server, std::string_view channel) const
{
    const auto known = servers_.find(server);
    if (known == servers_.end()) return nullptr;
    const Server& here = known->second;

    const std::string_view device = device_of(channel);
    if (const auto* account = lookup(here.channels, device)) return account;

    const auto slash = device.find('/');
    if (slash == std::string_view::npos) return nullptr;
    const std::string_view tech = device.substr(0, slash);
    const std::string_view rest = device.substr(slash + 1);
    if (std::ranges::find(kTelephones, tech) != kTelephones.end()) return lookup(here.extensions, rest);
    if (tech == "Local") return lookup(here.extensions, rest.substr(0, rest.find('@')));
    // chan_agent has no running number: Agent/6001.
    if (is_agent_technology(tech)) return lookup(here.agents, rest);
    return nullptr;
}

}  // namespace calls
