// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemons/eventsdaemon/arrival_marks.h"

namespace events {

namespace {

constexpr int marks_per_life = 256;

}  // namespace

// Numbers that have become smaller belong to a table that was emptied: what was remembered means nothing there.
void ArrivalMarks::note(Clock::time_point now, std::uint64_t id)
{
    if (!marks_.empty() && id < marks_.back().id) {
        marks_.clear();
        expired_ = 0;
    }
    if (marks_.empty() || now - marks_.back().at >= Clock::duration{life_} / marks_per_life)
        marks_.push_back({now, id});
}

std::uint64_t ArrivalMarks::expired(Clock::time_point now)
{
    while (!marks_.empty() && now - marks_.front().at >= life_) {
        expired_ = marks_.front().id;
        marks_.pop_front();
    }
    return expired_;
}

}  // namespace events
