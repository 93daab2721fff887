// SPDX-License-Identifier: GPL-3.0-or-later
// Rows of monitorrecord whose recording has ended: from 'recorded' to 'ready', 'missing' or 'failed', and tied to the
// record of the call. One server's.
#pragma once

#include "common/db/connection.h"

#include <cstdint>
#include <string>
#include <vector>

namespace db {

struct FinishedRecording {
    unsigned id = 0;
    std::string filename;    // on the Asterisk host, without extension
    std::string fileformat;  // wav, gsm, wav49
    TimePoint ended{};
};

class FinishedRecordingGateway {
public:
    FinishedRecordingGateway(Connection& connection, std::string server)
        : connection_(connection), server_(std::move(server))
    {
    }

    // 'recorded' rows behind `after`, by id.
    [[nodiscard]] std::vector<FinishedRecording> recorded(unsigned after, unsigned limit);
    void set_ready(unsigned id, int seconds, std::uint64_t bytes, const std::string& format);
    void set_missing(unsigned id, const std::string& why);
    void set_failed(unsigned id, const std::string& why);

    // Writes the ids of recordings of the last day into mycdr.monitored, where the call is recorded by now. The leg of
    // both channels where the recording names them, else the first leg of its call. Returns how many.
    std::uint64_t link_to_calls();

private:
    struct Unlinked {
        unsigned id = 0;
        std::string srcuid, dstuid, linkedid;
    };
    [[nodiscard]] std::vector<Unlinked> unlinked();
    [[nodiscard]] bool link(const Unlinked& recording);

    Connection& connection_;
    const std::string server_;
};

}  // namespace db
