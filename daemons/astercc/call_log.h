// SPDX-License-Identifier: GPL-3.0-or-later
// Tells the story of each call in the log, from the changes the tracker makes: `grep linkedid=1700000.12` shows
//   call_started (debug), call_answered (debug), call_finished (one per leg, info), call_abandoned (info)
// and counts what ended how. Knows nothing but the changes; belongs to one thread.
#pragma once

#include "common/calls/leg.h"

#include <array>
#include <cstdint>
#include <map>
#include <string>
#include <unordered_map>
#include <vector>

namespace astercc {

class CallLog {
public:
    struct Totals {
        std::array<std::uint64_t, 4> finished{};  // legs, by calls::Disposition
        std::uint64_t healed = 0;                 // of these, ended by a snapshot: nobody saw their end
        std::uint64_t abandoned = 0;              // calls whose caller left a queue before anybody answered
    };

    explicit CallLog(std::string server) : server_(std::move(server)) {}

    // What is alive already: its start is not told again. Forgets what was known before.
    void restore(const std::vector<calls::Leg>& alive);
    // What one record changed, and when.
    void tell(const std::vector<calls::Change>& changes, calls::TimePoint at);

    [[nodiscard]] std::size_t live_calls() const { return calls_.size(); }
    [[nodiscard]] const Totals& totals() const { return totals_; }

private:
    struct Call {
        std::size_t legs = 0;
        bool is_answered = false;
        calls::Leg latest;  // who called, and the queue, as known last
    };
    using Calls = std::unordered_map<std::string, Call>;  // by Linkedid
    struct Known {
        Calls::value_type* call;
        bool is_answered = false;
    };
    using Legs = std::map<calls::LegKey, Known>;

    Known& attach(const calls::Leg& leg, bool is_told);
    void changed(const calls::Leg& leg);
    void finished(const calls::FinishedLeg& ended);
    void answered(const calls::Leg& leg);
    void detach(Legs::iterator leg);
    // No leg is left: the call is over, unless another leg of it appears with the same record.
    void end_calls(calls::TimePoint at);

    const std::string server_;
    Calls calls_;
    Legs legs_;
    std::vector<std::string> without_legs_;
    Totals totals_;
};

}  // namespace astercc
