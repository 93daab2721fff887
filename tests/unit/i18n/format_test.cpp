// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/i18n/format.h"

#include "common/runtime/local_day.h"

#include <catch2/catch.hpp>

using namespace i18n;
using runtime::use_time_zone;
using namespace std::chrono_literals;

namespace {

constexpr auto evening = runtime::TimePoint{1763893505000ms};  // 2025-11-23 10:25:05 UTC

}  // namespace

TEST_CASE("dates stand in the order of the language, in the configured zone", "[i18n]")
{
    use_time_zone("Asia/Shanghai");
    CHECK(format_date_time(evening, Language::en) == "23 Nov 2025, 18:25");
    CHECK(format_date_time(evening, Language::de) == "23.11.2025, 18:25");
    CHECK(format_date_time(evening, Language::zh_cn) == "2025\u5e7411\u670823\u65e5 18:25");
    use_time_zone("Europe/Berlin");
    CHECK(format_date_time(evening, Language::de) == "23.11.2025, 11:25");
    CHECK(format_date_time(evening - 24h * 150, Language::de) == "26.06.2025, 12:25");  // summer time
}

TEST_CASE("without a configured zone the machine's holds again", "[i18n]")
{
    use_time_zone("");
    const auto of_machine = format_date_time(evening, Language::en);
    use_time_zone("Pacific/Kiritimati");
    CHECK(format_date_time(evening, Language::en) == "24 Nov 2025, 00:25");
    use_time_zone("");
    CHECK(format_date_time(evening, Language::en) == of_machine);
}

TEST_CASE("what was today needs no date, what was this year no year", "[i18n]")
{
    use_time_zone("Asia/Shanghai");
    CHECK(format_recent(evening - 2h, evening, Language::en) == "16:25");
    CHECK(format_recent(evening - 24h, evening, Language::en) == "22 Nov, 18:25");
    CHECK(format_recent(evening - 24h, evening, Language::de) == "22.11., 18:25");
    CHECK(format_recent(evening - 24h * 400, evening, Language::zh_cn) == "2024\u5e7410\u670819\u65e5 18:25");
}

TEST_CASE("a zone that is none is refused", "[i18n]")
{
    for (const auto* name : {"Mars/Olympus", "/etc/passwd", "../../etc/passwd", "Asia"}) {
        CHECK_THROWS_WITH(use_time_zone(name), Catch::Contains(name));
    }
}

TEST_CASE("durations are read at a glance", "[i18n]")
{
    CHECK(format_duration(0s) == "0:00");
    CHECK(format_duration(-3s) == "0:00");
    CHECK(format_duration(727s) == "12:07");
    CHECK(format_duration(3753s) == "1:02:33");
}

TEST_CASE("thousands are grouped as the language does", "[i18n]")
{
    CHECK(format_number(1234567, Language::en) == "1,234,567");
    CHECK(format_number(-1234, Language::de) == "-1.234");
    CHECK(format_number(999, Language::zh_cn) == "999");
    CHECK(format_number(-999, Language::en) == "-999");
}

TEST_CASE("shares have one decimal, as the language writes it", "[i18n]")
{
    CHECK(format_percent(1.0 / 3, Language::en) == "33.3%");
    CHECK(format_percent(2.0 / 3, Language::de) == "66,7 %");
    CHECK(format_percent(0, Language::zh_cn) == "0.0%");
    CHECK(format_percent(1, Language::zh_cn) == "100.0%");
}
