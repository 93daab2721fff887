// SPDX-License-Identifier: GPL-3.0-or-later
// A customer in one place: fields, contacts, notes, calls, recordings, dial list, survey results.
#pragma once

#include "cgi/pages/manager_frame.h"
#include "cgi/web/settings.h"
#include "common/db/customer_gateway.h"
#include "common/db/people_gateway.h"
#include "common/db/playback_gateway.h"
#include "common/db/portal_gateway.h"

namespace pages {

class CustomerPage {
public:
    CustomerPage(db::LazyConnection& db, const ManagerFrame& frame, const web::MapSettings& map)
        : frame_(frame), map_(map), people_(db), calls_(db), related_(db), recordings_(db)
    {
    }

    [[nodiscard]] web::Response show(const web::Request& request);

private:
    void fill_calls(web::Model& model, const web::Request& request, const db::Customer& customer);
    void fill_related(web::Model& model, const web::Request& request, unsigned customer);

    const ManagerFrame& frame_;
    const web::MapSettings& map_;
    db::PeopleGateway people_;
    db::PortalGateway calls_;
    db::CustomerGateway related_;
    db::PlaybackGateway recordings_;
};

}  // namespace pages
