// SPDX-License-Identifier: GPL-3.0-or-later
#include "cgi/pages/page_right.h"

namespace pages {

namespace {

std::optional<crm::Page> page_of(std::string_view menu)
{
    return crm::parse_page(menu.substr(1));
}

}  // namespace

web::Access with_right(const web::Access& access, std::string_view menu, crm::Right right)
{
    const auto page = page_of(menu);
    return page ? access.with_right(*page, right) : access;
}

web::Access with_right_of_action(const web::Access& access, std::string_view menu)
{
    const auto page = page_of(menu);
    return page ? access.with_right_of_action(*page) : access;
}

bool may(const web::Request& request, std::string_view menu, crm::Right right)
{
    const auto page = page_of(menu);
    return !page || request.account().may(*page, right);
}

}  // namespace pages
