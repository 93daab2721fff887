// SPDX-License-Identifier: GPL-3.0-or-later
// Makes of a finished recording one file of its format with its length known: finds it, mixes the two halves that the
// application Monitor (Asterisk <= 20) leaves, converts where another format was written. A source goes only when the
// file made of it is on the disk under its name, so a crash at any time loses nothing and the next pass goes on. Then
// the record of the call names it. Database thread.
#pragma once

#include "common/audio/sound_file.h"
#include "common/db/finished_recording_gateway.h"
#include "common/recordings/recording_folder.h"
#include "common/runtime/result.h"

#include <atomic>
#include <chrono>
#include <cstdint>
#include <string>
#include <vector>

namespace tools {

struct RecordingPaths {
    std::string server;
    std::string monitor_path;     // on the Asterisk host, ending in '/'
    std::string recordings_path;  // the same folder here
};

class RecordingFinisher {
public:
    explicit RecordingFinisher(RecordingPaths paths) : paths_(std::move(paths)) {}

    // True: there is more to do at once.
    bool pass(db::Connection& connection);

    // For metrics; any thread.
    [[nodiscard]] std::uint64_t ready() const { return ready_; }
    [[nodiscard]] std::uint64_t missing() const { return missing_; }
    [[nodiscard]] std::uint64_t failed() const { return failed_; }

private:
    struct Finished {
        std::chrono::milliseconds length{};
        std::uint64_t bytes = 0;
    };
    using Outcome = runtime::Result<Finished>;  // not_found: no file; unavailable: not yet

    void finish(db::FinishedRecordingGateway& gateway, const db::FinishedRecording& recording);
    [[nodiscard]] Outcome make_ready(const db::FinishedRecording& recording, audio::Format format) const;
    void tell(const db::FinishedRecording& recording, const std::string& event, const std::string& why) const;

    const RecordingPaths paths_;
    unsigned last_id_ = 0;  // of the round through what is recorded
    std::atomic<std::uint64_t> ready_ = 0;
    std::atomic<std::uint64_t> missing_ = 0;
    std::atomic<std::uint64_t> failed_ = 0;
};

}  // namespace tools
