// SPDX-License-Identifier: GPL-3.0-or-later
// PURE: may this number be dialed now? The one rule of dialer, click to dial and API: what is known goes in, yes or the
// first reason against comes out. Who asks gathers the facts; a fact that is left out does not hold a call back, except
// where the profile wants it known (consent, called place, national list).
#pragma once

#include "common/dialing/compliance_profile.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace dialing {

enum class LineType { unknown, fixed, mobile };

enum class DoNotCallList { global, group, campaign, national };  // in the order in which hits count

struct DoNotCallHit {
    DoNotCallList list = DoNotCallList::global;
    std::string why{};  // the entry's reason, which may be empty
};

struct CalledNumber {
    std::string dialed{};         // E.164 or as it is dialed
    std::string own_extension{};  // of the person who asks for the call; empty: nobody does
    LineType line = LineType::unknown;
    CalledPlace place{};
    bool has_consent = false;
    std::optional<DoNotCallHit> do_not_call{};             // the first of several
    std::optional<std::chrono::days> national_list_age{};  // nothing: none is loaded
    unsigned attempts = 0;                                 // by this campaign
    unsigned attempts_today = 0;                           // by all, in the day of the called place
    unsigned connected_today = 0;                          // so, too
    std::optional<TimePoint> due{};                        // the dial time, or the retry after the last attempt
    std::optional<TimePoint> last_abandoned{};             // by any campaign
    bool is_promised_callback = false;                     // promised whatever becomes of the campaign
};

enum class CallMode {
    by_hand,     // a person asked for this very call and hears it ring
    with_agent,  // an agent is kept free for it
    predictive,  // placed ahead of the agents: it may be abandoned
};

// As it is made: a call by hand that belongs to no campaign.
struct CampaignState {
    CallMode mode = CallMode::by_hand;
    bool is_enabled = true;
    std::vector<std::string> allowed_prefixes{};  // empty: any number
    std::chrono::seconds ring_time{30};           // how long an unanswered call rings
    bool has_message = false;                     // for people whom no agent is free for
    bool asks_national_list = true;               // false where the law exempts its calls (surveys, own customers)
    std::optional<WeekHours> hours{};             // by the call center's clock; nothing: any time
    ZoneClock clock{};                            // the call center's
    AttemptLimits limits{};                       // beside the profile's: the smaller counts
    AbandonCount abandons{};                      // in the profile's window
    std::optional<unsigned> channels_left{};      // nothing: no cap
    bool has_agent = true;                        // one is or will be there for it
};

struct Verdict {
    std::optional<Refusal> refusal{};
    [[nodiscard]] bool is_yes() const { return !refusal; }
};

[[nodiscard]] Verdict may_dial(const CalledNumber& number, const CampaignState& campaign,
                               const ComplianceProfile& profile, TimePoint now);

// A person with the right to override dials by hand all the same, with a reason that is audited together with what was
// overridden. The verdict is the first refusal that stands whatever the right; calls of other modes have none.
struct Override {
    Verdict verdict{};
    std::vector<Refusal> overridden{};
};
[[nodiscard]] Override may_dial_by_right(const CalledNumber& number, const CampaignState& campaign,
                                         const ComplianceProfile& profile, TimePoint now);
// What is about the number and the moment may be, unless the profile forbids it; what is wrong with the number itself,
// the campaign or its capacity may not.
[[nodiscard]] bool may_be_overridden(Reason reason, const ComplianceProfile& profile);

}  // namespace dialing
