// SPDX-License-Identifier: GPL-3.0-or-later
// Closes what agents dialed by hand once it is over, so that the dialed list and the reports are right while no page of
// theirs is open. What follows for the agent (agent_work) stays the page's, and so does a call of which nothing was
// ever seen: astercc may be away.
// Database thread.
#pragma once

#include "common/db/dial_attempt_gateway.h"

#include <atomic>
#include <cstdint>

namespace tools {

class AttemptCloser {
public:
    // False: there is nothing more to do at once.
    bool pass(db::LazyConnection& db);

    // For metrics; any thread.
    [[nodiscard]] std::uint64_t attempts_closed() const { return attempts_closed_; }

private:
    void settle(db::LazyConnection& db, const db::OpenAttempt& open);

    std::atomic<std::uint64_t> attempts_closed_ = 0;
};

}  // namespace tools
