// SPDX-License-Identifier: GPL-3.0-or-later
// PURE: the lines in which a pacing policy is asked and answers, version 1. One line each, times in seconds:
//
//   HELLO 1 agents=25 tick=0.5 duration=28800 target=0.03 wait=2 ring_timeout=25 trunks=110
//                                        the policy answers READY
//   T <t> <idle> <talking> <wrapping> <paused> <ringing> <queued> <lines_free> <placed> <connected> <abandoned>
//     <number of events> <event>...      the policy answers with the number of calls to place
//   BYE
//
// An event is KIND,TIME,CALL,AGENT (-1: none), its kind a letter of dialing::pacing::EventKind; W has a fifth field, h
// for a person or m for a machine.
#pragma once

#include "common/dialing/pacing/policy.h"
#include "common/runtime/result.h"

#include <string_view>
#include <vector>

namespace dialer {

struct Hello {
    int agents = 0;
    double duration = 0;
    double target = .03;
    double wait = 2;
    double ring_timeout = 25;
};

struct Tick {
    dialing::pacing::Situation situation;
    std::vector<dialing::pacing::Event> events;
};

// What is not named keeps its default; names unknown here are passed over. Errc::invalid, with a sentence: another
// version, or a value out of its range.
[[nodiscard]] runtime::Result<Hello> parse_hello(std::string_view line);

// Errc::invalid: anything that is not as above, and counts and times beyond all measure.
[[nodiscard]] runtime::Result<Tick> parse_tick(std::string_view line);

}  // namespace dialer
