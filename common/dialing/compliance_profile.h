// SPDX-License-Identifier: GPL-3.0-or-later
// PURE: what the law of a country asks of outbound calls, as data. An engineer's reading, not legal advice: whoever
// dials answers for the profile chosen. A profile's version goes with every dial into its record: any change of a value
// raises it. Sources of values are named at each field; "practice" means that no statute gives the number: it is the
// trade's custom, or ours on the safe side; "(?)" that the text was not at hand: confirm it before relying on it.
#pragma once

#include "common/dialing/abandon_rate.h"
#include "common/dialing/calling_hours.h"
#include "common/dialing/refusal.h"

#include <chrono>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

namespace dialing {

enum class ConsentRule {
    none,
    autodialed_mobiles,  // unless a person dials by hand, or the line is known to be a fixed one
    always,
};

struct AttemptLimits {  // 0: none
    unsigned total = 0;
    unsigned per_day = 0;  // the day of the called place
    unsigned connected_per_day = 0;
};

// As it is made: no rule at all, for calls that no profile was chosen for.
struct ComplianceProfile {
    std::string_view code{};  // "US"
    unsigned version = 0;

    // At the called place; nothing: any time.
    // US 08-21 every day: 16 CFR 310.4(c), 47 CFR 64.1200(c)(1); states may be tighter (the campaign's hours).
    // UK Monday to Saturday 08-21, none on Sundays and holidays: practice (Ofcom's statement on persistent misuse of
    //   2016 names unsociable hours as aggravating).
    // CA weekdays 09:00-21:30, weekends 10-18: CRTC Unsolicited Telecommunications Rules (?).
    // CN 08-22: the limit of debt collection; the MIIT notice of 2020-06 asks to avoid hours of rest.
    // DE Monday to Saturday 08-20, none on Sundays and holidays: practice.
    // generic Monday to Saturday 09-20, none on Sundays and holidays: ours.
    std::optional<WeekHours> hours{};

    // An unanswered telephone rings at least so long.
    // US 15 s or four rings: 16 CFR 310.4(b)(4)(ii). UK 15 s: Ofcom, since before 2017. CA, CN, DE, generic: practice.
    std::chrono::seconds min_ring{0};

    // Of one number: in all by each campaign, in a day by all campaigns together.
    // CN three connected calls a day: rules of debt collection, agency and lender counted together.
    // UK, CA, DE, generic three attempts a day: practice. US: no federal number for sales calls.
    AttemptLimits attempts{};

    // After an abandoned call the number is dialed again only with an agent who waits for it.
    // UK 72 h: Ofcom. DE, generic 72 h: practice. US, CA, CN: none.
    std::chrono::hours lock_after_abandoned{0};

    // US 3 % in 30 days, by campaign: 16 CFR 310.4(b)(4)(i), 47 CFR 64.1200(a)(7); a recorded message does not help.
    // UK 3 % in 24 h: the limit up to 2017; since then no rate is safe, so it is a ceiling and not a target.
    // CA 5 % in a calendar month: CRTC Unsolicited Telecommunications Rules (?).
    // DE, CN, generic 3 % in 30 days: practice.
    AbandonRule abandonment{};

    // A person who answers hears an agent within this time of the greeting's end.
    // US: 16 CFR 310.4(b)(4)(iii). UK: Ofcom. CA: CRTC. CN, DE, generic: practice.
    std::chrono::seconds connect_within{0};

    // US autodialed or prerecorded calls to mobiles: 47 CFR 64.1200(a)(1)-(2). CN: MIIT notice 2020-06, plan of 13
    // ministries 2018-07. DE consumers: section 7 UWG. UK, CA, generic: none for live calls beside the national list.
    ConsentRule consent = ConsentRule::none;

    // The national do-not-call list is at most so old at each call; nothing: there is none.
    // US 31 days: 16 CFR 310.4(b)(3)(iv). CA 31 days: CRTC. UK 28 days: TPS under the Privacy and Electronic
    // Communications Regulations 2003.
    std::optional<std::chrono::days> national_list_max_age{};

    // What was decided and done is kept so long.
    // US 5 years: 16 CFR 310.5. DE 5 years: section 7a UWG (?). CA 3 years: CRTC (?).
    // CN 5 months: draft of 2020-08; the notice of 2020-06 asks 30 days. UK, generic 5 years: practice.
    std::chrono::months keep_records{0};

    // A recorded message for people whom no agent is free for; without it no call is placed ahead of the agents.
    // US: 16 CFR 310.4(b)(4)(iii). UK: Ofcom. CA, CN, DE, generic: practice.
    bool needs_message = false;

    // What no right may override. Consent and do-not-call wherever a statute gives them; in CN the connected calls,
    // too.
    std::vector<Reason> never_overridden{};
};

// US, UK, CA, CN, DE (the European Union's rules in Germany's form), generic.
[[nodiscard]] std::span<const ComplianceProfile> compliance_profiles();
// Null: there is none of that code.
[[nodiscard]] const ComplianceProfile* find_profile(std::string_view code);

}  // namespace dialing
