// SPDX-License-Identifier: GPL-3.0-or-later
// Recordings for ears: who may hear which, and recording_log, which tells who did. Everybody hears the recordings of
// their own calls, managers those of their group and of its calls, admins all; of others nothing tells that they exist.
#pragma once

#include "common/db/account_gateway.h"

#include <optional>
#include <string>
#include <vector>

namespace db {

struct PlayableRecording {
    unsigned id = 0;
    std::string server;
    std::string filename;  // empty: none yet
    std::string fileformat;
    unsigned groupid = 0;
    TimePoint when{};
    std::string callerid;
    std::string extension;
};

struct RecordingOfCall {
    unsigned id = 0;
    std::string linkedid;
    std::chrono::seconds length{0};
};

struct Listening {
    unsigned account = 0;
    std::string username;
    std::string address;
    unsigned recording = 0;
    unsigned group = 0;  // of the recording
};

class PlaybackGateway {
public:
    explicit PlaybackGateway(LazyConnection& db) : db_(db) {}

    [[nodiscard]] std::optional<PlayableRecording> find(const Account& listener, unsigned recording);
    // Finished ones, the oldest first.
    [[nodiscard]] std::vector<RecordingOfCall> of_calls(const Account& listener,
                                                        const std::vector<std::string>& linkedids);

    // A recording is asked for part by part: what follows a row not older than `one_listening` belongs to it.
    void note_playing(const Listening& listening, TimePoint now, std::chrono::seconds one_listening);
    void note_download(const Listening& listening, TimePoint now);

private:
    LazyConnection& db_;
};

}  // namespace db
