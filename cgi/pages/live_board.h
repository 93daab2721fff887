// SPDX-License-Identifier: GPL-3.0-or-later
// The board for pages that cannot stream: the data of a `board_reset`, read anew each time (docs/architecture/live.md).
#pragma once

#include "cgi/web/request.h"
#include "cgi/web/response.h"
#include "common/db/connection.h"

namespace pages {

class LiveBoard {
public:
    explicit LiveBoard(db::LazyConnection& db) : db_(db) {}

    // Those whom the account watches, and their calls.
    [[nodiscard]] web::Response of_colleagues(const web::Request& request);
    // All rows of the request's scope.
    [[nodiscard]] web::Response of_scope(const web::Request& request);
    // The campaigns of the request's scope, and their calls.
    [[nodiscard]] web::Response of_campaigns(const web::Request& request);

private:
    db::LazyConnection& db_;
};

}  // namespace pages
