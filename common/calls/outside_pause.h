// SPDX-License-Identifier: GPL-3.0-or-later
// PURE: what somebody else (Asterisk's console, a feature code, `autopause`) has made of an agent's pauses, by what
// Asterisk was told and what it answers.
#pragma once

#include "common/calls/agent_queues.h"

#include <map>
#include <optional>
#include <string>

namespace calls {

// Why a member is paused; empty where Asterisk knows no reason. Nothing: it is not.
using MemberPause = std::optional<std::string>;

struct OutsideChange {
    enum class Standing { unchanged, ready, paused };
    Standing standing = Standing::unchanged;
    std::string reason;                         // of paused
    std::map<std::string, MemberPause> queues;  // in single ones; none when paused in all

    bool operator==(const OutsideChange&) const = default;
};

// Whether that is what Asterisk was told of the queue.
[[nodiscard]] bool is_as_told(const QueueWish& told, const std::string& queue, const MemberPause& found);

// `found`: of every queue the agent is a member of. Nothing: all is as it was told.
[[nodiscard]] std::optional<OutsideChange> outside_change(const QueueWish& told,
                                                          const std::map<std::string, MemberPause>& found);

}  // namespace calls
