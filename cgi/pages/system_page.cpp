// SPDX-License-Identifier: GPL-3.0-or-later
#include "cgi/pages/system_page.h"

#include "cgi/pages/page_right.h"

#include <nlohmann/json.hpp>

namespace pages {

namespace {

constexpr std::string_view path = "/system";

std::string to_json(const crm::BoardLimits& limits)
{
    auto all = nlohmann::json::object();
    for (const auto& limit : limits)
        all[std::string(limit.name)] = {
            {"bad", limit.bad == crm::Bad::above ? "above" : "below"}, {"amber", limit.amber}, {"red", limit.red}};
    return all.dump();
}

}  // namespace

web::Response SystemPage::show(const web::Request& request)
{
    auto page = model(request);
    const bool acts = may(request, path, crm::Right::edit);
    page.set("MAY_ACT", acts ? "1" : "0").set("MAY_LISTEN", acts && !request.account().extension.empty() ? "1" : "0");
    page.set("SEES_ALL", request.scope().is_everything() ? "1" : "0");
    for (const auto& reason : supervised_.pause_reasons(request.scope())) {
        auto& row = page.add("REASON");
        row.set("ID", reason.id).set("REASON", reason.word).set("COLOUR", reason.colour).set("GROUPID", reason.group);
        if (reason.limit_minutes > 0) row.set_if_any("LIMIT", std::to_string(reason.limit_minutes));
    }
    return frame_.show(request, "system.html", page);
}

web::Response SystemPage::wallboard(const web::Request& request)
{
    return frame_.show(request, "wallboard.html", model(request));
}

web::Model SystemPage::model(const web::Request& request) const
{
    auto model = frame_.model(request, path);
    model.set("LIVE_URL", settings_.live_url).set("POLL_MS", settings_.poll_interval.count() * 1000);
    model.set("TIME_ZONE", settings_.time_zone).set("LIMITS", to_json(settings_.board_limits));
    return model;
}

}  // namespace pages
