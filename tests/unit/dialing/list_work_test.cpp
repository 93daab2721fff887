// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/dialing/list_work.h"

#include <catch2/catch.hpp>

using namespace dialing;
using namespace std::chrono_literals;

namespace {

const TimePoint noon = runtime::from_epoch_ms(1'700'000'000'000);

ListWork fresh()
{
    ListWork work;
    work.seen = noon;
    return work;
}

ListWork calling_in_round()
{
    return begin_call(start_round(fresh(), noon), 7, noon);
}

}  // namespace

TEST_CASE("the countdown is the account's, else the group's, else half a minute", "[dialing][work]")
{
    using Set = std::optional<long long>;
    const auto [own, group, seconds] = GENERATE(table<Set, Set, int>({{5, 10, 5},
                                                                      {std::nullopt, 10, 10},
                                                                      {0, 10, 10},
                                                                      {std::nullopt, std::nullopt, 30},
                                                                      {0, 0, 30},
                                                                      {std::nullopt, 0, 30}}));
    CHECK(dial_interval(own, group).count() == seconds);
}

TEST_CASE("a round begins with a call at once and counts down after it", "[dialing][work]")
{
    const auto started = start_round(fresh(), noon);
    CHECK(is_time_to_dial(started, {}, noon));
    const auto over = end_call(begin_call(started, 7, noon), 20s, noon + 60s);
    CHECK(over.phase == WorkPhase::countdown);
    CHECK(over.attempt == 7);
    CHECK_FALSE(is_time_to_dial(over, {}, noon + 79s));
    CHECK(is_time_to_dial(over, {}, noon + 80s));
    CHECK(is_time_to_dial(hurry(over, noon + 61s), {}, noon + 61s));
}

TEST_CASE("nobody is dialed while the agent is busy or owes a disposition", "[dialing][work]")
{
    const auto over = end_call(calling_in_round(), 20s, noon);
    CHECK_FALSE(is_time_to_dial(over, {.is_busy = true}, noon + 1h));
    CHECK_FALSE(is_time_to_dial(over, {.owes_disposition = true}, noon + 1h));
    CHECK(is_time_to_dial(over, {}, noon + 1h));
}

TEST_CASE("a pause ends the countdown, going on dials", "[dialing][work]")
{
    const auto paused = pause(end_call(calling_in_round(), 20s, noon), noon);
    CHECK(paused.phase == WorkPhase::paused);
    CHECK_FALSE(is_time_to_dial(paused, {}, noon + 1h));
    CHECK(is_time_to_dial(resume(paused, noon), {}, noon));
    CHECK(pause(calling_in_round(), noon).phase == WorkPhase::calling);
    CHECK(resume(calling_in_round(), noon).phase == WorkPhase::calling);
}

TEST_CASE("a call is forgotten when it is over and nothing is owed", "[dialing][work]")
{
    const auto over = end_call(calling_in_round(), 20s, noon);
    CHECK(forget_call(over, {}).attempt == 0);
    CHECK(forget_call(over, {.owes_disposition = true}).attempt == 7);
    CHECK(forget_call(calling_in_round(), {}).attempt == 7);
}

TEST_CASE("stopping ends the round; the call that runs goes on and is the last", "[dialing][work]")
{
    CHECK(stop(end_call(calling_in_round(), 20s, noon), noon).phase == WorkPhase::off);
    const auto stopped = stop(calling_in_round(), noon);
    CHECK(stopped.phase == WorkPhase::calling);
    const auto over = end_call(stopped, 20s, noon);
    CHECK(over.phase == WorkPhase::off);
    CHECK(over.attempt == 7);
}

TEST_CASE("a round whose agent was away is paused, a call is not", "[dialing][work]")
{
    const auto over = end_call(calling_in_round(), 20s, noon);
    const auto still_there = hear(over, noon + work_lease);
    CHECK(still_there.phase == WorkPhase::countdown);
    CHECK(still_there.seen == noon + work_lease);
    const auto back = hear(over, noon + work_lease + 1ms);
    CHECK(back.phase == WorkPhase::paused);
    CHECK(back.trouble == WorkTrouble::away);
    CHECK(hear(calling_in_round(), noon + 1h).phase == WorkPhase::calling);
}

TEST_CASE("when nothing is due the list is asked again, at the next due time at the latest", "[dialing][work]")
{
    const auto started = start_round(fresh(), noon);
    CHECK(find_nothing(started, std::nullopt, noon).next_at == noon + recheck_interval);
    CHECK(find_nothing(started, noon + 10s, noon).next_at == noon + 10s);
    CHECK(find_nothing(started, noon + 1h, noon).next_at == noon + recheck_interval);
    CHECK(find_nothing(started, noon - 1h, noon).next_at == noon);
}

TEST_CASE("a number that could not be dialed pauses the round and ends a single one", "[dialing][work]")
{
    const auto paused = take_back_call(calling_in_round(), WorkTrouble::unanswered, noon);
    CHECK(paused.phase == WorkPhase::paused);
    CHECK(paused.trouble == WorkTrouble::unanswered);
    CHECK(paused.attempt == 0);
    const auto single = take_back_call(begin_call(show_number(fresh(), 3, noon), 7, noon), WorkTrouble::refused, noon);
    CHECK(single.phase == WorkPhase::off);
    CHECK(single.trouble == WorkTrouble::refused);
}

TEST_CASE("a shown number is dialed or put away", "[dialing][work]")
{
    const auto shown = show_number(fresh(), 3, noon);
    CHECK(shown.phase == WorkPhase::preview);
    CHECK(shown.task == 3);
    CHECK_FALSE(is_time_to_dial(shown, {}, noon + 1h));
    CHECK(put_number_away(shown, noon).phase == WorkPhase::off);
    CHECK(put_number_away(shown, noon).task == 0);
    CHECK(begin_call(shown, 7, noon).task == 0);
}

TEST_CASE("words of the database name phases and troubles", "[dialing][work]")
{
    for (const auto phase : {WorkPhase::off, WorkPhase::preview, WorkPhase::calling, WorkPhase::countdown,
                             WorkPhase::waiting, WorkPhase::paused})
        CHECK(parse_work_phase(to_string(phase)) == phase);
    for (const auto trouble : {WorkTrouble::none, WorkTrouble::unanswered, WorkTrouble::unreachable, WorkTrouble::away,
                               WorkTrouble::refused})
        CHECK(parse_work_trouble(to_string(trouble)) == trouble);
    CHECK_FALSE(parse_work_phase("dancing"));
}
