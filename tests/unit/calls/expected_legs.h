// SPDX-License-Identifier: GPL-3.0-or-later
// What a person would write down of each recorded scenario: tests/data/captures/legs.txt.
#pragma once

#include "tests/unit/calls/capture.h"

#include <optional>
#include <string>
#include <vector>

namespace test {

// "8002 > 8001 | PJSIP/8002 > PJSIP/8001 | support | ANSWERED | 4"; talk in seconds.
struct ExpectedLeg {
    std::string text;  // without the talk
    int talk = 0;
};

// How far Asterisk's CDR tells the same story: a row for each pair of people, right for the call as a whole, or not
// even that.
enum class CdrTells { legs, call, nothing };

struct Scenario {
    std::string name;  // "hold", or "16/hold" where a version differs
    CdrTells cdr_tells = CdrTells::legs;
    std::vector<ExpectedLeg> legs;
};

// Null when nobody has written it down. What has no version in its name is of 16 and 22.
[[nodiscard]] const Scenario* scenario_of(const Capture& capture);

[[nodiscard]] ExpectedLeg as_person_sees(const calls::FinishedLeg& finished);
[[nodiscard]] std::string to_line(const ExpectedLeg& leg);
// How the records differ from what is expected, in words; empty when they do not.
[[nodiscard]] std::string compare(const Scenario& scenario, const std::vector<calls::FinishedLeg>& finished);

}  // namespace test
