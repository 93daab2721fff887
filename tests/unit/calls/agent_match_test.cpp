// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/calls/agent_match.h"

#include <catch2/catch.hpp>

#include <tuple>

using calls::AgentAccount;
using calls::AgentDirectory;

namespace {

std::vector<AgentAccount> team()
{
    return {{1, 10, "8001", "", "", "asterisk"},    {2, 10, "8002", "6002", "", "asterisk"},
            {3, 10, "", "", "DAHDI/3", "asterisk"}, {4, 20, "800", "", "", "asterisk"},
            {5, 20, "8001", "", "", "branch"},      {6, 20, "8006", "", "SIP/fang", "asterisk"},
            {7, 20, "8002", "", "", "asterisk"}};
}

std::uint32_t owner(const char* server, const char* channel)
{
    static const AgentDirectory directory{team()};
    const AgentAccount* account = directory.find(server, channel);
    return account == nullptr ? 0 : account->id;
}

}  // namespace

TEST_CASE("a channel's device is its name without the running number", "[calls][agents]")
{
    CHECK(calls::device_of("PJSIP/8001-0000002c") == "PJSIP/8001");
    CHECK(calls::device_of("Local/9@from-internal-00000016;1") == "Local/9@from-internal");
    CHECK(calls::device_of("Agent/6001") == "Agent/6001");
    CHECK(calls::device_of("") == "");
}

TEST_CASE("a channel belongs to the account of its device, compared exactly", "[calls][agents]")
{
    using Row = std::tuple<const char*, const char*, std::uint32_t>;
    const auto [server, channel, id] = GENERATE(
        table<const char*, const char*, std::uint32_t>({Row{"asterisk", "PJSIP/8001-0000002c", 1},
                                                        Row{"asterisk", "SIP/8001-1", 1},
                                                        Row{"asterisk", "IAX2/8001-2", 1},
                                                        Row{"asterisk", "SCCP/8001-00000003", 1},
                                                        Row{"asterisk", "PJSIP/800-00000001", 4},
                                                        Row{"asterisk", "PJSIP/80011-00000001", 0},
                                                        Row{"asterisk", "PJSIP/18001-00000001", 0},
                                                        Row{"asterisk", "PJSIP/trunk-8001", 0},
                                                        Row{"asterisk", "DAHDI/8001-1", 0},
                                                        Row{"asterisk", "DAHDI/3-1", 3},
                                                        Row{"asterisk", "Agent/6002", 2},
                                                        Row{"asterisk", "AGENT/6002", 2},
                                                        Row{"asterisk", "Agent/8002", 0},
                                                        Row{"asterisk", "Local/8001@from-internal-00000001;1", 1},
                                                        Row{"asterisk", "Local/98001@x-1;1", 0},
                                                        Row{"asterisk", "SIP/fang-00000001", 6},
                                                        Row{"asterisk", "SIP/8006-00000001", 6},
                                                        Row{"asterisk", "PJSIP/8002-00000001", 2},
                                                        Row{"branch", "PJSIP/8001-0000002c", 5},
                                                        Row{"nowhere", "PJSIP/8001-0000002c", 0},
                                                        Row{"asterisk", "", 0},
                                                        Row{"asterisk", "8001", 0}}));
    INFO(server << " " << channel);
    CHECK(owner(server, channel) == id);
}

TEST_CASE("accounts without telephones match nothing", "[calls][agents]")
{
    const AgentDirectory directory{{{1, 1, "", "", "", "asterisk"}}};
    CHECK(directory.find("asterisk", "PJSIP/-1") == nullptr);
    CHECK(directory.find("asterisk", "") == nullptr);
    CHECK(AgentDirectory{}.find("asterisk", "PJSIP/8001-1") == nullptr);
}
