// SPDX-License-Identifier: GPL-3.0-or-later
// For people: what became of a recorded stream, beside what Asterisk's CDR says. Hidden; CC_CAPTURE=22/hold picks one.
#include "tests/unit/calls/expected_legs.h"
#include "tests/unit/calls/oracle.h"
#include "tests/unit/calls/world.h"

#include <catch2/catch.hpp>

#include <cstdlib>
#include <iostream>

TEST_CASE("the story of a capture", "[.story]")
{
    const char* const wanted = std::getenv("CC_CAPTURE");
    for (const test::Capture& capture : test::captures()) {
        if (wanted != nullptr && capture.name.find(wanted) == std::string::npos) continue;
        calls::Tracker tracker;
        const std::vector<test::Change> changes = test::play_raw(capture, {}, tracker);
        std::cout << "--- " << capture.name << "\n" << test::describe(changes);
        test::World world;
        world.apply(changes);
        for (const calls::FinishedLeg& leg : world.finished)
            std::cout << "leg      " << test::to_line(test::as_person_sees(leg)) << "\n";
        for (const test::CdrRow& row : capture.cdr) {
            std::cout << "cdr      " << row.src << "->" << row.dst << " " << row.channel << ">" << row.dstchannel << " "
                      << row.disposition << " linkedid=" << row.linkedid << " billsec=" << row.billsec << "\n";
        }
        std::cout << test::judge(capture, changes) << "oddities " << tracker.oddities() << "\n\n";
    }
}
