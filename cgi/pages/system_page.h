// SPDX-License-Identifier: GPL-3.0-or-later
// System status and wallboard: the frames that the browser fills from /live (docs/architecture/system-status.md).
#pragma once

#include "cgi/pages/manager_frame.h"
#include "cgi/web/settings.h"
#include "common/db/supervision_gateway.h"

namespace pages {

class SystemPage {
public:
    SystemPage(db::LazyConnection& db, const ManagerFrame& frame, const web::Settings& settings)
        : frame_(frame), settings_(settings), supervised_(db)
    {
    }

    [[nodiscard]] web::Response show(const web::Request& request);
    [[nodiscard]] web::Response wallboard(const web::Request& request);

private:
    [[nodiscard]] web::Model model(const web::Request& request) const;

    const ManagerFrame& frame_;
    const web::Settings& settings_;
    db::SupervisionGateway supervised_;
};

}  // namespace pages
