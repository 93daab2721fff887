// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/crm/report_figures.h"

#include <catch2/catch.hpp>

using namespace crm;
using namespace std::chrono_literals;

namespace {

constexpr auto midnight = TimePoint{1763856000000ms};

DayStretch make_stretch(std::chrono::milliseconds begin, std::chrono::milliseconds end, std::string kind = "ready")
{
    return {midnight + begin, midnight + end, std::move(kind), "", "", ""};
}

}  // namespace

TEST_CASE("a figure whose base is nothing is no figure", "[crm][reports]")
{
    const CallSums nobody;
    CHECK_FALSE(service_level(nobody));
    CHECK_FALSE(speed_of_answer(nobody));
    CHECK_FALSE(handle_time(nobody));
    CHECK_FALSE(occupancy(TimeSums{}));
    CHECK(abandoned(nobody) == 0);
}

TEST_CASE("short abandoned calls count neither as abandoned nor in the service level", "[crm][reports]")
{
    CallSums sums;
    sums.offered = 10;
    sums.answered = 6;
    sums.abandoned = 3;
    sums.short_abandoned = 2;
    sums.in_time = 4;
    CHECK(abandoned(sums) == 1);
    CHECK(service_level(sums) == 0.5);
    sums.offered = 2;
    CHECK_FALSE(service_level(sums));
}

TEST_CASE("averages are rounded to seconds", "[crm][reports]")
{
    CallSums sums;
    sums.answered = 2;
    sums.wait = 37;
    CHECK(speed_of_answer(sums) == 19);
    sums.handled = 4;
    sums.talk = 100;
    sums.hold = 20;
    CHECK(handle_time(sums) == 30);
    sums.wrapup = 1999;
    CHECK(handle_time(sums) == 30);
    sums.wrapup = 2000;
    CHECK(handle_time(sums) == 31);
    CHECK(whole_seconds(1499) == 1);
    CHECK(whole_seconds(1500) == 2);
}

TEST_CASE("sums add up, the longest wait stays the longest", "[crm][reports]")
{
    CallSums sums;
    sums.offered = 1;
    sums.longest = 90;
    CallSums more;
    more.offered = 2;
    more.longest = 30;
    more.outgoing = 4;
    sums += more;
    CHECK(sums.offered == 3);
    CHECK(sums.longest == 90);
    CHECK(sums.outgoing == 4);
}

TEST_CASE("pauses and lost telephones are no time to be occupied in", "[crm][reports]")
{
    TimeSums sums;
    sums.ready = 40;
    sums.ringing = 10;
    sums.talking = 30;
    sums.hold = 10;
    sums.wrapup = 10;
    sums.paused = 1000;
    sums.unreachable = 500;
    CHECK(sums.logged_in() == 1600);
    CHECK(occupancy(sums) == 0.5);
    TimeSums pause;
    pause.paused = 1000;
    CHECK_FALSE(occupancy(pause));
}

TEST_CASE("what is filtered decides whose offers are counted", "[crm][reports]")
{
    ReportQuestion question;
    CHECK(source_of(question) == ReportSource::line);
    question.by = ReportBy::queue;
    CHECK(source_of(question) == ReportSource::queue);
    question.group = 1;
    CHECK(source_of(question) == ReportSource::agent);
    question = {};
    CHECK(has_time(question));
    question.queue = "support";
    CHECK_FALSE(has_time(question));
    CHECK(source_of(question) == ReportSource::queue);
    CHECK(has_handling_apart(question));
    question.agent = 3;
    CHECK(source_of(question) == ReportSource::agent);
    CHECK_FALSE(has_handling_apart(question));
    question.by = ReportBy::line;
    CHECK(source_of(question) == ReportSource::line);
    CHECK_FALSE(has_handling_apart(question));
    question = {};
    question.by = ReportBy::group;
    CHECK(source_of(question) == ReportSource::line);
    question.queue = "support";
    CHECK(source_of(question) == ReportSource::agent);
}

TEST_CASE("words of a report lead back to it", "[crm][reports]")
{
    for (const auto by : all_report_bys)
        CHECK(parse_report_by(to_string(by)) == by);
    CHECK_FALSE(parse_report_by("weather"));
}

TEST_CASE("stretches are cut at the borders of their day", "[crm][reports]")
{
    const auto day = cut({make_stretch(-2h, -1h), make_stretch(-1h, 1h), make_stretch(1h, 2h, "talking"),
                          make_stretch(23h, 30h, "paused"), make_stretch(24h, 25h)},
                         midnight, midnight + 24h);
    CHECK(day == std::vector{make_stretch(0h, 1h), make_stretch(1h, 2h, "talking"), make_stretch(23h, 24h, "paused")});
    const auto sums = time_sums(day);
    CHECK(sums.ready == 3'600'000);
    CHECK(sums.talking == 3'600'000);
    CHECK(sums.paused == 3'600'000);
    CHECK(sums.logged_in() == 3 * 3'600'000);
}
