// SPDX-License-Identifier: GPL-3.0-or-later
// Imports, in manager.fcgi.
#pragma once

#include "cgi/pages/import_job_page.h"
#include "cgi/pages/import_list_page.h"
#include "cgi/web/routes.h"
#include "cgi/web/settings.h"

namespace pages {

struct ImportPages {
    ImportPages(db::LazyConnection& db, const ManagerFrame& frame, const web::Settings& settings)
        : jobs(db),
          folder(settings.upload_path, settings.largest_upload),
          worker(settings),
          list(frame, jobs, folder, worker),
          job(db, frame, jobs, folder, worker)
    {
    }

    db::ImportJobGateway jobs;
    web::UploadFolder folder;
    ImportWorker worker;
    ImportListPage list;
    ImportJobPage job;
};

// The pages outlive the table.
[[nodiscard]] web::Routes import_routes(ImportPages& pages);

}  // namespace pages
