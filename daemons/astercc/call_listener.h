// SPDX-License-Identifier: GPL-3.0-or-later
// Who hears, beside the writer, what becomes of the calls of one server. Called in the worker's thread, at once and
// before the database has it: must not wait.
#pragma once

#include "common/calls/leg.h"

#include <vector>

namespace astercc {

class CallListener {
public:
    virtual ~CallListener() = default;
    // Once, after the start: what was alive when the last run committed. What became of it since then follows.
    virtual void alive(const std::vector<calls::Leg>& legs) = 0;
    virtual void changed(const std::vector<calls::Change>& changes, runtime::TimePoint at) = 0;
};

}  // namespace astercc
