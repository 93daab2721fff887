// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/board/campaign_rows.h"

#include "common/board/board_rows.h"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include <algorithm>

using namespace board;
using nlohmann::json;
using runtime::from_epoch_ms;

namespace {

constexpr unsigned sales = 7;

CampaignFacts campaign()
{
    CampaignFacts facts;
    facts.id = 3;
    facts.name = "Spring offer";
    facts.group = sales;
    facts.is_enabled = true;
    facts.is_started = true;
    facts.mode = "predictive";
    facts.profile = "UK";
    facts.dialer = DialerWord{};
    return facts;
}

json values(const CampaignFacts& facts)
{
    return json::parse(campaign_row(facts).campaign_text);
}

}  // namespace

TEST_CASE("why a campaign does not dial is the dialer's word, unless people or its absence are the reason",
          "[board][campaign]")
{
    auto facts = campaign();
    CHECK(standstill_of(facts).empty());
    facts.dialer->why = "no_agents";
    CHECK(standstill_of(facts) == "no_agents");
    facts.dialer->is_stale = true;
    CHECK(standstill_of(facts) == "no_dialer");
    facts.dialer.reset();
    CHECK(standstill_of(facts) == "no_dialer");
    facts.is_started = false;
    CHECK(standstill_of(facts) == "stopped");
    facts.is_enabled = false;
    CHECK(standstill_of(facts) == "campaign_disabled");
}

TEST_CASE("until when is told of the dialer's word only", "[board][campaign]")
{
    auto facts = campaign();
    facts.dialer->why = "outside_campaign";
    facts.dialer->why_until = from_epoch_ms(9000);
    facts.dialer->detail = "hours";
    CHECK(values(facts)["whyUntil"] == 9000);
    CHECK(values(facts)["detail"] == "hours");
    facts.dialer->is_stale = true;
    CHECK(values(facts)["whyUntil"].is_null());
    CHECK(values(facts)["detail"] == "");
}

TEST_CASE("of a dialer that is silent no figure is told", "[board][campaign]")
{
    auto facts = campaign();
    facts.dialer->dialing = 4;
    facts.dialer->lines_free = 2;
    CHECK(values(facts)["dialer"]["dialing"] == 4);
    CHECK(values(facts)["dialer"]["lines"] == 2);
    facts.dialer->lines_free.reset();
    CHECK(values(facts)["dialer"]["lines"].is_null());
    facts.dialer->is_stale = true;
    CHECK(values(facts)["dialer"].is_null());
}

TEST_CASE("abandoned calls are told of the day and of the profile's own window", "[board][campaign]")
{
    auto facts = campaign();
    facts.today.persons = 200;
    facts.today.abandoned = 3;
    facts.abandons.at(static_cast<std::size_t>(dialing::AbandonWindow::day)) = {.live_answers = 250, .abandoned = 5};
    facts.abandons.at(static_cast<std::size_t>(dialing::AbandonWindow::thirty_days)) = {.live_answers = 9000,
                                                                                        .abandoned = 90};
    auto told = values(facts)["abandoned"];
    CHECK(told["today"] == 3);
    CHECK(told["todayRate"] == 1.5);
    CHECK(told["window"] == "day");
    CHECK(told["rate"] == 2.0);
    CHECK(told["limit"] == 3.0);
    facts.profile = "US";
    told = values(facts)["abandoned"];
    CHECK(told["window"] == "thirty_days");
    CHECK(told["rate"] == 1.0);
    facts.profile = "nowhere";
    CHECK_FALSE(values(facts)["abandoned"].contains("limit"));
}

TEST_CASE("the time left is the list at the pace of the last minutes, while it runs", "[board][campaign]")
{
    auto facts = campaign();
    facts.list.all = 1000;
    CHECK(values(facts)["minutesLeft"].is_null());
    facts.dials_per_minute = 30;
    CHECK(values(facts)["minutesLeft"] == 34);
    facts.is_started = false;
    CHECK(values(facts)["minutesLeft"].is_null());
}

TEST_CASE("the time left counts retries to come and the hours in which it may call", "[board][campaign]")
{
    auto facts = campaign();
    facts.profile = "nowhere";
    facts.list.all = 100;
    facts.dials_per_minute = 1;
    facts.today = {.dials = 100, .busy = 20, .no_answer = 30};
    facts.rules.retry = {.busy = std::chrono::minutes{5}, .max_attempts = 2};
    CHECK(values(facts)["minutesLeft"] == 120);
    facts.rules.retry.no_answer = std::chrono::minutes{5};
    CHECK(values(facts)["minutesLeft"] == 150);
    facts.as_of = from_epoch_ms(0);
    dialing::WeekHours hours;
    hours.days.fill({{std::chrono::hours{0}, std::chrono::hours{1}}});
    facts.rules.hours = hours;
    CHECK(values(facts)["minutesLeft"] == 2 * 24 * 60 + 30);
}

TEST_CASE("the hit rate is the dialer's estimate, else the day's", "[board][campaign]")
{
    auto facts = campaign();
    CHECK(values(facts)["hitRate"].is_null());
    facts.today.dials = 400;
    facts.today.persons = 100;
    CHECK(values(facts)["hitRate"] == 25.0);
    facts.dialer->hit_rate = 0.3123;
    CHECK(values(facts)["hitRate"] == 31.2);
}

TEST_CASE("held numbers are told by reason, with all of them together", "[board][campaign]")
{
    auto facts = campaign();
    facts.list = {.all = 10, .due = 3, .held = {{"outside_hours", 4, from_epoch_ms(5000)}, {"not_due", 2, {}}}};
    const auto list = values(facts)["list"];
    CHECK(list["held"] == 6);
    CHECK(list["reasons"][0] == json{{"reason", "outside_hours"}, {"numbers", 4}, {"again", 5000}});
    CHECK(list["reasons"][1]["again"].is_null());
    CHECK(list["whole"] == true);
}

TEST_CASE("campaigns and their calls are for those who run campaigns, within their group", "[board][campaign]")
{
    BoardFacts facts;
    facts.campaigns = {campaign()};
    CallFacts call;
    call.server = "pbx";
    call.leg.key = {"1.1", "1.2"};
    call.leg.linkedid = "dial-1-1700000";
    call.campaign = 3;
    call.campaign_group = sales;
    call.dialed_number = "0211";
    facts.calls = {call};
    const auto rows = board_rows(facts);
    const auto seen_by = [&](const BoardView& view, Part part) {
        return std::ranges::any_of(rows, [&](const auto& row) { return row.part == part && view.text_of(row); });
    };
    const auto runs = BoardView::of_campaigns(crm::Scope::of_group(sales));
    const auto other = BoardView::of_campaigns(crm::Scope::of_group(8));
    const auto system = BoardView::of_system(crm::Scope::everything());
    CHECK(seen_by(runs, Part::campaign));
    CHECK(seen_by(runs, Part::call));
    CHECK_FALSE(seen_by(other, Part::campaign));
    CHECK_FALSE(seen_by(other, Part::call));
    CHECK_FALSE(seen_by(system, Part::campaign));
    CHECK(seen_by(system, Part::call));
    CHECK(json::parse(rows.front().campaign_text)["number"] == "0211");

    facts.calls.front().campaign = 0;
    const auto without = board_rows(facts);
    CHECK(without.front().campaign_text.empty());
}
