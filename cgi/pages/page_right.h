// SPDX-License-Identifier: GPL-3.0-or-later
// Rights of custom account types, by the entry of the menu a page belongs to. Pages that only administrators reach have
// none: administrators are of no custom type.
#pragma once

#include "cgi/web/routes.h"

#include <string_view>

namespace pages {

[[nodiscard]] web::Access with_right(const web::Access& access, std::string_view menu, crm::Right right);
[[nodiscard]] web::Access with_right_of_action(const web::Access& access, std::string_view menu);
// To show or leave out what leads there. That somebody may is decided by the route.
[[nodiscard]] bool may(const web::Request& request, std::string_view menu, crm::Right right);

}  // namespace pages
