// SPDX-License-Identifier: GPL-3.0-or-later
// PURE: the share of the calls that persons answer, right now.
//
// Busy lines report at once and unanswered ones last, so counting finished calls misleads whenever the pace changes.
// Here each call counts by the share of the answer delay it has lived through (its exposure), as in survival analysis:
// persons seen / exposure is free of that bias. Two memories run beside each other; when the quick one departs from the
// slow one by more than chance allows, the slow one starts again from it (change detection).
#pragma once

#include "common/dialing/pacing/answer_delay.h"

#include <deque>

namespace dialing::pacing {

class AnswerRate {
public:
    void call_dialed(double at);
    void person_answered();
    // Takes in what happened since the last time. `delay` is as learned so far.
    void update(double now, const AnswerDelay& delay);

    // The rate, raised while answers come in faster than it says (the last seconds' burst).
    [[nodiscard]] double rate() const { return guarded_; }
    // Its relative standard deviation.
    [[nodiscard]] double uncertainty() const { return uncertainty_; }
    // Calls seen to their end, counted by exposure, since the beginning.
    [[nodiscard]] double sample() const { return sample_; }

private:
    struct Memory {
        double persons;
        double exposure;
        void add(double more_persons, double more_exposure, double length);
        [[nodiscard]] double rate() const { return persons / exposure; }
    };
    struct Batch {
        double at;
        int calls;
    };
    [[nodiscard]] double exposure_since(double now, double elapsed, const AnswerDelay& delay);
    void measure_pace(double now);
    void restart_after_change();
    void guard_against_burst(double elapsed, double persons, double exposure);

    std::deque<Batch> batches_;  // younger than the longest answer delay
    Memory slow_{1.4, 4};
    Memory quick_{.7, 2};
    int new_persons_ = 0;
    double last_update_ = 0;
    double calls_per_second_ = .2;
    long calls_since_pace_ = 0;
    double pace_measured_ = 0;
    double burst_persons_ = 0;
    double burst_expected_ = 0;
    double guarded_ = .35;
    double uncertainty_ = 1;
    double sample_ = 0;
};

}  // namespace dialing::pacing
