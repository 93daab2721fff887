// SPDX-License-Identifier: GPL-3.0-or-later
// Dials the dial list for an agent. Each step is one transaction that holds the agent's row of agent_work, so two tabs
// take it one after the other: claim, write down, commit, and only then ask Asterisk. A number that may not be dialed
// is held back or leaves the list, as the dialer does it.
#pragma once

#include "cgi/pages/hand_dialing.h"
#include "cgi/pages/originator.h"
#include "cgi/pages/telephone_desk.h"
#include "common/db/agent_work_gateway.h"
#include "common/db/campaign_gateway.h"
#include "common/db/dial_attempt_gateway.h"
#include "common/db/dial_list_gateway.h"
#include "common/db/login_gateway.h"

#include <functional>
#include <map>

namespace pages {

class ListDialer {
public:
    ListDialer(db::LazyConnection& db, const web::View& view, const web::Settings& settings, web::AsteriskLines& lines);

    using Change = std::function<dialing::ListWork(dialing::ListWork, const dialing::WorkFacts&)>;
    // Closes a call that is over, prolongs what is held, makes the change, and dials when it is time. The answer, if
    // any, tells why Asterisk did not take the call, or why none of the numbers may be called.
    [[nodiscard]] std::optional<web::Response> step(const web::Request& request, const Change& change);

    // "Get a phone number": the next one is claimed and shown. The answer tells how that went.
    [[nodiscard]] web::Response get_number(const web::Request& request);
    // The number that is shown is dialed. `override`: why, though it may not be, from those who may.
    [[nodiscard]] web::Response dial_number(const web::Request& request);
    [[nodiscard]] bool release_number(const web::Request& request);

private:
    struct Call {
        std::string server;
        std::string number;
        std::uint64_t attempt = 0;
        ami::Originate order;
    };
    struct Found {
        std::optional<db::DialTask> task{};
        HandDialing::Answer answer{};
        std::map<dialing::Reason, unsigned> refused{};  // that left the list for it
        bool has_put_by = false;
    };

    [[nodiscard]] dialing::ListWork settle(const web::Request& request, dialing::ListWork work,
                                           const db::AgentStanding& standing);
    [[nodiscard]] dialing::ListWork settle_call(const web::Request& request, dialing::ListWork work,
                                                const db::AgentStanding& standing);
    // What follows of the step: a call, or the answer why there is none.
    [[nodiscard]] std::optional<Call> dial_next(const web::Request& request, dialing::ListWork& work,
                                                const db::AgentStanding& standing, std::optional<web::Response>& told);
    // The next that may be dialed. Else, if `shows_refused`, the first that this person may dial all the same.
    [[nodiscard]] Found next_number(const web::Request& request, const std::string& extension, bool shows_refused);
    void look(const web::Request& request, std::span<const db::DialTask> tasks, const std::string& extension,
              bool shows_refused, Found& found);
    void put_by(const web::Request& request, const db::DialTask& task, const HandDialing::Answer& answer, Found& found);
    [[nodiscard]] web::Response tell_nothing(const web::Request& request, const Found& found);
    [[nodiscard]] Call begin(const web::Request& request, dialing::ListWork& work, const db::DialTask& task,
                             const HandDialing::Answer& answer, const db::Telephone& telephone);
    [[nodiscard]] std::optional<web::Response> place(const web::Request& request, const Call& call);
    void take_back(const web::Request& request, std::uint64_t attempt);

    db::LazyConnection& db_;
    const web::View& view_;
    const web::Settings& settings_;
    Originator originator_;
    HandDialing rules_;
    db::CallControlGateway calls_;
    db::AgentWorkGateway works_;
    db::DialListGateway tasks_;
    db::DialAttemptGateway attempts_;
    db::CampaignGateway campaigns_;
    db::AccountLogGateway log_;
};

// The name under which a number's call is known to Asterisk, before it is made.
[[nodiscard]] std::string call_name(const db::DialTask& task);

}  // namespace pages
