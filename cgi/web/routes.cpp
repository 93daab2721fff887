// SPDX-License-Identifier: GPL-3.0-or-later
#include "cgi/web/routes.h"

namespace web {

Access Access::even_before_password_change() const
{
    Access access = *this;
    access.before_password_change_ = true;
    return access;
}

bool Access::allows(crm::UserType type) const
{
    switch (who_) {
        case Who::everyone:
        case Who::any_account:
            return true;
        case Who::managers:
            return type == crm::UserType::admin || type == crm::UserType::groupadmin;
        case Who::admins:
            return type == crm::UserType::admin;
    }
    return false;
}

RouteMatch find_route(const Routes& routes, Method method, std::string_view path)
{
    RouteMatch match;
    for (const auto& route : routes) {
        if (route.path != path) continue;
        if (route.method == method) return {&route, false};
        match.other_method = true;
    }
    return match;
}

}  // namespace web
