// SPDX-License-Identifier: GPL-3.0-or-later
// The recordings of all servers, opened by what their row says. The last one that came over the network is kept, as a
// browser asks for a recording part by part.
#pragma once

#include "common/audio/sound_file.h"
#include "common/recordings/monitor_folder.h"
#include "common/recordings/remote_file.h"

namespace recordings {

struct OpenRecording {
    runtime::FileDescriptor file;
    std::string version;  // another one when the file is another one
};

class RecordingLibrary {
public:
    RecordingLibrary(std::vector<MonitorFolder> folders, FetchLimits limits);

    // `server` and `filename` as in monitorrecord. not_found: no such file. invalid: a name or a server that is none of
    // ours, or too large. Else it cannot be reached now.
    [[nodiscard]] runtime::Result<OpenRecording> open(const std::string& server, const std::string& filename,
                                                      audio::Format format);

private:
    [[nodiscard]] runtime::Result<OpenRecording> open_remote(const std::string& url);

    std::vector<MonitorFolder> folders_;
    FetchLimits limits_;
    std::string fetched_url_;
    runtime::FileDescriptor fetched_;
};

}  // namespace recordings
