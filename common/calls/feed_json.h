// SPDX-License-Identifier: GPL-3.0-or-later
// PURE: the payload of a feed row, as the browser reads it; docs/architecture/feed.md describes its fields.
#pragma once

#include "common/calls/feed_event.h"

#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace calls {

// How browsers name a leg: SERVER|SRCUID|DSTUID.
[[nodiscard]] std::string leg_id(const LegKey& leg, std::string_view server);
// Server and leg; nothing for a text of another form.
[[nodiscard]] std::optional<std::pair<std::string, LegKey>> parse_leg_id(std::string_view id);

[[nodiscard]] std::string to_feed_json(const FeedEvent& event, std::string_view server);

}  // namespace calls
