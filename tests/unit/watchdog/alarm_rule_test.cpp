// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemons/asterccdaemon/alarm_rule.h"

#include <catch2/catch.hpp>

using watchdog::AlarmRule;
using watchdog::News;

namespace {

News death(int in_a_row)
{
    return {News::Kind::keeps_dying, "astercc", "", in_a_row};
}

}  // namespace

TEST_CASE("the administrator is called when the third start in a row does not help", "[watchdog][alarm]")
{
    AlarmRule rule;
    rule.allow(1);
    CHECK_FALSE(rule.is_due({News::Kind::died, "astercc", ""}));
    CHECK_FALSE(rule.is_due({News::Kind::hangs, "astercc", "killed"}));
    CHECK_FALSE(rule.is_due(death(1)));
    CHECK_FALSE(rule.is_due(death(2)));
    CHECK(rule.is_due(death(3)));
    CHECK_FALSE(rule.is_due(death(4)));
}

TEST_CASE("tip_times bounds the calls until a program has recovered", "[watchdog][alarm]")
{
    AlarmRule rule;
    rule.allow(2);
    CHECK(rule.is_due(death(3)));
    CHECK(rule.is_due(death(4)));
    CHECK_FALSE(rule.is_due(death(5)));
    CHECK_FALSE(rule.is_due({News::Kind::recovered, "astercc", ""}));
    CHECK(rule.is_due(death(3)));
}

TEST_CASE("no calls allowed, none made", "[watchdog][alarm]")
{
    AlarmRule rule;
    CHECK_FALSE(rule.is_due(death(3)));
}
