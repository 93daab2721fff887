// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemons/astercc/stream_marks.h"

namespace astercc {

void StreamMarks::add(runtime::TimePoint now, ami::JournalPosition end)
{
    for (auto mark = marks_.rbegin(); mark != marks_.rend() && mark->now > now; ++mark)
        mark->now = now;
    if (marks_.empty() ? passed_ != end : marks_.back().end != end) marks_.push_back({now, end});
}

std::optional<ami::JournalPosition> StreamMarks::before(runtime::TimePoint time)
{
    while (!marks_.empty() && marks_.front().now <= time) {
        passed_ = marks_.front().end;
        marks_.pop_front();
    }
    return passed_;
}

}  // namespace astercc
