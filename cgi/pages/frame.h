// SPDX-License-Identifier: GPL-3.0-or-later
// What all pages have in common: language, skin and the token their forms carry.
#pragma once

#include "cgi/web/request.h"
#include "cgi/web/response.h"
#include "cgi/web/view.h"

#include <string_view>

namespace pages {

[[nodiscard]] web::Model frame_model(const web::Request& request);
// The choices of a language menu; the current one is marked.
void add_languages(web::Model& model, i18n::Language current);
[[nodiscard]] web::Response show(const web::View& view, const web::Request& request, std::string_view page,
                                 const web::Model& model, int status = 200);

}  // namespace pages
