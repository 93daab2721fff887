// SPDX-License-Identifier: GPL-3.0-or-later
// Whatever stands in the lines of the pacing protocol, in whatever order: they are understood or refused, and the
// policy decides on what can be placed.
#include "common/dialing/pacing/predictive.h"
#include "daemons/dialer/pacing_protocol.h"
#include "tests/fuzz/require.h"

#include <algorithm>
#include <optional>
#include <string_view>

using fuzz::require;

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size)
{
    std::string_view rest{reinterpret_cast<const char*>(data), size};
    std::optional<dialing::pacing::Predictive> policy;  // dear to make: for those who know how to ask it
    while (!rest.empty()) {
        const auto line = rest.substr(0, rest.find('\n'));
        rest.remove_prefix(std::min(rest.size(), line.size() + 1));
        const auto hello = dialer::parse_hello(line);
        if (hello) require(hello.value().target > 0 && hello.value().ring_timeout > 0, "limits are positive");
        const auto tick = dialer::parse_tick(line);
        if (!tick) continue;
        if (!policy) policy.emplace(dialing::pacing::PredictiveSettings{});
        for (const auto& event : tick.value().events)
            policy->hear(event);
        const auto& situation = tick.value().situation;
        const int calls = policy->decide(situation).calls;
        require(calls >= 0 && calls <= situation.lines_free, "as many calls as there are lines");
    }
    return 0;
}
