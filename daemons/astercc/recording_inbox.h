// SPDX-License-Identifier: GPL-3.0-or-later
// What the recorder's thread must hear of: from the worker's thread the legs that talk, from the session's thread
// Asterisk's answers.
#pragma once

#include "common/runtime/result.h"
#include "daemons/astercc/inbox.h"
#include "daemons/astercc/recording_actions.h"

#include <variant>

namespace astercc {

struct LegTalks {
    calls::Leg leg;
};
struct LegParted {
    calls::LegKey key;
    runtime::TimePoint at{};
};
struct RecordingLinkUp {
    RecordingApplication application = RecordingApplication::mix_monitor;
};
struct RecordingLinkDown {
    std::string reason;
};
struct RecordingStopSeen {
    std::string channel;
};
enum class RecordingQuestion { start, stop, find };
struct RecordingAnswer {
    std::uint32_t row = 0;
    RecordingQuestion question = RecordingQuestion::start;
    runtime::Result<std::string> value;  // MixMonitorID or the variable's value
};
using RecordingItem = std::variant<LegsAlive, StoodDown, LegTalks, LegParted, RecordingLinkUp, RecordingLinkDown,
                                   RecordingStopSeen, RecordingAnswer>;

using RecordingInbox = Inbox<RecordingItem>;

}  // namespace astercc
