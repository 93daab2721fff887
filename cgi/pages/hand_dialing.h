// SPDX-License-Identifier: GPL-3.0-or-later
// Whether a person may dial a number by hand: one of the dial list under its campaign's compliance profile and limits,
// any other under the profile of the settings. Who may edit the do-not-call list may dial all the same, with a reason,
// where the profile leaves that to people. What was decided is kept.
#pragma once

#include "cgi/web/request.h"
#include "cgi/web/settings.h"
#include "common/db/call_control_gateway.h"
#include "common/db/dial_decision_gateway.h"
#include "common/db/dial_list_gateway.h"
#include "common/dialing/campaign_settings.h"
#include "common/dialing/listed_number.h"
#include "common/dialing/zone_clocks.h"

#include <span>
#include <string>
#include <vector>

namespace pages {

class HandDialing {
public:
    // Both outlive it.
    HandDialing(db::LazyConnection& db, const web::Settings& settings);

    struct Answer {
        std::optional<dialing::Refusal> refusal{};
        bool may_override = false;                   // this person, with a reason
        std::vector<dialing::Refusal> overridden{};  // when one was given
        const dialing::ComplianceProfile* profile = nullptr;
        unsigned group = 0;  // whose do-not-call entries count
        std::string inputs{};
    };
    // `why`: the reason for dialing all the same; empty: nobody asks for that.
    [[nodiscard]] Answer ask(const web::Request& request, const std::string& number, const std::string& own_extension,
                             const std::string& why);

    // One for each, in their order; nothing is kept.
    [[nodiscard]] std::vector<Answer> ask(const web::Request& request, std::span<const db::DialTask> tasks,
                                          const std::string& own_extension, const std::string& why);
    // `attempt`: the row of dialedlist; 0: there is none. Within the caller's transaction.
    void keep(const web::Request& request, const db::DialTask& task, std::uint64_t attempt, const Answer& answer,
              const std::string& why);

private:
    struct Rules {
        dialing::CampaignSettings campaign;
        const dialing::ComplianceProfile& profile;
        dialing::CampaignState state;
    };

    [[nodiscard]] Rules rules_of(const db::DialTask& task, unsigned group, db::TimePoint now);
    [[nodiscard]] std::vector<dialing::CalledNumber> facts(const Rules& rules,
                                                           std::span<const dialing::ListedNumber> numbers,
                                                           const std::string& own_extension, db::TimePoint now);
    [[nodiscard]] static Answer judge(const web::Request& request, const dialing::CalledNumber& called,
                                      const Rules& rules, const std::string& why);

    db::LazyConnection& db_;
    const web::Settings& settings_;
    dialing::ZoneClocks clocks_;
    db::CallControlGateway calls_;
    db::DialDecisionGateway decisions_;
};

}  // namespace pages
