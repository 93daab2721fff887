// SPDX-License-Identifier: GPL-3.0-or-later
// The tables of the CRM that have a list, described once.
#pragma once

#include "common/db/crm_table.h"

namespace db::tables {

extern const CrmTable customer;
extern const CrmTable contact;
extern const CrmTable note;
extern const CrmTable trunkinfo;
extern const CrmTable speeddial;
extern const CrmTable pause_reason;
extern const CrmTable do_not_call;
extern const CrmTable public_holiday;
extern const CrmTable campaign;
extern const CrmTable campaign_disposition;
extern const CrmTable diallist;
extern const CrmTable dialedlist;
extern const CrmTable dial_decision;
extern const CrmTable call_records;
extern const CrmTable recordings;
extern const CrmTable survey;
extern const CrmTable survey_results;
extern const CrmTable listening;
extern const CrmTable account;  // the password is none of its fields
extern const CrmTable user_type;
extern const CrmTable group;
extern const CrmTable audit;
extern const CrmTable sign_ins;

}  // namespace db::tables
