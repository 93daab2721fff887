// SPDX-License-Identifier: GPL-3.0-or-later
// PURE: how far our own stream had come at which time of the database's clock: where in the journal to begin when
// another wrote everything up to a given time. No clock of ours is involved, so none may be wrong.
#pragma once

#include "common/ami/journal.h"

#include <deque>
#include <optional>

namespace astercc {

class StreamMarks {
public:
    // What was heard before `now` lies before `end`. A clock that was put back makes earlier marks as old as this one.
    void add(runtime::TimePoint now, ami::JournalPosition end);
    // Everything before that position was heard before `time`; nothing when no mark is that old. `time` may only rise:
    // what is older is forgotten.
    [[nodiscard]] std::optional<ami::JournalPosition> before(runtime::TimePoint time);

private:
    struct Mark {
        runtime::TimePoint now;
        ami::JournalPosition end;
    };
    std::deque<Mark> marks_;
    std::optional<ami::JournalPosition> passed_;
};

}  // namespace astercc
