// SPDX-License-Identifier: GPL-3.0-or-later
// dial_decision: what was decided of calls that people asked for, and why. Rows are only ever added.
#pragma once

#include "common/db/audit_gateway.h"
#include "common/dialing/compliance_profile.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace db {

struct HandDecision {
    unsigned campaign = 0;
    unsigned group = 0;
    std::uint64_t attempt = 0;  // of dialedlist; 0: it has no row there
    std::string number;
    std::optional<dialing::Reason> refusal;  // nothing: it was dialed
    std::vector<dialing::Reason> overridden;
    std::string why;     // the person's reason for overriding, or that of a do-not-call entry
    std::string inputs;  // JSON (dialing/decision_inputs.h)
    std::string by;
};

class DialDecisionGateway {
public:
    explicit DialDecisionGateway(LazyConnection& db) : db_(db) {}

    void append(const HandDecision& decision, const dialing::ComplianceProfile& profile, TimePoint now);
    // When the person called agreed last, as the dial lists know it.
    [[nodiscard]] std::optional<TimePoint> consent_of(const std::string& number);

private:
    LazyConnection& db_;
};

}  // namespace db
