// SPDX-License-Identifier: GPL-3.0-or-later
// Asterisk's call records against the calls of mycdr and curcdr: which of their legs nobody has recorded, and their
// rows of mycdr with origin 'cdr'.
#pragma once

#include "common/calls/agent_match.h"
#include "common/calls/cdr_legs.h"
#include "common/db/connection.h"

namespace db {

class CdrGateway {
public:
    CdrGateway(Connection& connection, std::string server) : connection_(connection), server_(std::move(server)) {}

    // The legs of the call that have no row. Who has reason to believe that nothing of the call is still to be
    // written may put() them in the same transaction.
    struct Findings {
        std::vector<calls::CdrLeg> unknown;
        unsigned recorded = 0;       // rows the call has in mycdr
        bool has_concluded = false;  // of them some whose end or answer was not seen: origin 'gap'
    };
    [[nodiscard]] Findings compare(std::span<const calls::CdrRecord> call);

    // Returns how many rows that made. Idempotent by natural key.
    unsigned put(const Findings& findings, const calls::AgentDirectory& directory);
    // Gives the call's legs that were concluded in part the end, the answer, the talk and the disposition that CDR
    // tells of; of the answer only what cannot be the dialplan's: it came while the leg was being dialed. They stay
    // 'gap'. Returns how many that changed. Idempotent.
    unsigned correct_ends(std::span<const calls::CdrRecord> call);

private:
    struct Known {
        std::set<std::string> channels;
        unsigned rows = 0;
        bool has_concluded = false;
    };
    [[nodiscard]] Known recorded(std::span<const calls::CdrRecord> call);
    void add_by_id(Known& known, const std::string& id);
    void add_by_channels(Known& known, const calls::CdrRecord& record);
    void add_living(Known& known, std::span<const calls::CdrRecord> call);

    Connection& connection_;
    std::string server_;
};

}  // namespace db
