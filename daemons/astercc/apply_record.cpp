// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemons/astercc/apply_record.h"

namespace astercc {

void apply_record(const ami::JournalRecord& record, ami::Parser& parser, calls::Tracker& tracker,
                  std::vector<calls::Change>& changes)
{
    tracker.begin_record(sequence_of(record.position));
    switch (record.kind) {
        case ami::RecordKind::message:
            parser.feed(record.payload, [&](const ami::Message& m) { tracker.apply(m, record.received, changes); });
            return;
        case ami::RecordKind::snapshot_begin:
            tracker.begin_snapshot(calls::SnapshotAfter::gap);
            return;
        case ami::RecordKind::recheck_begin:
            tracker.begin_snapshot(calls::SnapshotAfter::whole_stream);
            return;
        case ami::RecordKind::snapshot_end:
            tracker.end_snapshot(record.received, changes);
            return;
    }
}

}  // namespace astercc
