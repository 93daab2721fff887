// SPDX-License-Identifier: GPL-3.0-or-later
#include "cgi/pages/appearance.h"

#include "cgi/pages/frame.h"
#include "cgi/web/cookies.h"

#include <algorithm>
#include <array>

namespace pages {

namespace {

constexpr std::array skins{"light", "dark", "classic"};

}  // namespace

std::string full_name(const db::Account& account)
{
    std::string name = account.firstname;
    if (!name.empty() && !account.lastname.empty()) name += " ";
    name += account.lastname;
    return name.empty() ? account.username : name;
}

void add_appearance(web::Model& model, const web::Request& request)
{
    const auto& account = request.account();
    model.set("FULL_NAME", full_name(account)).set("USERNAME", account.username);
    model.set_if_any("EXTENSION", account.extension).set_if_any("GROUP", account.groupname);
    add_languages(model, request.language());
    for (const auto* skin : skins) {
        auto& row = model.add("SKIN_CHOICE");
        row.set("CODE", skin).show_if(account.skin == skin, "CURRENT");
        row.add(std::string("IS_") + skin);
    }
}

web::Response Appearance::choose(const web::Request& request, std::string_view our_url)
{
    auto response = web::see_other(our_url);
    if (const auto language = i18n::parse_language(request.param("lang"))) {
        accounts_.set_language(request.account().id, std::string(i18n::to_string(*language)));
        sessions_.set_language(request.user(), *language);
        response.header("Set-Cookie", web::set_language_cookie(*language, request.https));
    }
    const auto& skin = request.param("skin");
    if (std::find(skins.begin(), skins.end(), skin) != skins.end()) accounts_.set_skin(request.account().id, skin);
    return response;
}

}  // namespace pages
