// SPDX-License-Identifier: GPL-3.0-or-later
// PURE: the payload of a feed row, as the browser reads it; docs/architecture/feed.md describes its fields.
#pragma once

#include "common/calls/feed_event.h"

#include <string>
#include <string_view>

namespace calls {

[[nodiscard]] std::string to_feed_json(const FeedEvent& event, std::string_view server);

}  // namespace calls
