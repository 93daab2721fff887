// SPDX-License-Identifier: GPL-3.0-or-later
// What people change of a campaign while it runs, within their scope, and the check of its list before the start.
#pragma once

#include "common/crm/permission.h"
#include "common/db/audit_gateway.h"
#include "common/dialing/list_check.h"

#include <optional>
#include <string>
#include <vector>

namespace db {

// The columns of the same names; decimals as the table writes them.
struct CampaignPace {
    std::string limit_type;
    long max_channel = 0;
    std::string queue_increasement;
    std::string abandontarget;

    bool operator==(const CampaignPace&) const = default;
};

struct ControlledCampaign {
    unsigned id = 0;
    unsigned group = 0;
    std::string name;
    std::string profile;
    bool is_enabled = false;
    bool is_started = false;
    bool has_queue = false;  // one that Asterisk knows
    CampaignPace pace;
};

class CampaignControlGateway {
public:
    explicit CampaignControlGateway(LazyConnection& db) : db_(db), audit_(db) {}

    [[nodiscard]] bool is_seen(const crm::Scope& scope, unsigned campaign);
    // Within a transaction: nobody else changes it meanwhile.
    [[nodiscard]] std::optional<ControlledCampaign> lock(const crm::Scope& scope, unsigned campaign);
    // With their lines in the audit log.
    void set_started(const ControlledCampaign& campaign, bool is_started, const Actor& actor, TimePoint now);
    void set_pace(const ControlledCampaign& campaign, const CampaignPace& pace, const Actor& actor, TimePoint now);

    // Two people who check at once do the same work; what is stored is whole each time.
    [[nodiscard]] std::optional<dialing::ListCheck> check_of(unsigned campaign);
    void store(unsigned campaign, const dialing::ListCheck& check);

private:
    void audit(const ControlledCampaign& campaign, std::vector<AuditedField> fields, const Actor& actor, TimePoint now);

    LazyConnection& db_;
    AuditGateway audit_;
};

}  // namespace db
