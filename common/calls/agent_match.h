// SPDX-License-Identifier: GPL-3.0-or-later
// PURE: whose channel is this? Finds the account of a channel name by exact comparison, never by substring.
//
// A channel belongs to an account of the same server when its device (the name without Asterisk's running number)
// is the account's fixed channel, or TECH/EXTENSION of a telephone technology, or Agent/NUMBER of a dynamic agent,
// or Local/EXTENSION@context. Where several accounts claim one device, the fixed channel wins, then the lowest id.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace calls {

struct AgentAccount {
    std::uint32_t id = 0;
    std::uint32_t groupid = 0;
    std::string extension;
    std::string agent;
    std::string channel;
    std::string server;
};

// "PJSIP/8001-0000002c" -> "PJSIP/8001", "Local/9@ctx-00000016;1" -> "Local/9@ctx".
[[nodiscard]] std::string_view device_of(std::string_view channel);

// How an account is a member of queues: by its channel, else (before PJSIP) as a dynamic agent, else by its telephone.
// Empty when it has none of them.
[[nodiscard]] std::string member_interface(const AgentAccount& account, bool has_pjsip);

class AgentDirectory {
public:
    AgentDirectory() = default;
    explicit AgentDirectory(std::vector<AgentAccount> accounts);

    // Null when nobody's. The pointer lives as long as the directory.
    [[nodiscard]] const AgentAccount* find(std::string_view server, std::string_view channel) const;

private:
    struct Hash {
        using is_transparent = void;
        std::size_t operator()(std::string_view s) const { return std::hash<std::string_view>{}(s); }
    };
    using Index = std::unordered_map<std::string, std::size_t, Hash, std::equal_to<>>;
    struct Server {
        Index channels;
        Index extensions;
        Index agents;
    };

    [[nodiscard]] const AgentAccount* lookup(const Index& index, std::string_view key) const;

    std::vector<AgentAccount> accounts_;
    std::unordered_map<std::string, Server, Hash, std::equal_to<>> servers_;
};

}  // namespace calls
