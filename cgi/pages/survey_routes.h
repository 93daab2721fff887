// SPDX-License-Identifier: GPL-3.0-or-later
// The surveys' pages of manager.fcgi.
#pragma once

#include "cgi/pages/crm_specs.h"
#include "cgi/pages/grid_routes.h"
#include "cgi/pages/survey_editor.h"
#include "cgi/pages/survey_statistics_page.h"
#include "cgi/web/routes.h"

namespace pages {

struct SurveyPages {
    SurveyPages(db::LazyConnection& db, const ManagerFrame& frame)
        : surveys(db, frame, specs::surveys),
          results(db, frame, specs::survey_results),
          editor(db, frame),
          statistics(db, frame)
    {
    }

    GridPages surveys, results;
    SurveyEditor editor;
    SurveyStatisticsPage statistics;
};

// The pages outlive the table.
[[nodiscard]] web::Routes survey_routes(SurveyPages& pages);

}  // namespace pages
