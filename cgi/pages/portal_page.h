// SPDX-License-Identifier: GPL-3.0-or-later
// The agent's desktop: the frame with the call bar and the lists beside it. Calls and pops come in by script.
#pragma once

#include "cgi/pages/appearance.h"
#include "cgi/web/request.h"
#include "cgi/web/response.h"
#include "cgi/web/settings.h"
#include "cgi/web/view.h"
#include "common/db/call_control_gateway.h"
#include "common/db/hot_key_gateway.h"
#include "common/db/people_gateway.h"
#include "common/db/playback_gateway.h"
#include "common/db/portal_gateway.h"
#include "common/db/report_gateway.h"

namespace pages {

class PortalPage {
public:
    PortalPage(db::LazyConnection& db, const web::View& view, const web::Settings& settings);

    [[nodiscard]] web::Response show(const web::Request& request);
    [[nodiscard]] web::Response recent_calls(const web::Request& request);  // fragment
    [[nodiscard]] web::Response own_day(const web::Request& request);       // fragment
    [[nodiscard]] web::Response own_list(const web::Request& request);      // fragment
    [[nodiscard]] web::Response set_preferences(const web::Request& request);

private:
    void fill_recent(web::Model& model, const web::Request& request);
    void fill_dial(web::Model& model, const web::Request& request);
    void fill_own(web::Model& model, const web::Request& request);

    const web::View& view_;
    const web::Settings& settings_;
    Appearance appearance_;
    db::HotKeyGateway hot_keys_;
    db::PeopleGateway people_;
    db::PortalGateway calls_;
    db::PlaybackGateway recordings_;
    db::CallControlGateway dials_;
    db::ReportGateway reports_;
};

}  // namespace pages
