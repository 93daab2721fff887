// SPDX-License-Identifier: GPL-3.0-or-later
// The lists and forms of the CRM's tables, in words.
#pragma once

#include "cgi/pages/grid_spec.h"

namespace pages::specs {

extern const GridSpec customers;
extern const GridSpec contacts;
extern const GridSpec notes;
extern const GridSpec trunks;
extern const GridSpec speeddial;
extern const GridSpec pause_reasons;
extern const GridSpec do_not_call;
extern const GridSpec holidays;
extern const GridSpec campaigns;
extern const GridSpec dispositions;
extern const GridSpec diallist;
extern const GridSpec dialedlist;
extern const GridSpec decisions;
extern const GridSpec call_records;
extern const GridSpec recordings;
extern const GridSpec surveys;
extern const GridSpec survey_results;
extern const GridSpec listening;
extern const GridSpec accounts;
extern const GridSpec user_types;
extern const GridSpec groups;
extern const GridSpec audit;
extern const GridSpec sign_ins;

}  // namespace pages::specs
