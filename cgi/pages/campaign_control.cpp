// SPDX-License-Identifier: GPL-3.0-or-later
#include "cgi/pages/campaign_control.h"

#include "cgi/pages/asterisk_words.h"
#include "cgi/pages/campaign_pace.h"
#include "cgi/pages/standstill_words.h"
#include "common/db/campaign_run_gateway.h"
#include "common/db/dial_facts_gateway.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <chrono>

namespace pages {

namespace {

using i18n::message;
using i18n::Message;

constexpr unsigned numbers_at_once = 500;
constexpr std::chrono::milliseconds step_takes{800};

Message words_of(const dialing::FlawFound& found)
{
    const auto all = flaw_words();
    const auto word = to_string(found.flaw);
    return std::ranges::find(all, word, &FlawWords::flaw)->words;
}

// The look at a list, as the dialer would look at it at this moment if the campaign were started.
class ListLook {
public:
    ListLook(db::Connection& connection, const dialing::CampaignSettings& settings, const std::string& time_zone,
             runtime::TimePoint now)
        : settings_(settings),
          profile_(*dialing::find_profile(settings.profile)),
          now_(now),
          clocks_(time_zone),
          facts_(connection, clocks_)
    {
        const auto abandons =
            db::CampaignRunGateway{connection}.abandons(settings.id, profile_.abandonment.window, now);
        campaign_ = dialing::state_of(settings, abandons, clocks_.at("", now).value_or(dialing::ZoneClock{}));
        campaign_.is_enabled = true;
    }

    // Returns whether the list has come to its end.
    bool look_on(dialing::ListCheck& check)
    {
        const auto numbers = facts_.listed(settings_.id, check.last_id, numbers_at_once);
        for (const auto& number : facts_.facts(settings_, numbers, now_))
            dialing::count(check, dialing::may_dial(number, campaign_, profile_, now_));
        if (!numbers.empty()) check.last_id = numbers.back().id;
        return numbers.size() < numbers_at_once;
    }

private:
    const dialing::CampaignSettings& settings_;
    const dialing::ComplianceProfile& profile_;
    const runtime::TimePoint now_;
    dialing::ZoneClocks clocks_;
    db::DialFactsGateway facts_;
    dialing::CampaignState campaign_;
};

std::string progress_json(const dialing::ListCheck& check)
{
    return nlohmann::json{{"checked", check.checked},
                          {"callable", check.callable},
                          {"finished", check.finished.has_value()},
                          {"reasons", nlohmann::json::parse(dialing::reasons_json(check))}}
        .dump();
}

}  // namespace

web::Response CampaignControl::start(const web::Request& request)
{
    return set_started(request, true);
}

web::Response CampaignControl::stop(const web::Request& request)
{
    return set_started(request, false);
}

web::Response CampaignControl::set_started(const web::Request& request, bool is_started)
{
    db::Transaction transaction{db_.get()};
    const auto campaign = campaigns_.lock(request.scope(), request.id("campaign").value_or(0));
    if (!campaign) return say(view_, request, false, message("There is no such campaign"));
    if (is_started && !campaign->is_enabled)
        return say(view_, request, false, message("The campaign is not enabled"), campaign->name);
    if (campaign->is_started != is_started) campaigns_.set_started(*campaign, is_started, request.actor(), request.now);
    transaction.commit();
    if (is_started) return say(view_, request, true, message("Started"), campaign->name);
    return say(view_, request, true, message("Stopped; calls that are out go on"), campaign->name);
}

web::Response CampaignControl::set_pace(const web::Request& request)
{
    db::Transaction transaction{db_.get()};
    const auto campaign = campaigns_.lock(request.scope(), request.id("campaign").value_or(0));
    if (!campaign) return say(view_, request, false, message("There is no such campaign"));
    const auto choice = pace_choice(*campaign, request);
    if (!choice.flaw.is_empty()) return say(view_, request, false, choice.flaw, choice.detail);
    if (choice.pace != campaign->pace) campaigns_.set_pace(*campaign, choice.pace, request.actor(), request.now);
    transaction.commit();
    return say(view_, request, true,
               campaign->is_started ? message("Changed; it dials so from now on") : message("Changed"), campaign->name);
}

web::Response CampaignControl::check(const web::Request& request)
{
    const auto began = std::chrono::steady_clock::now();
    const auto campaign = request.id("campaign").value_or(0);
    const auto settings =
        campaigns_.is_seen(request.scope(), campaign) ? db::CampaignRunGateway{db_.get()}.find(campaign) : std::nullopt;
    if (!settings) return say(view_, request, false, message("There is no such campaign"));
    if (const auto flaw = dialing::find_flaw(*settings))
        return say(view_, request, false, message("A setting is wrong. Correct it in the campaign's form."),
                   view_.catalogue(request.language()).translate(words_of(*flaw).english()));
    auto check = campaigns_.check_of(campaign).value_or(dialing::ListCheck{.begun = request.now});
    if (request.param("again") == "1") check = {.begun = request.now};
    ListLook look{db_.get(), *settings, settings_.time_zone, request.now};
    while (!check.finished && std::chrono::steady_clock::now() - began < step_takes)
        if (look.look_on(check)) check.finished = request.now;
    campaigns_.store(campaign, check);
    return web::json(progress_json(check));
}

}  // namespace pages
