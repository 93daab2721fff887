// SPDX-License-Identifier: GPL-3.0-or-later
// PURE: AMI messages of one Asterisk server in, changes of call legs out. No socket, no SQL, no clock of its own.
//
// Times come from the messages' own Timestamp where Asterisk sends it (manager.conf: timestampevents = yes),
// else from `received`. One thread at a time. Messages it has no use for cost a name comparison; what cannot be
// (an event of a channel never seen) is coped with and counted, never thrown.
//
// Order is guaranteed per channel only; see docs/architecture for the orders really seen.
#pragma once

#include "common/ami/message.h"
#include "common/calls/leg.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

namespace calls {

// The names of the events apply() acts on: anything else may be dropped before it costs anything.
[[nodiscard]] bool is_wanted_event(std::string_view event);

// What may be missing of the calls that are alive when their lists are asked for.
enum class SnapshotAfter : std::uint8_t {
    gap,           // events, of any of them: one that ends before the lists are complete may have been answered unheard
    whole_stream,  // none that we know of: the lists only check
};

class Tracker {
public:
    Tracker();
    ~Tracker();
    Tracker(Tracker&&) noexcept;
    Tracker& operator=(Tracker&&) noexcept;

    // Appends what the message changes to `out`.
    void apply(const ami::Message& message, TimePoint received, std::vector<Change>& out);

    // For a journal of what was applied: numbers the records, rising; apply() and end_snapshot() belong to the last
    // one begun. Reading the journal again from the oldest record gives every living call as it is now.
    void begin_record(std::uint64_t record);
    [[nodiscard]] std::optional<std::uint64_t> oldest_record() const;

    // --- after a start or a gap in the stream -------------------------------------------------------------
    // The rows of curcdr as they were committed last: what we believed to be alive. Before the first apply().
    void restore(std::span<const Leg> legs);
    // From here to end_snapshot() the answers of CoreShowChannels (CoreShowChannel events), Status and BridgeList
    // come through apply(), with live events in between. Then every leg whose channel was neither listed nor
    // born since has ended in the gap: LegFinished with gap = true.
    void begin_snapshot(SnapshotAfter before = SnapshotAfter::gap);
    void end_snapshot(TimePoint now, std::vector<Change>& out);

    // When Asterisk said what the last message said (its Timestamp, else `received`).
    [[nodiscard]] TimePoint last_event_time() const;

    [[nodiscard]] std::size_t live_legs() const;
    [[nodiscard]] std::size_t live_channels() const;
    [[nodiscard]] std::vector<Leg> legs() const;   // ordered by key
    [[nodiscard]] std::uint64_t oddities() const;  // events that did not fit what we knew

private:
    class Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace calls
