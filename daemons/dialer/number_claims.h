// SPDX-License-Identifier: GPL-3.0-or-later
// Takes numbers out of the dial list: looks at the next, asks may_dial about each, and writes what was decided, all
// under the lease. What it returns is committed as an attempt, and may be ordered.
#pragma once

#include "common/db/campaign_list_gateway.h"
#include "common/db/dial_facts_gateway.h"
#include "common/db/dialer_attempt_gateway.h"
#include "common/db/lease.h"
#include "common/db/originated_call_gateway.h"
#include "common/dialing/zone_clocks.h"

#include <set>
#include <string>
#include <vector>

namespace dialer {

struct ClaimOrder {
    const dialing::CampaignSettings& campaign;
    const dialing::ComplianceProfile& profile;
    const dialing::CampaignState& state;
    std::string server;
    unsigned calls = 0;
};

class NumberClaims {
public:
    NumberClaims(std::string call_center_zone, unsigned licence_channels)
        : clocks_(std::move(call_center_zone)), licence_channels_(licence_channels)
    {
    }

    struct Result {
        std::vector<db::OpenAttempt> attempts;
        unsigned refused = 0;
        unsigned held = 0;
        bool is_list_over = false;        // nothing more of it is due
        bool has_licence_channel = true;  // else the licence's channels are taken
    };
    // `in_use`: numbers that are being called, and so many calls. Throws db::DbUnavailable, db::DbError, db::LeaseLost;
    // names of attempts whose commit may have failed stay in doubt().
    [[nodiscard]] Result claim(db::LazyConnection& database, db::Lease& lease, const ClaimOrder& order,
                               const std::set<std::string>& in_use, std::size_t open_calls);
    // Committed or not, these have not been ordered.
    [[nodiscard]] std::set<std::string>& doubt() { return doubt_; }
    [[nodiscard]] dialing::ZoneClocks& clocks() { return clocks_; }

private:
    struct Sorted;
    [[nodiscard]] Sorted sort(db::Connection& connection, const ClaimOrder& order,
                              std::vector<dialing::ListedNumber> candidates, const std::set<std::string>& in_use,
                              runtime::TimePoint now);
    void write(db::LazyConnection& database, db::Lease& lease, const ClaimOrder& order, const Sorted& sorted,
               std::size_t open_calls, runtime::TimePoint now, Result& result);

    dialing::ZoneClocks clocks_;
    const unsigned licence_channels_;
    std::set<std::string> doubt_;
};

}  // namespace dialer
