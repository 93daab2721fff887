// SPDX-License-Identifier: GPL-3.0-or-later
// Pure. What a request asks for. Default deny: what is not named here is not found.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace live {

using FeedId = std::uint64_t;

enum class Route { stream, health, not_found };

// What a stream tells beside the account's own events.
enum class BoardWish { none, system, campaigns, colleagues };

[[nodiscard]] Route route(std::string_view method, std::string_view target);

// The position a stream starts after: Last-Event-ID, else the query's `after`, else none (from now on).
// Text that is no number counts as none: such a browser loads its state anyway.
[[nodiscard]] std::optional<FeedId> position(std::string_view last_event_id, std::string_view target);

// The query's `board`; nothing when it is a word we do not know.
[[nodiscard]] std::optional<BoardWish> board_wish(std::string_view target);

// The session token among the cookies: `__Host-sid`, else `sid`. Empty when there is none, or none of the form we
// give out (43 characters of base64url).
[[nodiscard]] std::string_view session_token(std::string_view cookie_header);

// SHA-256, 32 raw bytes: what table session keeps.
[[nodiscard]] std::string hash_token(std::string_view token);

}  // namespace live
