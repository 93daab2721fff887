// SPDX-License-Identifier: GPL-3.0-or-later
#include "cgi/pages/campaign_pace.h"

#include "common/dialing/campaign_settings.h"
#include "common/dialing/compliance_profile.h"
#include "common/runtime/text.h"

#include <cmath>

namespace pages {

namespace {

using dialing::DialMode;
using i18n::message;

constexpr long most_channels = 10'000;
constexpr long least_factor = 10, most_factor = 1'000;  // hundredths of a line for each seat
constexpr long hundred = 100;

std::string decimal_text(long hundredths)
{
    const auto behind = hundredths % hundred;
    return std::to_string(hundredths / hundred) + (behind < 10 ? ".0" : ".") + std::to_string(behind);
}

long most_abandoned(const std::string& profile)
{
    const auto* found = dialing::find_profile(profile);
    const auto limit = found == nullptr ? 1.0 : found->abandonment.limit;
    return std::lround(limit * hundred * hundred);
}

PaceChoice refused(const db::ControlledCampaign& campaign, i18n::Message flaw, std::string detail = "")
{
    return {.pace = campaign.pace, .flaw = flaw, .detail = std::move(detail)};
}

PaceChoice with_channels(const db::ControlledCampaign& campaign, PaceChoice choice, const std::string& typed)
{
    const auto number = runtime::to_number(typed);
    if (!number || *number < 1 || *number > most_channels)
        return refused(campaign, message("A whole number of calls is needed"), "1 - " + std::to_string(most_channels));
    choice.pace.max_channel = static_cast<long>(*number);
    return choice;
}

PaceChoice with_factor(const db::ControlledCampaign& campaign, PaceChoice choice, const std::string& typed)
{
    const auto factor = parse_hundredths(typed);
    if (!factor || *factor < least_factor || *factor > most_factor)
        return refused(campaign, message("A number of lines for each agent is needed"), "0.1 - 10");
    choice.pace.queue_increasement = decimal_text(*factor);
    return choice;
}

PaceChoice with_target(const db::ControlledCampaign& campaign, PaceChoice choice, const std::string& typed)
{
    const auto target = parse_hundredths(typed);
    const auto most = most_abandoned(campaign.profile);
    if (!target || *target < 1 || *target > most)
        return refused(campaign, message("The profile does not allow that many abandoned calls, in per cent"),
                       "0.01 - " + decimal_text(most));
    choice.pace.abandontarget = decimal_text(*target);
    return choice;
}

}  // namespace

PaceChoice pace_choice(const db::ControlledCampaign& campaign, const web::Request& request)
{
    const auto mode = dialing::parse_dial_mode(request.param("limit_type"));
    if (!mode) return refused(campaign, message("There is nothing to do"));
    PaceChoice choice{.pace = campaign.pace};
    choice.pace.limit_type = request.param("limit_type");
    if (*mode == DialMode::channels || *mode == DialMode::timed)
        return with_channels(campaign, std::move(choice), request.param("max_channel"));
    if (!campaign.has_queue) return refused(campaign, message("This mode needs a queue that Asterisk knows"));
    if (*mode == DialMode::queue_seats)
        return with_factor(campaign, std::move(choice), request.param("queue_increasement"));
    if (*mode == DialMode::predictive) return with_target(campaign, std::move(choice), request.param("abandontarget"));
    return choice;
}

std::optional<long> parse_hundredths(std::string_view text)
{
    const auto point = text.find_first_of(".,");
    const auto whole = runtime::to_number(text.substr(0, point));
    std::string behind{point == std::string_view::npos ? "0" : text.substr(point + 1)};
    if (behind.size() == 1) behind += '0';
    const auto parts = runtime::to_number(behind);
    constexpr long most = 1'000'000;
    if (!whole || !parts || *whole < 0 || *whole > most || *parts < 0 || behind.size() != 2) return std::nullopt;
    return static_cast<long>(*whole) * hundred + static_cast<long>(*parts);
}

}  // namespace pages
