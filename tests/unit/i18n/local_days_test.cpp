// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/i18n/local_days.h"

#include "common/runtime/local_day.h"

#include <catch2/catch.hpp>

using namespace i18n;
using runtime::use_time_zone;
using namespace std::chrono_literals;

namespace {

runtime::TimePoint at(const char* text)
{
    return parse_local_time(text).value().begin;
}

}  // namespace

TEST_CASE("days are as long as their zone makes them", "[i18n][reports]")
{
    use_time_zone("Europe/Berlin");
    const auto length = [](const LocalTime& day) { return day.end - day.begin; };
    CHECK(length(local_day(at("2026-10-24 12:00"))) == 24h);
    CHECK(length(local_day(at("2026-10-25 23:59"))) == 25h);
    CHECK(length(local_day(at("2026-03-29 00:00"))) == 23h);
    CHECK(local_day(at("2026-10-26 00:30"), -1).begin == at("2026-10-25"));
    CHECK(local_day(at("2026-03-28 23:30"), 2).begin == at("2026-03-30"));
    CHECK(local_day(at("2026-03-01 08:00"), -1).begin == at("2026-02-28"));
}

TEST_CASE("weeks begin on Monday", "[i18n][reports]")
{
    use_time_zone("Asia/Shanghai");
    CHECK(first_of_week(at("2026-11-23 00:00")).begin == at("2026-11-23"));
    CHECK(first_of_week(at("2026-11-29 23:59")).begin == at("2026-11-23"));
    CHECK(first_of_month(at("2026-11-30 23:59")).begin == at("2026-11-01"));
}

TEST_CASE("a period is parted where clocks are changed", "[i18n][reports]")
{
    use_time_zone("Europe/Berlin");
    const auto spans = zone_spans(at("2026-10-24"), at("2026-10-27"));
    REQUIRE(spans.size() == 2);
    CHECK(spans[0].begin == at("2026-10-24"));
    CHECK(spans[0].offset == 2h);
    CHECK(spans[0].end == spans[1].begin);
    CHECK(spans[1].begin == at("2026-10-25") + 3h);
    CHECK(spans[1].offset == 1h);
    CHECK(spans[1].end == at("2026-10-27"));
    CHECK(zone_spans(at("2026-11-01"), at("2026-11-30")).size() == 1);
    CHECK(zone_spans(at("2026-11-01"), at("2026-11-01")).empty());
    use_time_zone("Asia/Kolkata");
    CHECK(zone_spans(at("2026-11-01"), at("2026-11-02")).front().offset == 5h + 30min);
}

TEST_CASE("dates and clocks are written alone", "[i18n][reports]")
{
    use_time_zone("Asia/Shanghai");
    CHECK(format_date(at("2026-11-23 18:15"), Language::en) == "23 Nov 2026");
    CHECK(format_date(at("2026-11-23 18:15"), Language::de) == "23.11.2026");
    CHECK(format_date(at("2026-11-23 18:15"), Language::zh_cn) == "2026\u5e7411\u670823\u65e5");
    CHECK(format_local_date(at("2026-11-03 18:15")) == "2026-11-03");
    CHECK(format_clock(at("2026-11-03 08:05:07")) == "08:05:07");
}
