// SPDX-License-Identifier: GPL-3.0-or-later
// diallist as the dialer works it: rows of a campaign without `assign`. A row is looked at, then locked with its number
// unchanged, and leaves the list in the transaction that writes the attempt, or is held back until a time.
#pragma once

#include "common/db/connection.h"
#include "common/dialing/campaign_settings.h"
#include "common/dialing/listed_number.h"

#include <optional>
#include <span>
#include <string>
#include <vector>

namespace db {

// When nothing of the list is due.
struct ListRest {
    bool is_empty = true;
    std::optional<TimePoint> next{};  // the first dial time
    bool is_held = false;             // which the dialer set
};

class CampaignListGateway {
public:
    explicit CampaignListGateway(Connection& connection) : connection_(connection) {}

    // The next to be dialed, in the campaign's order; with `timed` only those with a dial time.
    [[nodiscard]] std::vector<dialing::ListedNumber> next(const dialing::CampaignSettings& campaign, TimePoint now,
                                                          unsigned limit);
    // How many are due, counted up to `most`.
    [[nodiscard]] unsigned due(const dialing::CampaignSettings& campaign, TimePoint now, unsigned most);
    [[nodiscard]] ListRest rest(const dialing::CampaignSettings& campaign, TimePoint now);

    // Within a transaction: those that are still as they were looked at and that nobody else has locked.
    [[nodiscard]] std::vector<dialing::ListedNumber> lock(const dialing::CampaignSettings& campaign,
                                                          std::span<const dialing::ListedNumber> numbers);
    void remove(std::span<const dialing::ListedNumber> numbers);
    void hold(std::span<const std::uint64_t> numbers, TimePoint until, std::string_view reason);

private:
    Connection& connection_;
};

}  // namespace db
