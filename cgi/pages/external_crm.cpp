// SPDX-License-Identifier: GPL-3.0-or-later
#include "cgi/pages/external_crm.h"

#include "common/crm/url_template.h"
#include "common/i18n/format.h"
#include "common/runtime/text.h"

#include <nlohmann/json.hpp>

namespace pages {

std::string external_url(const web::Request& request, const web::ExternalCrm& crm)
{
    if (!crm.is_enabled) return {};
    const bool is_incoming = request.param("dir") != "out";
    const auto& other = request.param("number");
    const auto& own = request.account().extension;
    const auto start = runtime::to_number(request.param("start"));
    return crm::fill_url(crm.url,
                         {.callerid = is_incoming ? other : own,
                          .calleeid = is_incoming ? own : other,
                          .method = is_incoming ? "dial_in" : "dial_out",
                          .uniqueid = request.param("uniqueid"),
                          .calldate = i18n::format_local_second(start ? runtime::from_epoch_ms(*start) : request.now)});
}

web::Response show_external_url(const web::Request& request, const web::ExternalCrm& crm)
{
    return web::json(nlohmann::json{{"url", runtime::to_utf8(external_url(request, crm))}}.dump());
}

web::Elsewhere add_external_crm(web::Model& model, const web::ExternalCrm& crm)
{
    if (!crm.is_enabled) return {};
    model.add("EXTERNAL");
    model.set("EXTERNAL_HOME", crm.default_url);
    if (crm.in_new_window) return {};
    model.add("EXTERNAL_FRAME");
    web::Elsewhere elsewhere;
    elsewhere.frames = web::origin_of(crm.url).value_or("");
    const auto home = web::origin_of(crm.default_url).value_or("");
    if (home != elsewhere.frames && !home.empty()) elsewhere.frames += " " + home;
    return elsewhere;
}

}  // namespace pages
