// SPDX-License-Identifier: GPL-3.0-or-later
// PURE: what a browser hears of a recording; topic `recording` of the feed (docs/architecture/feed.md).
#pragma once

#include "common/calls/leg.h"

#include <cstdint>

namespace calls {

// The words of monitorrecord.status that an agent may see.
enum class RecordingStatus { requested, recording, stopping, recorded, failed };

[[nodiscard]] std::string_view to_string(RecordingStatus);
// Nothing for a word of later stages (ready, missing).
[[nodiscard]] std::optional<RecordingStatus> parse_recording_status(std::string_view);

struct RecordingNews {
    std::uint32_t id = 0;  // of its row
    LegKey leg;
    std::string linkedid;
    RecordingStatus status = RecordingStatus::requested;
    bool is_forced = false;
    std::uint32_t accountid = 0;  // whose recording it is
    std::string error;            // Asterisk's words, with `failed` or with `recording` after a refused stop
    TimePoint at{};
};

// As the account `listener` hears it.
[[nodiscard]] std::string to_feed_json(const RecordingNews& news, std::string_view server, std::uint32_t listener);

}  // namespace calls
