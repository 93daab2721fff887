// SPDX-License-Identifier: GPL-3.0-or-later
// Calls as the portal shows them: an account's live legs (curcdr), its recent calls and those with a number (mycdr),
// and the feed for browsers that poll.
#pragma once

#include "common/calls/leg.h"
#include "common/crm/permission.h"
#include "common/db/account_gateway.h"
#include "common/db/connection.h"
#include "common/db/feed_gateway.h"

#include <optional>
#include <string>
#include <vector>

namespace db {

struct LiveCall {
    calls::Leg leg;
    std::string server;
    bool incoming = false;  // the account's phone is the destination
};

struct PastCall {
    std::string linkedid;
    TimePoint when{};
    bool incoming = false;  // own calls: to this account; calls with a number: from that number
    std::string peer;       // the other side of the account's own calls
    std::string peername;
    std::string queue;
    std::chrono::seconds talk{0};
    bool answered = false;
    std::string disposition;
    std::string agent;  // username of the account that took part; empty when none did
};

class PortalGateway {
public:
    explicit PortalGateway(LazyConnection& db) : db_(db) {}

    [[nodiscard]] std::vector<LiveCall> live_calls(unsigned account);
    // The newest first; a call that tried the account several times is listed once.
    [[nodiscard]] std::vector<PastCall> recent_calls(const Account& account, std::size_t limit);
    // Calls from or to any of the two spellings of a number.
    [[nodiscard]] std::vector<PastCall> calls_with(const crm::Scope& scope, const std::string& number,
                                                   const std::string& trimmed, std::size_t limit);

    // In their order, at most `limit`: who gets that many asks again from the last one on.
    [[nodiscard]] std::vector<FeedEntry> feed_after(unsigned account, FeedId after, unsigned limit);
    // Up to here no row can appear any more.
    [[nodiscard]] FeedId feed_watermark();

private:
    LazyConnection& db_;
};

}  // namespace db
