// SPDX-License-Identifier: GPL-3.0-or-later
#include "cgi/pages/customer_map.h"

#include "cgi/pages/query_text.h"

#include <initializer_list>

namespace pages {

namespace {

constexpr const char* google = "https://www.google.com";

std::string joined(std::initializer_list<const std::string*> parts)
{
    std::string text;
    for (const auto* part : parts) {
        if (!part->empty()) text += (text.empty() ? "" : ", ") + *part;
    }
    return text;
}

web::Elsewhere add_google(web::Model& row, const std::string& place, const std::string& key)
{
    const std::string maps = std::string(google) + "/maps";
    row.set("PROVIDER", "Google Maps");
    row.set("LINK", maps + "/search/?api=1&query=" + percent_encoded(place));
    row.add("GOOGLE").set("EMBED",
                          maps + "/embed/v1/place?key=" + percent_encoded(key) + "&q=" + percent_encoded(place));
    return {.images = {}, .requests = google, .frames = google};
}

web::Elsewhere add_openstreetmap(web::Model& row, const std::string& place, const web::MapSettings& settings)
{
    row.set("PROVIDER", "OpenStreetMap");
    row.set("LINK", "https://www.openstreetmap.org/search?query=" + percent_encoded(place));
    row.add("OPENSTREETMAP").set("TILES", settings.tile_url).set("SEARCH", settings.search_url);
    return {.images = web::origin_of(settings.tile_url).value_or(""),
            .requests = web::origin_of(settings.search_url).value_or(""),
            .frames = {}};
}

}  // namespace

web::Elsewhere add_map(web::Model& model, const db::Customer& customer, const web::MapSettings& settings)
{
    const auto& c = customer;
    const auto place = joined({&c.address, &c.zipcode, &c.city, &c.state, &c.country});
    if (place.empty()) return {};
    auto& row = model.add("MAP");
    row.set("PLACE", place).set("AREA", joined({&c.city, &c.state, &c.country}));
    return settings.google_key.empty() ? add_openstreetmap(row, place, settings)
                                       : add_google(row, place, settings.google_key);
}

}  // namespace pages
