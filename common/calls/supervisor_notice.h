// SPDX-License-Identifier: GPL-3.0-or-later
// PURE: what an agent is told of what a supervisor did; topic `notice` of the feed (docs/architecture/feed.md).
#pragma once

#include "common/runtime/time.h"

#include <string>
#include <string_view>

namespace calls {

enum class Supervision { silent, whisper, barge, hangup, ready, pause, off };

[[nodiscard]] std::string_view to_string(Supervision);

struct SupervisorNotice {
    Supervision what = Supervision::silent;
    std::string by;      // the supervisor's name
    std::string reason;  // of a pause, may be empty
    runtime::TimePoint at{};
};

// The payload of the feed's row.
[[nodiscard]] std::string to_json(const SupervisorNotice& notice);

}  // namespace calls
