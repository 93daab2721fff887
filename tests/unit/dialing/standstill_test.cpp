// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/dialing/standstill.h"

#include <catch2/catch.hpp>

using namespace dialing;

TEST_CASE("every reason for a standstill has a word of its own", "[dialing][standstill]")
{
    const StandstillReason why =
        GENERATE(as<StandstillReason>{}, std::monostate{}, Hindrance::asterisk_away, Hindrance::list_empty,
                 Hindrance::none_due, Hindrance::all_held, Hindrance::settings_wrong, Hindrance::queue_missing,
                 Hindrance::no_licence_channel, Reason::outside_campaign, Reason::abandon_budget_spent,
                 pacing::Reason::no_agents, pacing::Reason::calls_waiting, pacing::Reason::limit_reached);
    CHECK(parse_standstill(to_string(why)) == why);
}

TEST_CASE("a word nobody knows is no standstill", "[dialing][standstill]")
{
    CHECK_FALSE(parse_standstill("tired"));
}
