// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/dialing/standstill.h"

#include <algorithm>
#include <array>
#include <utility>

namespace dialing {

namespace {

constexpr std::array hindrances{
    std::pair{Hindrance::asterisk_away, std::string_view{"asterisk_away"}},
    std::pair{Hindrance::list_empty, std::string_view{"list_empty"}},
    std::pair{Hindrance::none_due, std::string_view{"none_due"}},
    std::pair{Hindrance::all_held, std::string_view{"all_held"}},
    std::pair{Hindrance::settings_wrong, std::string_view{"settings_wrong"}},
    std::pair{Hindrance::queue_missing, std::string_view{"queue_missing"}},
    std::pair{Hindrance::no_licence_channel, std::string_view{"no_licence_channel"}},
};

constexpr std::array pacing_reasons{
    pacing::Reason::no_agents,      pacing::Reason::no_lines,           pacing::Reason::calls_cover_idle,
    pacing::Reason::learning,       pacing::Reason::risk_of_abandoning, pacing::Reason::window_spent,
    pacing::Reason::campaign_spent, pacing::Reason::calls_waiting,      pacing::Reason::limit_reached,
};

std::string_view word_of(std::monostate /*nothing*/)
{
    return {};
}

std::string_view word_of(Hindrance hindrance)
{
    return std::ranges::find(hindrances, hindrance, [](const auto& entry) { return entry.first; })->second;
}

std::string_view word_of(Reason reason)
{
    return to_string(reason);
}

std::string_view word_of(pacing::Reason reason)
{
    return pacing::to_string(reason);
}

}  // namespace

std::string_view to_string(const StandstillReason& why)
{
    return std::visit([](auto reason) { return word_of(reason); }, why);
}

std::optional<StandstillReason> parse_standstill(std::string_view word)
{
    if (word.empty()) return StandstillReason{};
    for (const auto& [hindrance, name] : hindrances)
        if (name == word) return hindrance;
    if (const auto reason = parse_reason(word)) return *reason;
    for (const auto reason : pacing_reasons)
        if (pacing::to_string(reason) == word) return reason;
    return std::nullopt;
}

}  // namespace dialing
