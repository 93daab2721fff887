// SPDX-License-Identifier: GPL-3.0-or-later
#include "cgi/web/routes.h"

namespace web {

Access Access::with_right(crm::Page page, crm::Right right) const
{
    return with_rights(page, {right});
}

Access Access::with_right_of_action(crm::Page page) const
{
    return with_rights(page, {crm::Right::edit, crm::Right::remove});
}

Access Access::with_rights(crm::Page page, std::vector<crm::Right> rights) const
{
    Access access = *this;
    access.page_ = page;
    access.rights_ = std::move(rights);
    return access;
}

Access Access::with_any_rights() const
{
    Access access = *this;
    access.any_rights_ = true;
    return access;
}

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

bool Access::grants(const std::optional<crm::PageRights>& rights, std::string_view action) const
{
    if (!rights || any_rights_) return true;
    if (!page_) return false;
    const bool by_action = rights_.size() > 1;
    const auto needed = by_action ? (action == "edit" ? crm::Right::edit : crm::Right::remove) : rights_.front();
    return rights->may(*page_, needed);
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
