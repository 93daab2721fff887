// SPDX-License-Identifier: GPL-3.0-or-later
// Old records go, and numbers nobody answered come back. Small batches, each a transaction of its own.
#pragma once

#include "common/db/connection.h"

#include <cstdint>

namespace db {

class HousekeepingGateway {
public:
    explicit HousekeepingGateway(Connection& connection) : connection_(connection) {}

    // Return how many rows went: as many as `limit` means there may be more.
    std::uint64_t delete_calls_before(TimePoint before, int limit);
    std::uint64_t delete_recordings_before(TimePoint before, int limit);
    // Decisions of dialing are kept as long as the profile they were made under asks.
    std::uint64_t delete_decisions_kept_until(TimePoint day, int limit);
    // Of imports finished before: rejected rows, and old values of updated ones. An undo no longer finds any of an
    // import's from the moment its first may go. The import stays. 0: there is nothing.
    std::uint64_t delete_import_details_before(TimePoint before, int limit);

    // Moves numbers that were dialed without an answer back into diallist, of campaigns that ask for it: recycletime
    // seconds after the attempt and while trytime is below maxtrytime. dialtime, assign and trytime stay. Returns how
    // many; a number is in one of the two lists at any time, whatever is killed.
    std::uint64_t recycle_numbers(int limit);

private:
    Connection& connection_;
};

}  // namespace db
