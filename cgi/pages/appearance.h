// SPDX-License-Identifier: GPL-3.0-or-later
// Language and skin: what every signed-in page offers in its menu, and keeping what was chosen.
#pragma once

#include "cgi/web/model.h"
#include "cgi/web/request.h"
#include "cgi/web/response.h"
#include "cgi/web/sessions.h"
#include "common/db/account_gateway.h"

#include <string>
#include <string_view>

namespace pages {

[[nodiscard]] std::string full_name(const db::Account& account);

// The person, and the choices of language and skin; the current ones are marked.
void add_appearance(web::Model& model, const web::Request& request);

class Appearance {
public:
    explicit Appearance(db::LazyConnection& db) : sessions_(db), accounts_(db) {}

    // Keeps the parameters `lang` and `skin`, those that are ours, and goes to `our_url`.
    [[nodiscard]] web::Response choose(const web::Request& request, std::string_view our_url);

private:
    web::Sessions sessions_;
    db::AccountGateway accounts_;
};

}  // namespace pages
