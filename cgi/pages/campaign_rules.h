// SPDX-License-Identifier: GPL-3.0-or-later
// What a campaign's settings ask of each other, of its compliance profile, and of Asterisk as far as it answers.
#pragma once

#include "cgi/pages/record_rules.h"
#include "cgi/web/asterisk_lines.h"
#include "common/db/campaign_gateway.h"
#include "common/db/row_audit.h"
#include "common/dialing/compliance_profile.h"

namespace pages {

class CampaignRules : public RecordRules {
public:
    // All outlive it.
    CampaignRules(db::LazyConnection& db, const ManagerFrame& frame, web::AsteriskLines& lines);

    void check(const web::Request& request, const RecordForms& forms, RecordForm& form) override;
    [[nodiscard]] std::vector<FieldNote> notes(const web::Request& request) override;
    // Its results.
    void copied(const web::Request& request, std::uint64_t from, std::uint64_t to) override;

private:
    // The Asterisk that calls; empty: the first.
    void check_dialplan(const RecordForms& forms, RecordForm& form, const std::string& server);
    [[nodiscard]] std::string asks(const web::Request& request, const dialing::ComplianceProfile& profile) const;

    const ManagerFrame& frame_;
    web::AsteriskLines& lines_;
    db::CampaignGateway campaigns_;
    db::RowAudit results_;
};

}  // namespace pages
