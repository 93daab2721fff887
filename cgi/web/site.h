// SPDX-License-Identifier: GPL-3.0-or-later
// One request in, one answer out: finds the route, the visitor and what they may do, guards against forged POSTs,
// and turns what goes wrong into a page. answer() never throws: this is the boundary.
#pragma once

#include "cgi/web/routes.h"
#include "cgi/web/sessions.h"
#include "cgi/web/view.h"

namespace web {

class Site {
public:
    // All outlive the site.
    Site(Routes routes, db::LazyConnection& db, const View& view);

    [[nodiscard]] Response answer(Request request);

private:
    [[nodiscard]] Response dispatch(Request& request, const Route& route);
    [[nodiscard]] std::optional<Visitor> find_visitor(const Request& request);
    [[nodiscard]] Response error(const Request& request, Shape shape, int status, const std::string& id = "") const;
    [[nodiscard]] Response no_right(const Request& request, Shape shape) const;
    [[nodiscard]] Response trouble(const Request& request, Shape shape, int status, Model model) const;

    Routes routes_;
    db::LazyConnection& db_;
    Sessions sessions_;
    const View& view_;
};

}  // namespace web
