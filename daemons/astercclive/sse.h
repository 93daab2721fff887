// SPDX-License-Identifier: GPL-3.0-or-later
// Pure. What goes over the wire of a stream, after the "Server-Sent Events" section of the HTML standard.
// The id: of a message is the watermark a browser comes back with (Last-Event-ID).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace live::sse {

using FeedId = std::uint64_t;

// The head of the answer: nothing between us and the browser may keep it back.
[[nodiscard]] std::string_view response_head();

// {"now":..,"feed":..}; `position` is what the browser has seen up to now.
[[nodiscard]] std::string hello(long long now_ms, FeedId position);

// A row of the feed: its payload with "feed":row in front. Nothing when topic or payload are not of the form
// astercc writes (a lower-case word, a JSON object).
[[nodiscard]] std::optional<std::string> event(std::string_view topic, std::string_view payload, FeedId row,
                                               FeedId watermark);

// "at" of a payload as astercc writes it, epoch milliseconds; 0 when it has none.
[[nodiscard]] long long time_of(std::string_view payload);

// Events of the board carry no position: they are state, not history.
[[nodiscard]] std::string board(std::string_view change);
[[nodiscard]] std::string board_reset(std::string_view rows);
// Its id keeps the position of a browser moving that has no event for long.
[[nodiscard]] std::string board_beat(long long as_of_ms, FeedId watermark);

// The browser's state is older than what is kept: it loads it again.
[[nodiscard]] std::string reset(FeedId watermark);
// The session has ended.
[[nodiscard]] std::string bye();
// A comment for proxies; its id moves the position of a browser that had no event for long.
[[nodiscard]] std::string keep_alive(FeedId watermark);

}  // namespace live::sse
