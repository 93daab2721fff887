// SPDX-License-Identifier: GPL-3.0-or-later
// The words of the dialer's page: none that a program stores is without its own.
#include "cgi/pages/campaign_pace.h"
#include "cgi/pages/decision_inputs_words.h"
#include "cgi/pages/reason_words.h"
#include "cgi/pages/standstill_words.h"
#include "common/db/crm_tables.h"
#include "common/dialing/campaign_settings.h"
#include "common/dialing/standstill.h"

#include <catch2/catch.hpp>

#include <algorithm>

using namespace pages;

namespace {

bool has_sentence(std::string_view why)
{
    return std::ranges::find(standstill_words(), why, &StandstillWords::why) != standstill_words().end();
}

db::ControlledCampaign campaign()
{
    db::ControlledCampaign campaign;
    campaign.profile = "UK";
    campaign.has_queue = true;
    campaign.pace = {.limit_type = "channel", .max_channel = 5, .queue_increasement = "1.00", .abandontarget = "3.00"};
    return campaign;
}

PaceChoice chosen(const db::ControlledCampaign& of, web::Request::Fields fields)
{
    web::Request request;
    request.params = std::move(fields);
    return pace_choice(of, request);
}

}  // namespace

TEST_CASE("every reason has its words, and is a verdict that can be searched for", "[web][dialer]")
{
    const auto& verdicts = db::tables::dial_decision.fields[2].column.choices;
    CHECK(verdicts.size() == reason_words.size() + 1);
    for (int i = 0; i <= static_cast<int>(dialing::Reason::no_agent); ++i) {
        const auto word = to_string(static_cast<dialing::Reason>(i));
        CAPTURE(word);
        CHECK(reason_words.at(static_cast<std::size_t>(i)).value == word);
        CHECK(std::ranges::find(verdicts, word) != verdicts.end());
    }
}

TEST_CASE("every standstill of a whole campaign has its sentence", "[web][dialer]")
{
    using dialing::Hindrance;
    using PacingReason = dialing::pacing::Reason;
    CHECK(has_sentence(""));
    CHECK(has_sentence("stopped"));
    CHECK(has_sentence("no_dialer"));
    for (int i = 0; i <= static_cast<int>(Hindrance::no_licence_channel); ++i) {
        const auto word = to_string(dialing::StandstillReason{static_cast<Hindrance>(i)});
        CAPTURE(word);
        CHECK(has_sentence(word));
    }
    for (int i = 0; i <= static_cast<int>(PacingReason::limit_reached); ++i) {
        const auto word = to_string(dialing::StandstillReason{static_cast<PacingReason>(i)});
        CAPTURE(word);
        CHECK(has_sentence(word));
    }
    for (const auto* word : {"outside_campaign", "campaign_disabled", "ring_too_short", "message_missing",
                             "abandon_budget_spent", "national_list_stale"})
        CHECK(has_sentence(word));
    for (const auto& [why, urgency, sentence] : standstill_words()) {
        const bool is_ours = why == "stopped" || why == "no_dialer";
        CHECK((is_ours || dialing::parse_standstill(why)));
    }
    for (int i = 0; i <= static_cast<int>(dialing::SettingFlaw::originate); ++i)
        CHECK(std::ranges::find(flaw_words(), to_string(static_cast<dialing::SettingFlaw>(i)), &FlawWords::flaw) !=
              flaw_words().end());
}

TEST_CASE("a mode takes its own number and leaves the others", "[web][dialer]")
{
    const auto five = campaign();
    CHECK(chosen(five, {{"limit_type", "channel"}, {"max_channel", "60"}}).pace.max_channel == 60);
    const auto seats = chosen(five, {{"limit_type", "queue"}, {"queue_increasement", "1,2"}, {"max_channel", "9"}});
    CHECK(seats.pace == db::CampaignPace{"queue", 5, "1.20", "3.00"});
    const auto predictive = chosen(five, {{"limit_type", "predictive"}, {"abandontarget", "2.5"}});
    CHECK(predictive.pace == db::CampaignPace{"predictive", 5, "1.00", "2.50"});
    CHECK(chosen(five, {{"limit_type", "progressive"}}).pace.limit_type == "progressive");
    CHECK(chosen(five, {{"limit_type", "timed"}, {"max_channel", "2"}}).pace ==
          db::CampaignPace{"timed", 2, "1.00", "3.00"});
}

TEST_CASE("numbers that make no sense, and modes without their queue, are refused", "[web][dialer]")
{
    const auto with = campaign();
    auto without = with;
    without.has_queue = false;
    for (const auto& [of, fields] : std::vector<std::pair<db::ControlledCampaign, web::Request::Fields>>{
             {with, {{"limit_type", "ratio"}}},
             {with, {{"limit_type", "channel"}, {"max_channel", "0"}}},
             {with, {{"limit_type", "channel"}, {"max_channel", "1.5"}}},
             {with, {{"limit_type", "queue"}, {"queue_increasement", "11"}}},
             {with, {{"limit_type", "queue"}, {"queue_increasement", "-1"}}},
             {with, {{"limit_type", "predictive"}, {"abandontarget", "3.01"}}},
             {with, {{"limit_type", "predictive"}, {"abandontarget", ""}}},
             {without, {{"limit_type", "queue"}, {"queue_increasement", "1"}}},
             {without, {{"limit_type", "progressive"}}},
             {without, {{"limit_type", "predictive"}, {"abandontarget", "2"}}}}) {
        const auto choice = chosen(of, fields);
        CAPTURE(fields.begin()->second);
        CHECK_FALSE(choice.flaw.is_empty());
        CHECK(choice.pace == of.pace);
    }
    CHECK(chosen(without, {{"limit_type", "timed"}, {"max_channel", "1"}}).flaw.is_empty());
}

TEST_CASE("hundredths are read as people write them", "[web][dialer]")
{
    CHECK(parse_hundredths("1") == 100);
    CHECK(parse_hundredths("1.2") == 120);
    CHECK(parse_hundredths("0,05") == 5);
    for (const auto* wrong : {"", ".", "1.", "1.234", "x", "-1", "1.-1", "1.2.3", "99999999999"})
        CHECK_FALSE(parse_hundredths(wrong));
}

TEST_CASE("what was known of a number is said in words", "[web][dialer]")
{
    const auto english = [](i18n::Message word) { return std::string(word.english()); };
    CHECK(inputs_text(R"({"mode":"with_agent","there":["08:15","07:15"],"consent":true,"today":2})", english) ==
          "Mode: with an agent; time there: 08:15, 07:15; consent: yes; attempts today: 2");
    CHECK(inputs_text(R"({"weather":"fine"})", english) == "weather: fine");
    CHECK(inputs_text("by an older version", english) == "by an older version");
    CHECK(inputs_text("", english).empty());
}
