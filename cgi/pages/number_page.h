// SPDX-License-Identifier: GPL-3.0-or-later
// The whole history of a telephone number.
#pragma once

#include "cgi/pages/manager_frame.h"
#include "cgi/web/view.h"
#include "common/db/number_history_gateway.h"
#include "common/db/playback_gateway.h"

namespace pages {

class NumberPage {
public:
    // All outlive it.
    NumberPage(db::LazyConnection& db, const ManagerFrame& frame) : frame_(frame), history_(db), recordings_(db) {}

    [[nodiscard]] web::Response show(const web::Request& request);  // number; empty: it is asked for

private:
    void fill_history(web::Model& model, const web::Request& request, const std::string& number);
    void fill_attempts(web::Model& model, const web::Request& request, const std::vector<db::NumberAttempt>& attempts);
    void fill_decisions(web::Model& model, const web::Request& request, const std::string& number);
    void fill_forbidden(web::Model& model, const web::Request& request, const std::string& number);

    const ManagerFrame& frame_;
    db::NumberHistoryGateway history_;
    db::PlaybackGateway recordings_;
};

}  // namespace pages
