// SPDX-License-Identifier: GPL-3.0-or-later
// What all pages of manager.fcgi have around them: top bar, menu, language and skin. The menu offers what the route
// table serves and the visitor may use: a page appears in it by having its route.
#pragma once

#include "cgi/web/request.h"
#include "cgi/web/response.h"
#include "cgi/web/routes.h"
#include "cgi/web/view.h"
#include "common/i18n/message.h"

#include <string>
#include <string_view>
#include <vector>

namespace pages {

class ManagerFrame {
public:
    // `organisation`: whose installation it is; may be empty.
    ManagerFrame(const web::View& view, std::string organisation) : view_(view), organisation_(std::move(organisation))
    {
    }

    // Once, before the first page is shown.
    void offer(const web::Routes& routes);

    // To be filled by the page. `current`: the path of the menu entry the page belongs to.
    [[nodiscard]] web::Model model(const web::Request& request, std::string_view current) const;
    [[nodiscard]] web::Response show(const web::Request& request, std::string_view page, const web::Model& model,
                                     int status = 200) const;
    // In the visitor's language; "" for an empty message.
    [[nodiscard]] std::string word(const web::Request& request, i18n::Message message) const;
    // Of the entry of the menu; empty when there is none.
    [[nodiscard]] static i18n::Message menu_word(std::string_view path);
    // `path` when the menu knows it, else "/": where a visitor may be sent back to.
    [[nodiscard]] std::string_view known_path(std::string_view path) const;

private:
    struct Offer {
        std::string_view path;
        web::Access access;
    };
    const web::View& view_;
    std::string organisation_;
    std::vector<Offer> offers_;
};

// "/customers" as the browser sees it.
[[nodiscard]] std::string manager_address(std::string_view path);

}  // namespace pages
