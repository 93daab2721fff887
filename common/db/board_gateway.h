// SPDX-License-Identifier: GPL-3.0-or-later
// The present of all agents, calls, queues, telephones and campaigns in a few statements: what astercclive holds in
// memory for all who look, and what a page reads that cannot stream. Who may see which row is decided by
// board::BoardView.
#pragma once

#include "common/board/board_facts.h"
#include "common/board/running_totals.h"
#include "common/db/campaign_board_gateway.h"
#include "common/db/connection.h"

#include <map>
#include <set>
#include <string>
#include <vector>

namespace db {

class BoardGateway {
public:
    // Who watches whom, as astercrm_account.extensions says: accounts by account, rising.
    using Watchers = std::map<unsigned, std::vector<unsigned>>;

    explicit BoardGateway(Connection& connection) : db_(connection), campaigns_(connection) {}

    // Everything. `day` is when today began. Sums are read before the states that follow from them, so that none is
    // told beside a state that is older.
    [[nodiscard]] board::BoardFacts read(TimePoint day);
    // Agents and calls of these accounts only; today's figures are those of the last read().
    [[nodiscard]] board::BoardFacts read_of(const std::set<unsigned>& accounts);

    [[nodiscard]] Watchers watchers();
    // The accounts that this one watches, rising.
    [[nodiscard]] std::vector<unsigned> watched_by(unsigned account);

private:
    [[nodiscard]] std::vector<board::QueueFacts> queues();
    [[nodiscard]] std::vector<board::MemberFacts> members();
    [[nodiscard]] std::vector<board::CallerFacts> callers();
    [[nodiscard]] std::vector<board::PeerFacts> peers();
    [[nodiscard]] board::AgentsToday agents_today(TimePoint day);
    [[nodiscard]] board::QueuesToday queues_today(TimePoint day);

    Connection& db_;
    board::RunningTotals<board::AgentsToday> agent_totals_;
    board::RunningTotals<board::QueuesToday> queue_totals_;
    board::AgentsToday agents_today_;
    CampaignBoardGateway campaigns_;
};

}  // namespace db
