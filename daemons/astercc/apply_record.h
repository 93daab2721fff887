// SPDX-License-Identifier: GPL-3.0-or-later
// What one record of the journal means to the tracker. Pure: the same records always give the same changes, whoever
// reads them: the worker, --replay or --verify.
#pragma once

#include "common/ami/journal.h"
#include "common/ami/parser.h"
#include "common/calls/tracker.h"

namespace astercc {

// A record's place as one number: rises along the journal.
[[nodiscard]] constexpr std::uint64_t sequence_of(const ami::JournalPosition& position)
{
    return position.segment << 32 | position.offset;
}

[[nodiscard]] constexpr ami::JournalPosition position_of(std::uint64_t sequence)
{
    return {sequence >> 32, sequence & 0xffffffff};
}

// Appends to `changes`. `parser` keeps its buffers between records, nothing else.
void apply_record(const ami::JournalRecord& record, ami::Parser& parser, calls::Tracker& tracker,
                  std::vector<calls::Change>& changes);

}  // namespace astercc
