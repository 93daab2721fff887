// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/ami/backoff.h"

#include <catch2/catch.hpp>

#include <vector>

using ami::Backoff;
using namespace std::chrono_literals;

namespace {

std::vector<Backoff::Duration> take(Backoff& backoff, int count)
{
    std::vector<Backoff::Duration> delays;
    for (int i = 0; i < count; ++i)
        delays.push_back(backoff.next());
    return delays;
}

}  // namespace

TEST_CASE("delays double from the first to the most and stay there", "[ami][backoff]")
{
    Backoff backoff{100ms, 5s, [] { return 0.999999; }};
    const auto delays = take(backoff, 9);
    const std::vector<Backoff::Duration> most{100ms, 200ms, 400ms, 800ms, 1600ms, 3200ms, 5s, 5s, 5s};
    for (std::size_t i = 0; i < most.size(); ++i) {
        CHECK(delays[i] <= most[i]);
        CHECK(delays[i] >= most[i] - 1ms);
    }
}

TEST_CASE("every delay is from the upper half of its step", "[ami][backoff]")
{
    const auto random = GENERATE(0.0, 0.25, 0.5, 0.75, 0.999);
    Backoff backoff{100ms, 5s, [random] { return random; }};
    Backoff::Duration step = 100ms;
    for (const auto delay : take(backoff, 20)) {
        CHECK(delay >= step / 2);
        CHECK(delay <= step);
        step = std::min<Backoff::Duration>(5s, 2 * step);
    }
}

TEST_CASE("after reset the delays start small again", "[ami][backoff]")
{
    Backoff backoff{100ms, 5s, [] { return 0.0; }};
    take(backoff, 10);
    backoff.reset();
    CHECK(backoff.next() == 50ms);
}
