// SPDX-License-Identifier: GPL-3.0-or-later
// The log seen by the one who runs the daemon: how much is written, and what went wrong last. Thread-safe.
#pragma once

#include "common/runtime/log.h"
#include "common/runtime/time.h"

#include <optional>
#include <string>

namespace runtime {

void set_log_threshold(LogLevel threshold);

// The last line of level error or above that this process logged.
struct LoggedError {
    TimePoint at{};
    std::string text;  // event and fields: format_line() without level and daemon
};
[[nodiscard]] std::optional<LoggedError> last_error();

}  // namespace runtime
