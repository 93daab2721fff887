// SPDX-License-Identifier: GPL-3.0-or-later
// A person's own hot keys: kept with the account, so that they are the same in every browser.
#pragma once

#include "cgi/web/request.h"
#include "cgi/web/response.h"
#include "cgi/web/view.h"
#include "common/db/hot_key_gateway.h"

namespace pages {

class HotKeyDesk {
public:
    HotKeyDesk(db::LazyConnection& db, const web::View& view) : view_(view), hot_keys_(db) {}

    // keys: as crm::check_hot_keys reads them; empty: the usual ones.
    [[nodiscard]] web::Response choose(const web::Request& request);

private:
    const web::View& view_;
    db::HotKeyGateway hot_keys_;
};

}  // namespace pages
