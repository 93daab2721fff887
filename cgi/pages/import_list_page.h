// SPDX-License-Identifier: GPL-3.0-or-later
// Where an import begins: a file from the browser, or one that lies on the server; and what was imported before.
// Files on the server belong to no group: administrators pick them.
#pragma once

#include "cgi/pages/import_worker.h"
#include "cgi/pages/manager_frame.h"
#include "cgi/web/upload_folder.h"
#include "common/db/import_job_gateway.h"

namespace pages {

class ImportListPage {
public:
    // All outlive it.
    ImportListPage(const ManagerFrame& frame, db::ImportJobGateway& jobs, const web::UploadFolder& folder,
                   const ImportWorker& worker)
        : frame_(frame), jobs_(jobs), folder_(folder), worker_(worker)
    {
    }

    [[nodiscard]] web::Response show(const web::Request& request);
    [[nodiscard]] web::Response upload(const web::Request& request);
    [[nodiscard]] web::Response pick(const web::Request& request);

private:
    [[nodiscard]] web::Response page(const web::Request& request, std::string_view problem, int status);
    [[nodiscard]] web::Response begin(const web::Request& request, const runtime::Result<std::string>& stored,
                                      std::string_view name);
    void remove_abandoned(runtime::TimePoint now);

    const ManagerFrame& frame_;
    db::ImportJobGateway& jobs_;
    const web::UploadFolder& folder_;
    const ImportWorker& worker_;
};

}  // namespace pages
