// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemons/astercctools/attempt_closer.h"

namespace tools {

bool AttemptCloser::pass(db::LazyConnection& db)
{
    for (const auto& open : db::DialAttemptGateway{db}.open_by_hand())
        settle(db, open);
    return false;
}

void AttemptCloser::settle(db::LazyConnection& db, const db::OpenAttempt& open)
{
    const auto& [agent, attempt] = open;
    db::DialAttemptGateway attempts{db};
    const auto legs = attempts.legs(agent, attempt);
    if (legs.empty()) return;
    const auto now = runtime::now();
    const auto end = dialing::end_of_attempt(legs, attempt.task.number, attempt.begun, now);
    if (!end) return;
    db::Transaction transaction{db.get()};
    if (end->was_dialed) {
        attempts.name_call(attempt, dialing::call_of(legs, attempt.task.number));
        attempts.close(attempt.id, *end);
    } else {
        attempts.take_back(attempt, agent.username, now);
    }
    transaction.commit();
    ++attempts_closed_;
}

}  // namespace tools
