// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemons/astercc/recording_config.h"

#include "common/runtime/config.h"

namespace astercc {

RecordingConfig read_recording(const runtime::Config& config)
{
    RecordingConfig recording;
    recording.folder = config.text("system", "monitorpath", recording.folder);
    if (!calls::is_recording_folder(recording.folder))
        config.fail("system", "monitorpath",
                    "must be an absolute path of letters, digits and ._-/ below 100 characters");
    const auto format = calls::parse_recording_format(config.text("system", "monitorformat", "gsm"));
    if (!format) config.fail("system", "monitorformat", "must be gsm, wav or wav49");
    recording.format = *format;
    recording.force = config.flag("system", "force_record", false);
    return recording;
}

}  // namespace astercc
