// SPDX-License-Identifier: GPL-3.0-or-later
// What may_dial asks about numbers of a campaign: do-not-call entries, what was dialed of late by whomever, where they
// ring. A few statements for a batch, whatever its size.
#pragma once

#include "common/db/connection.h"
#include "common/dialing/campaign_settings.h"
#include "common/dialing/listed_number.h"
#include "common/dialing/zone_clocks.h"

#include <span>
#include <string>
#include <unordered_map>
#include <vector>

namespace db {

class DialFactsGateway {
public:
    // `clocks` must outlive it.
    DialFactsGateway(Connection& connection, dialing::ZoneClocks& clocks) : connection_(connection), clocks_(clocks) {}

    // The campaign's numbers that are the dialer's, from the id after `after` on: for a look at the whole list.
    [[nodiscard]] std::vector<dialing::ListedNumber> listed(unsigned campaign, std::uint64_t after, unsigned limit);
    // One for each, in their order.
    [[nodiscard]] std::vector<dialing::CalledNumber> facts(const dialing::CampaignSettings& campaign,
                                                           std::span<const dialing::ListedNumber> numbers,
                                                           TimePoint now);
    // Of that profile's list; nothing: none is loaded.
    [[nodiscard]] std::optional<std::chrono::days> national_list_age(const std::string& profile, TimePoint now);

private:
    using Records = std::unordered_map<std::string, dialing::NumberRecords>;
    using Numbers = std::span<const dialing::ListedNumber>;

    void read_do_not_call(const dialing::CampaignSettings& campaign, Numbers numbers, Records& records);
    void read_national(const dialing::CampaignSettings& campaign, Numbers numbers, Records& records);
    void read_attempts(Numbers numbers, TimePoint now, Records& records);
    void read_decisions(Numbers numbers, TimePoint now, Records& records);
    [[nodiscard]] std::vector<std::chrono::year_month_day> holidays(const std::string& profile, TimePoint now);
    [[nodiscard]] dialing::CalledPlace place_of(const dialing::CampaignSettings& campaign,
                                                const dialing::ListedNumber& number, TimePoint now);

    Connection& connection_;
    dialing::ZoneClocks& clocks_;
};

}  // namespace db
