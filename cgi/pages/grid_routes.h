// SPDX-License-Identifier: GPL-3.0-or-later
// All pages of one list, and their routes: those its spec has.
#pragma once

#include "cgi/pages/grid_batch.h"
#include "cgi/pages/grid_page.h"
#include "cgi/pages/record_page.h"
#include "cgi/web/routes.h"

namespace pages {

struct GridPages {
    // All outlive it; `rules` as RecordPage has them.
    GridPages(db::LazyConnection& db, const ManagerFrame& frame, const GridSpec& of, RecordRules* rules = nullptr)
        : spec(of), list(db, frame, of), batch(db, frame, of), record(db, frame, of, rules)
    {
    }

    const GridSpec& spec;
    GridPage list;
    GridBatch batch;
    RecordPage record;
};

// `access`: who, and which rows. The pages outlive the table.
[[nodiscard]] web::Routes grid_routes(GridPages& pages, web::Access access);

}  // namespace pages
