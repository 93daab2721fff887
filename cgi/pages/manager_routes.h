// SPDX-License-Identifier: GPL-3.0-or-later
// What manager.fcgi answers to: the tables of its areas, one after the other. An area adds its pages here and its table
// in manager_routes().
#pragma once

#include "cgi/pages/account_routes.h"
#include "cgi/pages/account_type_routes.h"
#include "cgi/pages/crm_routes.h"
#include "cgi/pages/dialer_routes.h"
#include "cgi/pages/import_routes.h"
#include "cgi/pages/live_board.h"
#include "cgi/pages/manager_page.h"
#include "cgi/pages/report_routes.h"
#include "cgi/pages/settings_routes.h"
#include "cgi/pages/survey_routes.h"
#include "cgi/pages/system_routes.h"
#include "cgi/web/routes.h"
#include "cgi/web/settings.h"

namespace pages {

// Outlives the table and what it serves; view and settings outlive it.
struct ManagerPages {
    ManagerPages(db::LazyConnection& db, const web::View& view, const web::Settings& settings);

    ManagerFrame frame;
    ManagerPage front;
    CrmPages crm;
    AccountPages accounts;
    AccountTypePages account_types;
    ImportPages imports;
    SurveyPages surveys;
    ReportPages reports;
    DialerPages dialer;
    SystemPages system_status;
    SettingsPage preferences;
    LiveBoard board;
};

// Tells the frame's menu what there is, too.
[[nodiscard]] web::Routes manager_routes(ManagerPages& pages);

}  // namespace pages
