// SPDX-License-Identifier: GPL-3.0-or-later
// dialedlist, dial_decision and campaign_hour as the dialer writes them. All of it within transactions that begin with
// the confirmation of the lease `dialer`.
#pragma once

#include "common/db/connection.h"
#include "common/dialing/campaign_settings.h"
#include "common/dialing/listed_number.h"
#include "common/dialing/open_call.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace db {

// What was decided of a number, and on what grounds.
struct DialDecision {
    std::string verdict{"dial"};  // or the word of the reason against
    std::string why{};            // of a do-not-call entry
    std::string inputs{};         // JSON
    const dialing::ComplianceProfile* profile = nullptr;
    TimePoint at{};
};

// An attempt that has no end yet.
struct OpenAttempt {
    std::uint64_t id = 0;
    std::string name;  // ChannelId
    std::string server;
    unsigned campaign = 0;
    std::string number;
    TimePoint begun{};
};

struct AttemptClose {
    std::uint64_t id = 0;
    unsigned campaign = 0;
    dialing::CallEnd end;
    std::optional<TimePoint> again{};  // the number goes back into the list for then
};

// What mycdr and curcdr tell of an attempt that ended while nobody listened.
struct AttemptLegs {
    bool is_live = false;
    bool is_known = false;
    std::optional<TimePoint> connected{};  // with an agent
    bool was_queued = false;               // so a person was there
    std::string disposition{};             // of the last leg that was not answered
    int hangup_cause = 0;                  // its
    TimePoint ended{};
};

class DialerAttemptGateway {
public:
    explicit DialerAttemptGateway(Connection& connection) : connection_(connection) {}

    // The number, which has left the list, is about to be dialed as `name`. Returns the attempt's id.
    std::uint64_t begin(const dialing::CampaignSettings& campaign, const dialing::ListedNumber& number,
                        const std::string& name, const std::string& server, const DialDecision& decision);
    // It is never dialed: `response` is DNC, INVALID or REFUSED.
    void refuse(const dialing::CampaignSettings& campaign, const dialing::ListedNumber& number,
                std::string_view response, const DialDecision& decision);
    // As if it had not been begun: Asterisk did not take it. The decision stays.
    void take_back(std::uint64_t attempt);
    // False: it was closed already. A disposition that was chosen goes before the retry.
    bool close(const AttemptClose& close);

    [[nodiscard]] std::vector<OpenAttempt> open();
    [[nodiscard]] unsigned attempts_of(std::uint64_t attempt);
    // Of a queue's call only a leg of a queue is one with an agent; else any that was talked on.
    [[nodiscard]] AttemptLegs legs(const OpenAttempt& attempt, bool goes_to_queue);

private:
    void decide(const dialing::CampaignSettings& campaign, const dialing::ListedNumber& number, std::uint64_t attempt,
                const DialDecision& decision);
    void count(const AttemptClose& close);

    Connection& connection_;
};

}  // namespace db
