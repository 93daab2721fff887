// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/dialing/pacing/abandon_ledger.h"

#include <catch2/catch.hpp>

using dialing::pacing::AbandonLedger;
using dialing::pacing::LedgerRules;

namespace {

constexpr LedgerRules rules{.limit = .03, .answers_counted = 1, .room_wanted = 1, .overdue_price = 15};

AbandonLedger ledger_with(int connected, int abandoned, double at = 0)
{
    AbandonLedger ledger{rules};
    for (int i = 0; i < connected; ++i)
        ledger.connected(at, i);
    for (int i = 0; i < abandoned; ++i)
        ledger.abandoned(at);
    return ledger;
}

}  // namespace

TEST_CASE("a small team may abandon one call in thirty minutes", "[pacing][ledger]")
{
    auto ledger = ledger_with(40, 0);
    CHECK_FALSE(ledger.window_is_spent());
    CHECK(ledger.prices(10).front() == 1);
    ledger.abandoned(10);
    CHECK(ledger.window_is_spent());
}

TEST_CASE("a window allows the limit's whole calls", "[pacing][ledger]")
{
    CHECK_FALSE(ledger_with(131, 3).window_is_spent());  // 3 % of 134 are four
    CHECK(ledger_with(129, 4).window_is_spent());        // 3 % of 133 are three
}

TEST_CASE("an abandoned call leaves the window after thirty minutes", "[pacing][ledger]")
{
    auto ledger = ledger_with(40, 1, 100);
    ledger.look(100 + AbandonLedger::window - 1);
    CHECK(ledger.window_is_spent());
    ledger.look(100 + AbandonLedger::window);
    CHECK_FALSE(ledger.window_is_spent());
    CHECK(ledger.answers_in_window() == 0);
}

TEST_CASE("the price of an abandoned call rises with every one and falls as the last one ages", "[pacing][ledger]")
{
    const auto ledger = ledger_with(300, 5);
    const auto prices = ledger.prices(60);
    for (std::size_t i = 1; i < prices.size(); ++i)
        CHECK(prices[i] >= prices[i - 1]);
    const auto spent = ledger_with(40, 1);
    CHECK(spent.prices(1700).front() < spent.prices(100).front());
    CHECK(spent.prices(1700).front() > 1);
}

TEST_CASE("a machine that an agent got counts for nothing", "[pacing][ledger]")
{
    auto ledger = ledger_with(3, 1);
    ledger.was_machine(1);
    CHECK(ledger.answers_in_window() == 3);
    ledger.was_machine(1);
    CHECK(ledger.answers_in_window() == 3);
    ledger.talk_ended(2);
    ledger.look(AbandonLedger::window);
    ledger.was_machine(0);  // long out of the window
    CHECK(ledger.answers_in_window() == 0);
}

TEST_CASE("a campaign's first abandoned call comes out of its first answers", "[pacing][ledger]")
{
    CHECK(ledger_with(30, 0).campaign_is_young());
    CHECK(ledger_with(30, 0).campaign_is_spent());
    CHECK_FALSE(ledger_with(40, 0).campaign_is_spent());
    CHECK_FALSE(ledger_with(40, 0).campaign_is_young());
    CHECK(ledger_with(40, 1).campaign_is_spent());
}

TEST_CASE("a campaign of many answers may spend its first abandoned call before it is earned", "[pacing][ledger]")
{
    auto long_one = rules;
    long_one.answers_expected = GENERATE(40, 4000);
    AbandonLedger ledger{long_one};
    CHECK_FALSE(ledger.campaign_is_spent());
    ledger.abandoned(10);
    CHECK(ledger.campaign_is_spent());
}

TEST_CASE("what the campaign abandoned in the days before counts", "[pacing][ledger]")
{
    auto ledger = ledger_with(500, 0);
    ledger.set_history(10'000, 400);
    CHECK(ledger.campaign_is_spent());
    ledger.set_history(10'000, 200);
    CHECK_FALSE(ledger.campaign_is_spent());
}
