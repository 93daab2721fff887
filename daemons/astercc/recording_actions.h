// SPDX-License-Identifier: GPL-3.0-or-later
// PURE: how an Asterisk is told to record, by its version: MixMonitor since 12, Monitor before.
#pragma once

#include "common/ami/actions.h"

#include <cstdint>

namespace astercc {

enum class RecordingApplication { monitor, mix_monitor };

// Of a banner such as "Asterisk Call Manager/1.3" (Asterisk 11) or "Asterisk Call Manager/11.0.0" (22).
[[nodiscard]] RecordingApplication recording_application(std::string_view banner);

struct RecordingOrder {
    std::uint32_t row = 0;
    std::string channel;
    std::string path;  // without extension
    std::string format;
    std::string monitorid;  // MixMonitor's, once it has begun
};

// MixMonitor writes only while the channel is bridged (option b): neither the music a caller waits with nor what the
// dialplan plays after the talk is anybody's business. Its id goes into a channel variable of this row's own, too: the
// one witness that it has begun when the answer was lost.
[[nodiscard]] ami::Result<ami::Action> start_recording(RecordingApplication, const RecordingOrder&);
[[nodiscard]] ami::Result<ami::Action> stop_recording(RecordingApplication, const RecordingOrder&);
// Its answer's Value is empty when the recording never began, else MixMonitor's id.
[[nodiscard]] ami::Result<ami::Action> find_recording(RecordingApplication, const RecordingOrder&);

// Tells that a recording ended, whoever ended it; not sent when its channel hangs up.
[[nodiscard]] bool is_recording_stop(std::string_view event);

}  // namespace astercc
