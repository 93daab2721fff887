// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/calls/supervisor_notice.h"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

using namespace calls;

TEST_CASE("an agent is told what was done, by whom, why and when", "[calls][agent]")
{
    const runtime::TimePoint at{std::chrono::milliseconds{1'700'000'000'123}};
    const auto told = nlohmann::json::parse(
        to_json({.what = Supervision::pause, .by = "Grace \"G\" Okafor", .reason = "Lunch\xff", .at = at}));
    CHECK(told["what"] == "pause");
    CHECK(told["by"] == "Grace \"G\" Okafor");
    CHECK(told["reason"].get<std::string>().starts_with("Lunch"));
    CHECK(told["at"] == 1'700'000'000'123);
}
