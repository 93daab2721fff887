// SPDX-License-Identifier: GPL-3.0-or-later
// National do-not-call lists: how old each is, and the file of a newer one. A file is stored while it arrives and
// loaded by astercrm-import, so that no page waits for it.
#pragma once

#include "cgi/pages/import_worker.h"
#include "cgi/pages/manager_frame.h"
#include "cgi/web/upload_folder.h"
#include "common/db/national_list_gateway.h"

namespace pages {

class NationalPage {
public:
    // All outlive it.
    NationalPage(db::LazyConnection& db, const ManagerFrame& frame, const web::Settings& settings);

    [[nodiscard]] web::Response show(const web::Request& request);
    [[nodiscard]] web::Response upload(const web::Request& request);  // profile, prefix, the file

private:
    [[nodiscard]] web::Response page(const web::Request& request, std::string_view problem, int status);

    const ManagerFrame& frame_;
    db::NationalListGateway lists_;
    web::UploadFolder folder_;
    ImportWorker worker_;
};

}  // namespace pages
