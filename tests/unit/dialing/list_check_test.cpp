// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/dialing/list_check.h"

#include <catch2/catch.hpp>

using namespace dialing;
using runtime::from_epoch_ms;

namespace {

Verdict refused(Reason reason, std::optional<TimePoint> again = std::nullopt)
{
    return {Refusal{.reason = reason, .again = again}};
}

}  // namespace

TEST_CASE("a check counts the callable numbers, and the others by reason with their earliest time", "[dialing][check]")
{
    ListCheck check;
    count(check, Verdict{});
    count(check, refused(Reason::do_not_call_group));
    count(check, refused(Reason::outside_hours, from_epoch_ms(9000)));
    count(check, refused(Reason::outside_hours, from_epoch_ms(8000)));
    CHECK(check.checked == 4);
    CHECK(check.callable == 1);
    CHECK(check.reasons.at("do_not_call_group") == CheckedReason{1, std::nullopt});
    CHECK(check.reasons.at("outside_hours") == CheckedReason{2, from_epoch_ms(8000)});
    CHECK(parse_reasons(reasons_json(check)) == check.reasons);
}

TEST_CASE("reasons that are not readable are left out", "[dialing][check]")
{
    CHECK(parse_reasons("").empty());
    CHECK(parse_reasons("[1]").empty());
    CHECK(parse_reasons(R"({"a":1,"b":{"numbers":"x"},"holiday":{"numbers":2,"again":"soon"}})") ==
          std::map<std::string, CheckedReason>{{"holiday", {2, std::nullopt}}});
}
