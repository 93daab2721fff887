// SPDX-License-Identifier: GPL-3.0-or-later
// The managers' front page: what there is, as far as the visitor may use it.
#pragma once

#include "cgi/pages/appearance.h"
#include "cgi/pages/manager_frame.h"

namespace pages {

class ManagerPage {
public:
    ManagerPage(db::LazyConnection& db, const ManagerFrame& frame) : frame_(frame), appearance_(db) {}

    [[nodiscard]] web::Response show(const web::Request& request) const
    {
        return frame_.show(request, "manager.html", frame_.model(request, "/"));
    }
    [[nodiscard]] web::Response choose_appearance(const web::Request& request)
    {
        return appearance_.choose(request, manager_address(frame_.known_path(request.param("back"))));
    }

private:
    const ManagerFrame& frame_;
    Appearance appearance_;
};

}  // namespace pages
