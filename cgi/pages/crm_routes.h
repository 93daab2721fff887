// SPDX-License-Identifier: GPL-3.0-or-later
// The CRM's data pages of manager.fcgi.
#pragma once

#include "cgi/pages/audit_words.h"
#include "cgi/pages/campaign_rules.h"
#include "cgi/pages/crm_specs.h"
#include "cgi/pages/customer_page.h"
#include "cgi/pages/grid_routes.h"
#include "cgi/pages/holiday_lines.h"
#include "cgi/pages/national_page.h"
#include "cgi/pages/number_page.h"
#include "cgi/pages/recycle_page.h"
#include "cgi/web/routes.h"

namespace pages {

struct CrmPages {
    CrmPages(db::LazyConnection& db, const ManagerFrame& frame, const web::Settings& settings)
        : lines(settings.asterisk_servers),
          campaign_rules(db, frame, lines),
          customers(db, frame, specs::customers),
          contacts(db, frame, specs::contacts),
          notes(db, frame, specs::notes),
          trunks(db, frame, specs::trunks),
          speeddial(db, frame, specs::speeddial),
          pause_reasons(db, frame, specs::pause_reasons),
          do_not_call(db, frame, specs::do_not_call),
          holidays(db, frame, specs::holidays),
          campaigns(db, frame, specs::campaigns, &campaign_rules),
          dispositions(db, frame, specs::dispositions),
          diallist(db, frame, specs::diallist),
          dialedlist(db, frame, specs::dialedlist),
          call_records(db, frame, specs::call_records),
          recordings(db, frame, specs::recordings),
          listening(db, frame, specs::listening),
          groups(db, frame, specs::groups),
          audit(db, frame, specs::audit),
          sign_ins(db, frame, specs::sign_ins),
          holiday_lines(db, frame),
          national(db, frame, settings),
          recycling(db, frame),
          number(db, frame),
          customer(db, frame, settings.map),
          audit_words(db, frame)
    {
        audit.list.write_rows_with([this](const web::Request& request) { return audit_words.writer(request); });
    }
    CrmPages(const CrmPages&) = delete;
    CrmPages& operator=(const CrmPages&) = delete;

    web::AsteriskLines lines;
    CampaignRules campaign_rules;
    GridPages customers, contacts, notes, trunks, speeddial, pause_reasons, do_not_call, holidays, campaigns,
        dispositions, diallist, dialedlist, call_records, recordings, listening, groups, audit, sign_ins;
    HolidayLinesPage holiday_lines;
    NationalPage national;
    RecyclePage recycling;
    NumberPage number;
    CustomerPage customer;
    AuditWords audit_words;
};

// The pages outlive the table.
[[nodiscard]] web::Routes crm_routes(CrmPages& pages);

}  // namespace pages
