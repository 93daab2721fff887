// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/dialing/attempt.h"

#include <catch2/catch.hpp>

using namespace dialing;
using namespace std::chrono_literals;

namespace {

const std::string number = "02188776655";
const TimePoint begun = runtime::from_epoch_ms(1'700'000'000'000);

AttemptLeg to_number(std::string disposition, std::optional<TimePoint> answer = std::nullopt)
{
    return {.dst = number, .disposition = std::move(disposition), .start = begun + 4s, .answer = answer};
}

}  // namespace

TEST_CASE("a call with a live leg is not over", "[dialing][attempt]")
{
    auto live = to_number("");
    live.is_live = true;
    CHECK_FALSE(end_of_attempt({live}, number, begun, begun + 1h));
    CHECK_FALSE(end_of_attempt({to_number("BUSY"), live}, number, begun, begun + 1h));
}

TEST_CASE("a call that was not seen yet may still come, but not for ever", "[dialing][attempt]")
{
    CHECK_FALSE(end_of_attempt({}, number, begun, begun + unseen_limit));
    const auto end = end_of_attempt({}, number, begun, begun + unseen_limit + 1s);
    REQUIRE(end);
    CHECK_FALSE(end->was_dialed);
}

TEST_CASE("an agent who does not pick up leaves the number undialed", "[dialing][attempt]")
{
    const auto end = end_of_attempt({{.dst = "", .disposition = "NO ANSWER", .start = begun}}, number, begun, begun);
    REQUIRE(end);
    CHECK_FALSE(end->was_dialed);
}

TEST_CASE("the customer's leg tells how it ended", "[dialing][attempt]")
{
    const auto disposition = GENERATE("BUSY", "NO ANSWER", "FAILED");
    const auto end = end_of_attempt({to_number(disposition)}, number, begun, begun + 10s);
    REQUIRE(end);
    CHECK(end->was_dialed);
    CHECK(end->response == disposition);
    CHECK(end->dialed == begun + 4s);
    CHECK_FALSE(end->answered);
}

TEST_CASE("the answered leg counts, whatever another route to the number came to", "[dialing][attempt]")
{
    auto answered = to_number("ANSWERED", begun + 9s);
    answered.talk = 30s;
    for (const auto& legs : {std::vector{to_number("FAILED"), answered}, std::vector{answered, to_number("FAILED")}}) {
        const auto end = end_of_attempt(legs, number, begun, begun + 1min);
        REQUIRE(end);
        CHECK(end->response == "ANSWERED");
        CHECK(end->answered == begun + 9s);
        CHECK(end->talk == 30s);
    }
}
