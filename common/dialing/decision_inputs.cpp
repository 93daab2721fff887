// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/dialing/decision_inputs.h"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace dialing {

namespace {

std::string_view word_of(LineType type)
{
    switch (type) {
        case LineType::fixed:
            return "fixed";
        case LineType::mobile:
            return "mobile";
        case LineType::unknown:
            break;
    }
    return "unknown";
}

std::string_view word_of(CallMode mode)
{
    switch (mode) {
        case CallMode::by_hand:
            return "by_hand";
        case CallMode::with_agent:
            return "with_agent";
        case CallMode::predictive:
            break;
    }
    return "predictive";
}

std::string two_digits(long number)
{
    const auto text = std::to_string(number);
    return text.size() < 2 ? "0" + text : text;
}

std::string clock_text(WallTime wall)
{
    const auto of_day = std::chrono::floor<std::chrono::minutes>(wall - std::chrono::floor<std::chrono::days>(wall));
    return two_digits(of_day.count() / 60) + ":" + two_digits(of_day.count() % 60);
}

// By the clocks of the called place, as many as differ.
std::vector<std::string> times_there(const CalledPlace& place, TimePoint now)
{
    std::vector<std::string> times;
    for (const auto& zone : place.zones)
        if (auto text = clock_text(wall_time(zone, now)); std::ranges::find(times, text) == times.end())
            times.push_back(std::move(text));
    return times;
}

}  // namespace

std::string decision_inputs(const CalledNumber& number, const CampaignState& campaign, const ComplianceProfile& profile,
                            TimePoint now)
{
    nlohmann::ordered_json inputs{{"mode", word_of(campaign.mode)},
                                  {"there", times_there(number.place, now)},
                                  {"line", word_of(number.line)},
                                  {"consent", number.has_consent},
                                  {"attempts", number.attempts},
                                  {"today", number.attempts_today},
                                  {"connected_today", number.connected_today},
                                  {"ring", campaign.ring_time.count()},
                                  {"message", campaign.has_message},
                                  {"answers", campaign.abandons.live_answers},
                                  {"abandoned", campaign.abandons.abandoned}};
    if (number.place.numbering != 0) inputs["numbering"] = number.place.numbering;
    if (number.is_promised_callback) inputs["promised"] = true;
    if (profile.national_list_max_age && campaign.asks_national_list && number.national_list_age)
        inputs["national_list_days"] = number.national_list_age->count();
    if (number.last_abandoned)
        inputs["hours_since_abandoned"] = std::chrono::floor<std::chrono::hours>(now - *number.last_abandoned).count();
    return inputs.dump();
}

std::chrono::year_month_day keep_until(const ComplianceProfile& profile, TimePoint now)
{
    const std::chrono::year_month_day today{std::chrono::floor<std::chrono::days>(now)};
    const auto day = today + profile.keep_records;
    return day.ok() ? day : day.year() / day.month() / std::chrono::last;
}

}  // namespace dialing
