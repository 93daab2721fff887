// SPDX-License-Identifier: GPL-3.0-or-later
// Tells a chat room or a monitoring system by HTTP POST of a JSON object:
//   {"source":"asterccdaemon","host","time","event","program","detail"}
#pragma once

#include "common/runtime/result.h"
#include "common/runtime/time.h"
#include "daemons/asterccdaemon/news.h"

#include <string>

namespace watchdog {

[[nodiscard]] std::string webhook_body(const News& news, const std::string& host, runtime::TimePoint at);

// Blocks for five seconds at most. Redirections are not followed. refused: an answer other than 2xx.
[[nodiscard]] runtime::Result<void> post_json(const std::string& url, const std::string& body);

}  // namespace watchdog
