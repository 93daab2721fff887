// SPDX-License-Identifier: GPL-3.0-or-later
// dialedlist: what was dialed for an agent, or refused, and what came of it. The row of a call stands before Asterisk
// is asked for it, with an empty response until the call is over.
#pragma once

#include "common/db/dial_list_gateway.h"
#include "common/dialing/attempt.h"

#include <string>
#include <vector>

namespace db {

struct DialAttempt {
    std::uint64_t id = 0;
    DialTask task;  // its trytime counts this attempt; without an id
    std::string uniqueid;
    std::string response;  // empty: the call runs
    TimePoint begun{};
    unsigned dispositionid = 0;
    std::string disposition;

    [[nodiscard]] bool is_open() const { return response.empty(); }
};

struct OpenAttempt {
    Account agent;
    DialAttempt attempt;
};

struct ChosenDisposition {
    unsigned id = 0;
    std::string words;
    std::string memo;
};

class DialAttemptGateway {
public:
    explicit DialAttemptGateway(LazyConnection& db) : db_(db) {}

    // The task's number is being dialed as this call; its row of the dial list is gone.
    std::uint64_t begin(const Account& agent, const DialTask& task, const std::string& uniqueid, TimePoint now);
    // It leaves the list undialed; the response is DNC, INVALID or REFUSED.
    std::uint64_t refuse(const Account& agent, const DialTask& task, std::string_view response, TimePoint now);
    [[nodiscard]] std::optional<DialAttempt> find(const Account& agent, std::uint64_t attempt);
    [[nodiscard]] std::vector<dialing::AttemptLeg> legs(const Account& agent, const DialAttempt& attempt);
    // Its call has this name, whatever was asked for.
    void name_call(const DialAttempt& attempt, const std::string& linkedid);
    // Nothing when it was closed already.
    void close(std::uint64_t attempt, const dialing::AttemptEnd& end);
    // As if it had not been begun; the number is back in the dial list. Nothing when somebody was faster.
    void take_back(const DialAttempt& attempt, const std::string& by, TimePoint now);
    // The dialer connected one of its calls with the agent: it is theirs from here on. The row of the call that runs,
    // or ended within the last minutes; nothing: there is none that is not somebody's already.
    [[nodiscard]] std::optional<std::uint64_t> adopt_call(const Account& agent, TimePoint now);
    // Those whose calls run, oldest first: id and username of the agents.
    [[nodiscard]] std::vector<OpenAttempt> open_by_hand();
    // Its campaign wants a disposition, offers some, and it has none yet.
    [[nodiscard]] bool owes_disposition(const Account& agent, std::uint64_t attempt);
    void set_disposition(std::uint64_t attempt, const ChosenDisposition& chosen, const std::string& by, TimePoint now);

private:
    LazyConnection& db_;
};

}  // namespace db
