// SPDX-License-Identifier: GPL-3.0-or-later
// Whether a person may dial a number by hand, under the compliance profile of the settings. Who may edit the
// do-not-call list may dial all the same, with a reason, where the profile leaves that to people. What was decided is
// kept.
#pragma once

#include "cgi/web/request.h"
#include "cgi/web/settings.h"
#include "common/db/call_control_gateway.h"
#include "common/db/dial_decision_gateway.h"
#include "common/dialing/may_dial.h"
#include "common/dialing/zone_clocks.h"

#include <string>
#include <vector>

namespace pages {

class HandDialing {
public:
    // Both outlive it.
    HandDialing(db::LazyConnection& db, const web::Settings& settings);

    struct Answer {
        std::optional<dialing::Refusal> refusal;
        bool may_override = false;                 // this person, with a reason
        std::vector<dialing::Refusal> overridden;  // when one was given
    };
    // `why`: the reason for dialing all the same; empty: nobody asks for that.
    [[nodiscard]] Answer ask(const web::Request& request, const std::string& number, const std::string& own_extension,
                             const std::string& why);

private:
    [[nodiscard]] dialing::CalledNumber facts(const web::Request& request, const std::string& number,
                                              const std::string& own_extension);
    void keep(const web::Request& request, const std::string& number, const Answer& answer, const std::string& why);

    db::LazyConnection& db_;
    const web::Settings& settings_;
    const dialing::ComplianceProfile profile_;
    dialing::ZoneClocks clocks_;
    db::CallControlGateway calls_;
    db::DialDecisionGateway decisions_;
};

}  // namespace pages
