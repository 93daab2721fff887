// SPDX-License-Identifier: GPL-3.0-or-later
// What the agents' thread must hear of: from the worker's thread what becomes of calls, from the session's thread
// Asterisk's answers and news of queues.
#pragma once

#include "common/calls/agent_queues.h"
#include "common/calls/outside_pause.h"
#include "daemons/astercc/inbox.h"

#include <map>
#include <string>
#include <variant>

namespace astercc {

struct CallsChanged {
    std::vector<calls::Change> changes;
    runtime::TimePoint at{};
};
struct AsteriskUp {
    bool has_pjsip = true;
};
struct AsteriskBooted {};  // queues are there
struct AsteriskDown {};
struct MemberMissed {  // let a queue's call ring
    std::string interface;
    runtime::TimePoint at{};
};
struct MemberPaused {  // or not any more, in that queue: by us, or by somebody else
    std::string interface;
    std::string queue;
    calls::MemberPause pause;
    runtime::TimePoint at{};
};
struct MemberPauses {  // the answer to the question: of all its queues
    std::string interface;
    std::map<std::string, calls::MemberPause> queues;
};
struct QueueAnswer {
    std::uint32_t account = 0;
    calls::QueueStep step;
    bool is_answered = true;
    std::string refusal;  // Asterisk's words; empty: it has done so
};
using AgentItem = std::variant<LegsAlive, StoodDown, CallsChanged, AsteriskUp, AsteriskBooted, AsteriskDown,
                               MemberMissed, MemberPaused, MemberPauses, QueueAnswer>;
using AgentInbox = Inbox<AgentItem>;

}  // namespace astercc
