// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/dialing/number_zones.h"

#include "common/runtime/text.h"

#include <algorithm>
#include <unordered_map>

namespace dialing {

namespace {

struct PlanEntry {
    std::string_view codes;
    std::string_view zones;
};

constexpr PlanEntry plan[] = {
#include "common/dialing/numbering_plan.inc"
};

constexpr std::size_t longest_code = 5;

using Index = std::unordered_map<std::string, std::string_view>;

Index index_of_plan()
{
    Index index;
    for (const auto& entry : plan)
        for (auto& code : runtime::split_list(entry.codes, ' '))
            index.emplace(std::move(code), entry.zones);
    return index;
}

// Without + or 00; nothing: it is no international form.
std::string_view international(std::string_view number)
{
    if (number.starts_with("+")) return number.substr(1);
    return number.starts_with("00") ? number.substr(2) : std::string_view{};
}

}  // namespace

std::vector<std::string> zones_of_number(std::string_view number)
{
    static const Index index = index_of_plan();
    const auto digits = international(number);
    for (auto length = std::min(longest_code, digits.size()); length > 0; --length)
        if (const auto found = index.find(std::string(digits.substr(0, length))); found != index.end())
            return runtime::split_list(found->second, ' ');
    return {};
}

}  // namespace dialing
