// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/dialing/refusal.h"

#include <algorithm>
#include <array>
#include <utility>

namespace dialing {

namespace {

constexpr std::array words{
    std::pair{Reason::number_invalid, std::string_view{"number_invalid"}},
    std::pair{Reason::own_number, std::string_view{"own_number"}},
    std::pair{Reason::prefix_not_allowed, std::string_view{"prefix_not_allowed"}},
    std::pair{Reason::campaign_disabled, std::string_view{"campaign_disabled"}},
    std::pair{Reason::ring_too_short, std::string_view{"ring_too_short"}},
    std::pair{Reason::message_missing, std::string_view{"message_missing"}},
    std::pair{Reason::outside_campaign, std::string_view{"outside_campaign"}},
    std::pair{Reason::consent_missing, std::string_view{"consent_missing"}},
    std::pair{Reason::do_not_call_global, std::string_view{"do_not_call_global"}},
    std::pair{Reason::do_not_call_group, std::string_view{"do_not_call_group"}},
    std::pair{Reason::do_not_call_campaign, std::string_view{"do_not_call_campaign"}},
    std::pair{Reason::do_not_call_national, std::string_view{"do_not_call_national"}},
    std::pair{Reason::national_list_stale, std::string_view{"national_list_stale"}},
    std::pair{Reason::place_unknown, std::string_view{"place_unknown"}},
    std::pair{Reason::holiday, std::string_view{"holiday"}},
    std::pair{Reason::outside_hours, std::string_view{"outside_hours"}},
    std::pair{Reason::too_many_attempts, std::string_view{"too_many_attempts"}},
    std::pair{Reason::too_many_today, std::string_view{"too_many_today"}},
    std::pair{Reason::too_many_connected_today, std::string_view{"too_many_connected_today"}},
    std::pair{Reason::not_due, std::string_view{"not_due"}},
    std::pair{Reason::locked_after_abandoned, std::string_view{"locked_after_abandoned"}},
    std::pair{Reason::abandon_budget_spent, std::string_view{"abandon_budget_spent"}},
    std::pair{Reason::no_channel, std::string_view{"no_channel"}},
    std::pair{Reason::no_agent, std::string_view{"no_agent"}},
};

}  // namespace

std::string_view to_string(Reason reason)
{
    return std::ranges::find(words, reason, [](const auto& entry) { return entry.first; })->second;
}

std::optional<Reason> parse_reason(std::string_view word)
{
    const auto found = std::ranges::find(words, word, [](const auto& entry) { return entry.second; });
    return found == words.end() ? std::nullopt : std::optional{found->first};
}

}  // namespace dialing
