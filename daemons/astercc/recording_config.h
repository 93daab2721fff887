// SPDX-License-Identifier: GPL-3.0-or-later
// How calls are recorded: section [system], keys monitorpath, monitorformat, force_record.
#pragma once

#include "common/calls/recording_name.h"

#include <chrono>
#include <string>

namespace runtime {
class Config;
}

namespace astercc {

struct RecordingConfig {
    std::string folder = "/var/spool/asterisk/monitor/";  // on the Asterisk host
    calls::RecordingFormat format = calls::RecordingFormat::gsm;
    bool force = false;                   // record every call
    std::chrono::milliseconds poll{200};  // how often pages' requests are looked for
};

// Throws runtime::ConfigError naming the key that is wrong.
[[nodiscard]] RecordingConfig read_recording(const runtime::Config& config);

}  // namespace astercc
