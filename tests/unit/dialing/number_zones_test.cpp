// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/dialing/number_zones.h"

#include "common/dialing/may_dial.h"
#include "common/dialing/time_zones.h"
#include "common/runtime/text.h"
#include "tests/unit/dialing/wall_clock.h"

#include <catch2/catch.hpp>

#include <set>

using namespace dialing;
using Zones = std::vector<std::string>;

namespace {

struct Entry {
    std::string_view codes;
    std::string_view zones;
};
constexpr Entry plan[] = {
#include "common/dialing/numbering_plan.inc"
};

}  // namespace

TEST_CASE("an international number tells its zone where its country or area code has one", "[dialing][zones]")
{
    CHECK(zones_of_number("+8602150001000") == Zones{"Asia/Shanghai"});
    CHECK(zones_of_number("004930123456") == Zones{"Europe/Berlin"});
    CHECK(zones_of_number("+12125550100") == Zones{"America/New_York"});
    CHECK(zones_of_number("+16045550100") == Zones{"America/Vancouver"});
    CHECK(zones_of_number("+16715550100") == Zones{"Pacific/Guam"});
    CHECK(zones_of_number("+903921234567").front() == "Asia/Famagusta");
}

TEST_CASE("a code of several zones has them all", "[dialing][zones]")
{
    CHECK(zones_of_number("+18505550100") == Zones{"America/New_York", "America/Chicago"});
    CHECK(zones_of_number("+351211234567") == Zones{"Europe/Lisbon", "Atlantic/Azores"});
    const auto anywhere = zones_of_number("+18005550100");
    CHECK(std::ranges::count(anywhere, "America/St_Johns") == 1);
    CHECK(std::ranges::count(anywhere, "Pacific/Honolulu") == 1);
}

TEST_CASE("other forms, and numbers of no place, tell nothing", "[dialing][zones]")
{
    const auto* number =
        GENERATE("02150001000", "2125550100", "12125550100", "", "+", "00", "+88216123", "+80012345678");
    CHECK(zones_of_number(number).empty());
}

TEST_CASE("the strictest zone of a number counts", "[dialing][zones]")
{
    const auto late = utc("2026-01-14 02:30");  // 21:30 in New York, 20:30 in Chicago
    CalledNumber number{.dialed = "+18505550100", .has_consent = true, .national_list_age = std::chrono::days{1}};
    for (const auto& zone : zones_of_number(number.dialed))
        number.place.zones.push_back(*clock_of(zone, late));
    const auto verdict = may_dial(number, {}, *find_profile("US"), late);
    REQUIRE(verdict.refusal);
    CHECK(verdict.refusal->reason == Reason::outside_hours);
    number.place.zones.erase(number.place.zones.begin());
    CHECK(may_dial(number, {}, *find_profile("US"), late).is_yes());
}

TEST_CASE("each code of the plan stands once, and each of its zones has a clock", "[dialing][zones]")
{
    std::set<std::string> seen;
    std::set<std::string> zones;
    for (const auto& entry : plan) {
        for (const auto& code : runtime::split_list(entry.codes, ' ')) {
            INFO(code);
            CHECK(code.size() <= 5);
            CHECK(code.find_first_not_of("0123456789") == std::string::npos);
            CHECK(seen.insert(code).second);
        }
        for (auto& zone : runtime::split_list(entry.zones, ' '))
            zones.insert(std::move(zone));
    }
    for (const auto& zone : zones) {
        INFO(zone);
        CHECK(clock_of(zone, utc("2026-01-14 12:00")));
    }
}
