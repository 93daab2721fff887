// SPDX-License-Identifier: GPL-3.0-or-later
// Puts numbers of the dialed list back into the dial list. The attempt stays where it is, marked, so that a number's
// history is whole. Never twice: not while the number waits in the campaign's list, runs, or was dialed again since.
#pragma once

#include "common/crm/permission.h"
#include "common/db/audit_gateway.h"

#include <optional>
#include <string>
#include <vector>

namespace db {

enum class RecycleRule {
    unanswered,  // the manual's: nobody picked up, and the campaign has attempts left for it
    any,         // whatever came of it; a number that has had its attempts begins anew
};

class RecycleGateway {
public:
    explicit RecycleGateway(LazyConnection& db) : db_(db) {}

    // Of these rows, how many recycle() would put back.
    [[nodiscard]] std::size_t count(const crm::Scope& scope, const std::vector<std::uint64_t>& ids, RecycleRule rule);
    // One transaction; returns the new rows of the dial list. `due`: nothing is at once.
    std::vector<std::uint64_t> recycle(const crm::Scope& scope, const std::vector<std::uint64_t>& ids, RecycleRule rule,
                                       const std::optional<TimePoint>& due, const Actor& actor, TimePoint now);

private:
    [[nodiscard]] std::vector<std::uint64_t> recyclable(const crm::Scope& scope, const std::vector<std::uint64_t>& ids,
                                                        RecycleRule rule, bool lock);

    LazyConnection& db_;
};

}  // namespace db
