// SPDX-License-Identifier: GPL-3.0-or-later
// The route table of a program: method, path, who may, which rows, what to do. Nothing is reachable that is not in
// it, and a line without an Access does not compile.
#pragma once

#include "cgi/web/request.h"
#include "cgi/web/response.h"
#include "common/crm/page_rights.h"

#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace web {

// Which rows of the CRM a page touches: none but the visitor's own account, or the group's (an admin: all).
enum class Rows { own_account, group };

class Access {
public:
    [[nodiscard]] static Access everyone() { return Access{Who::everyone, Rows::own_account}; }
    [[nodiscard]] static Access any_account(Rows rows) { return Access{Who::any_account, rows}; }
    [[nodiscard]] static Access managers(Rows rows) { return Access{Who::managers, rows}; }
    [[nodiscard]] static Access admins() { return Access{Who::admins, Rows::group}; }

    // What accounts of a custom type need; without one of these three they are refused.
    [[nodiscard]] Access with_right(crm::Page page, crm::Right right) const;
    // Of a batch: the right to edit when the parameter `action` says so, else to delete.
    [[nodiscard]] Access with_right_of_action(crm::Page page) const;
    [[nodiscard]] Access with_any_rights() const;

    // Also for somebody who must choose a new password first.
    [[nodiscard]] Access even_before_password_change() const;

    [[nodiscard]] bool needs_login() const { return who_ != Who::everyone; }
    [[nodiscard]] bool waits_for_password_change() const { return needs_login() && !before_password_change_; }
    [[nodiscard]] bool allows(crm::UserType type) const;
    // `rights` as Account::rights; `action`: the request's parameter.
    [[nodiscard]] bool grants(const std::optional<crm::PageRights>& rights, std::string_view action = "") const;
    // The rights it may ask for.
    [[nodiscard]] const std::vector<crm::Right>& rights() const { return rights_; }
    [[nodiscard]] std::optional<crm::Page> page() const { return page_; }
    [[nodiscard]] Rows rows() const { return rows_; }

private:
    enum class Who { everyone, any_account, managers, admins };
    Access(Who who, Rows rows) : who_(who), rows_(rows) {}
    [[nodiscard]] Access with_rights(crm::Page page, std::vector<crm::Right> rights) const;
    Who who_;
    Rows rows_;
    bool before_password_change_ = false;
    bool any_rights_ = false;
    std::optional<crm::Page> page_;
    std::vector<crm::Right> rights_;
};

// What the browser does with the answer; decides how "please log in" and errors look.
enum class Shape { page, fragment, data };

using Handler = std::function<Response(const Request&)>;

struct Route {
    Route(Method m, std::string_view p, Access a, Shape s, Handler h)
        : method(m), path(p), access(a), shape(s), handler(std::move(h))
    {
    }
    Method method;
    std::string path;
    Access access;
    Shape shape;
    Handler handler;
};

using Routes = std::vector<Route>;

struct RouteMatch {
    const Route* route = nullptr;  // nothing at this path, or nothing for this method
    bool other_method = false;     // the path exists for the other method
};

[[nodiscard]] RouteMatch find_route(const Routes& routes, Method method, std::string_view path);

}  // namespace web
