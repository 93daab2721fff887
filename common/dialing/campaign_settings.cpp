// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/dialing/campaign_settings.h"

#include <algorithm>
#include <array>
#include <utility>

namespace dialing {

namespace {

struct ModeWords {
    DialMode mode;
    std::string_view setting;
    std::string_view attempt;
};

constexpr std::array modes{
    ModeWords{DialMode::timed, "timed", "timed"},
    ModeWords{DialMode::channels, "channel", "limit"},
    ModeWords{DialMode::queue_seats, "queue", "queue"},
    ModeWords{DialMode::progressive, "progressive", "progressive"},
    ModeWords{DialMode::predictive, "predictive", "predictive"},
};

constexpr std::array flaws{
    std::pair{SettingFlaw::mode, std::string_view{"mode"}},
    std::pair{SettingFlaw::profile, std::string_view{"profile"}},
    std::pair{SettingFlaw::hours, std::string_view{"hours"}},
    std::pair{SettingFlaw::timezone, std::string_view{"timezone"}},
    std::pair{SettingFlaw::server, std::string_view{"server"}},
    std::pair{SettingFlaw::out_context, std::string_view{"outcontext"}},
    std::pair{SettingFlaw::target, std::string_view{"target"}},
    std::pair{SettingFlaw::queue, std::string_view{"queue"}},
    std::pair{SettingFlaw::amd_context, std::string_view{"amd_context"}},
    std::pair{SettingFlaw::message_context, std::string_view{"message_context"}},
    std::pair{SettingFlaw::originate, std::string_view{"originate"}},
};

const ModeWords& words_of(DialMode mode)
{
    return *std::ranges::find(modes, mode, &ModeWords::mode);
}

bool counts_seats(DialMode mode)
{
    return mode == DialMode::queue_seats || mode == DialMode::progressive || mode == DialMode::predictive;
}

}  // namespace

std::string_view to_string(DialMode mode)
{
    return words_of(mode).setting;
}

std::string_view attempt_word(DialMode mode)
{
    return words_of(mode).attempt;
}

std::optional<DialMode> parse_dial_mode(std::string_view word)
{
    const auto found = std::ranges::find(modes, word, &ModeWords::setting);
    return found == modes.end() ? std::nullopt : std::optional{found->mode};
}

std::optional<ListOrder> parse_list_order(std::string_view word)
{
    if (word == "dialtime") return ListOrder::dial_time;
    if (word == "oldest") return ListOrder::oldest;
    if (word == "newest") return ListOrder::newest;
    return std::nullopt;
}

std::string_view to_string(SettingFlaw flaw)
{
    return std::ranges::find(flaws, flaw, [](const auto& entry) { return entry.first; })->second;
}

std::optional<FlawFound> find_flaw(const CampaignSettings& settings)
{
    if (settings.unreadable) return settings.unreadable;
    if (find_profile(settings.profile) == nullptr) return FlawFound{SettingFlaw::profile, settings.profile};
    if (settings.out_context.empty()) return FlawFound{SettingFlaw::out_context};
    if (counts_seats(settings.mode) && settings.queue.empty()) return FlawFound{SettingFlaw::queue};
    const bool has_target = goes_to_queue(settings) ? !settings.queue.empty() : !settings.in_context.empty();
    if (!has_target) return FlawFound{SettingFlaw::target};
    return std::nullopt;
}

bool goes_to_queue(const CampaignSettings& settings)
{
    return settings.binds_queue || settings.in_exten.empty();
}

bool needs_agents(const CampaignSettings& settings)
{
    return counts_seats(settings.mode) || (settings.mode == DialMode::channels && goes_to_queue(settings));
}

CallMode call_mode(const CampaignSettings& settings)
{
    switch (settings.mode) {
        case DialMode::predictive:
            return CallMode::predictive;
        case DialMode::queue_seats:
            return settings.queue_factor > 1 ? CallMode::predictive : CallMode::with_agent;
        case DialMode::channels:
        case DialMode::timed:
            return goes_to_queue(settings) ? CallMode::predictive : CallMode::with_agent;
        case DialMode::progressive:
            break;
    }
    return CallMode::with_agent;
}

double abandon_limit(const CampaignSettings& settings, const ComplianceProfile& profile)
{
    return std::min(settings.abandon_target, profile.abandonment.limit);
}

std::optional<int> most_calls(const CampaignSettings& settings)
{
    const bool is_counted = settings.mode == DialMode::channels || settings.mode == DialMode::timed;
    if (settings.max_lines <= 0) return is_counted ? std::optional{settings.max_channels} : std::nullopt;
    return is_counted ? std::min(settings.max_channels, settings.max_lines) : settings.max_lines;
}

CampaignState state_of(const CampaignSettings& settings, const AbandonCount& abandons, const ZoneClock& call_center)
{
    CampaignState state;
    state.mode = call_mode(settings);
    state.is_enabled = settings.is_enabled;
    state.ring_time = settings.ring_time;
    state.has_message = !settings.message.empty();
    state.asks_national_list = settings.asks_national_list;
    state.hours = settings.hours;
    state.clock = call_center;
    state.limits = settings.limits;
    state.abandons = abandons;
    return state;
}

}  // namespace dialing
