// SPDX-License-Identifier: GPL-3.0-or-later
#include "cgi/pages/frame.h"

namespace pages {

web::Model frame_model(const web::Request& request)
{
    web::Model model;
    model.set("HTML_LANG", i18n::html_tag(request.language()));
    model.set("SKIN", request.visitor ? request.visitor->account.skin : "");
    model.set("CSRF", request.visitor ? request.visitor->csrf_token : "");
    return model;
}

void add_languages(web::Model& model, i18n::Language current)
{
    for (const auto language : i18n::all_languages) {
        auto& row = model.add("LANGUAGE");
        row.set("CODE", i18n::to_string(language)).set("TAG", i18n::html_tag(language));
        row.set("NAME", i18n::native_name(language)).show_if(language == current, "CURRENT");
    }
}

web::Response show(const web::View& view, const web::Request& request, std::string_view page, const web::Model& model,
                   int status)
{
    return web::html(view.render(page, request.language(), model), status);
}

}  // namespace pages
