// SPDX-License-Identifier: GPL-3.0-or-later
// The pages of manager.fcgi from which campaigns are run.
#pragma once

#include "cgi/pages/campaign_control.h"
#include "cgi/pages/crm_specs.h"
#include "cgi/pages/decision_words.h"
#include "cgi/pages/dialer_page.h"
#include "cgi/pages/grid_routes.h"
#include "cgi/pages/live_board.h"
#include "cgi/web/routes.h"

namespace pages {

struct DialerPages {
    DialerPages(db::LazyConnection& db, const ManagerFrame& frame, const web::View& view, const web::Settings& settings)
        : page(frame, settings),
          control(db, view, settings),
          board(db),
          decisions(db, frame, specs::decisions),
          words(frame)
    {
        decisions.list.write_rows_with([this](const web::Request& request) { return words.writer(request); });
    }
    DialerPages(const DialerPages&) = delete;
    DialerPages& operator=(const DialerPages&) = delete;

    DialerPage page;
    CampaignControl control;
    LiveBoard board;
    GridPages decisions;
    DecisionWords words;
};

// The pages outlive the table.
[[nodiscard]] web::Routes dialer_routes(DialerPages& pages);

}  // namespace pages
