// SPDX-License-Identifier: GPL-3.0-or-later
// What the recorder's thread must hear of: from the worker's thread the legs that talk, from the session's thread
// Asterisk's answers. Thread-safe; shared with reply handlers, which may outlive the recorder.
#pragma once

#include "common/calls/leg.h"
#include "common/db/lease.h"
#include "common/runtime/result.h"
#include "daemons/astercc/recording_actions.h"

#include <condition_variable>
#include <mutex>
#include <variant>
#include <vector>

namespace astercc {

struct LegsAlive {  // after a start: all there are
    std::vector<calls::Leg> legs;
    db::LeaseProof lease;
};
struct StoodDown {};  // the recordings are another astercc's now
struct LegTalks {
    calls::Leg leg;
};
struct LegParted {
    calls::LegKey key;
    runtime::TimePoint at{};
};
struct RecordingLinkUp {
    RecordingApplication application = RecordingApplication::mix_monitor;
};
struct RecordingLinkDown {
    std::string reason;
};
struct RecordingStopSeen {
    std::string channel;
};
enum class RecordingQuestion { start, stop, find };
struct RecordingAnswer {
    std::uint32_t row = 0;
    RecordingQuestion question = RecordingQuestion::start;
    runtime::Result<std::string> value;  // MixMonitorID or the variable's value
};
using RecordingItem = std::variant<LegsAlive, StoodDown, LegTalks, LegParted, RecordingLinkUp, RecordingLinkDown,
                                   RecordingStopSeen, RecordingAnswer>;

class RecordingInbox {
public:
    void put(RecordingItem item);
    void put(std::vector<RecordingItem> items);
    // Appends what came, waiting for it at most that long.
    void take(std::vector<RecordingItem>& items, std::chrono::milliseconds patience);
    void close();
    [[nodiscard]] bool is_closed() const;

private:
    mutable std::mutex mutex_;
    std::condition_variable arrived_;
    std::vector<RecordingItem> items_;
    bool is_closed_ = false;
};

}  // namespace astercc
