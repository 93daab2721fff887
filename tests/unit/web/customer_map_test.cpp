// SPDX-License-Identifier: GPL-3.0-or-later
#include "cgi/pages/customer_map.h"

#include <catch2/catch.hpp>

using pages::add_map;

namespace {

db::Customer customer_of_cologne()
{
    db::Customer customer;
    customer.address = "Main Road 1";
    customer.city = "Köln";
    customer.country = "Germany";
    return customer;
}

}  // namespace

TEST_CASE("a customer without an address has no map, and the page loads nothing from elsewhere", "[web][map]")
{
    web::Model model;
    CHECK(add_map(model, {}, {}).is_empty());
    CHECK_FALSE(model.shows("MAP"));
}

TEST_CASE("without a key the map is OpenStreetMap's, from the servers of the settings", "[web][map]")
{
    web::Model model;
    const web::MapSettings settings{.google_key = "",
                                    .tile_url = "https://{s}.tiles.example/{z}/{x}/{y}.png",
                                    .search_url = "https://places.example:81/search"};
    const auto elsewhere = add_map(model, customer_of_cologne(), settings);
    CHECK(elsewhere.images == "https://*.tiles.example");
    CHECK(elsewhere.requests == "https://places.example:81");
    CHECK(elsewhere.frames.empty());
    const auto& map = *model.rows("MAP").at(0);
    CHECK(map.value("PLACE") == "Main Road 1, Köln, Germany");
    CHECK(map.value("AREA") == "Köln, Germany");
    CHECK(map.value("LINK") ==
          "https://www.openstreetmap.org/search?query=Main%20Road%201%2C%20K%C3%B6ln%2C%20Germany");
    CHECK(map.rows("OPENSTREETMAP").at(0)->value("TILES") == settings.tile_url);
    CHECK_FALSE(map.shows("GOOGLE"));
}

TEST_CASE("with a key the map is Google's and nobody else's", "[web][map]")
{
    web::Model model;
    const auto elsewhere = add_map(model, customer_of_cologne(), {.google_key = "k&y"});
    CHECK(elsewhere.frames == "https://www.google.com");
    CHECK(elsewhere.requests == "https://www.google.com");
    CHECK(elsewhere.images.empty());
    const auto& map = *model.rows("MAP").at(0);
    CHECK(map.rows("GOOGLE").at(0)->value("EMBED") ==
          "https://www.google.com/maps/embed/v1/place?key=k%26y&q=Main%20Road%201%2C%20K%C3%B6ln%2C%20Germany");
    CHECK_FALSE(map.shows("OPENSTREETMAP"));
}
