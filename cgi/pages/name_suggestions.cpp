// SPDX-License-Identifier: GPL-3.0-or-later
#include "cgi/pages/name_suggestions.h"

#include "common/runtime/text.h"

#include <nlohmann/json.hpp>

namespace pages {

namespace {

constexpr std::size_t most_names = 8;

void add_names(nlohmann::json& names, const std::vector<db::NamedPerson>& people)
{
    for (const auto& person : people)
        names.push_back({{"name", runtime::to_utf8(person.name)},
                         {"of", runtime::to_utf8(person.of)},
                         {"customerid", person.customerid},
                         {"contactid", person.contactid}});
}

}  // namespace

web::Response suggest_names(const web::Request& request, db::PeopleGateway& people)
{
    const auto text = std::string(runtime::trim(request.param("text")));
    const auto& kind = request.param("of");
    auto names = nlohmann::json::array();
    if (!text.empty()) {
        if (kind != "contact") add_names(names, people.customers_named_like(request.scope(), text, most_names));
        if (kind != "customer") add_names(names, people.contacts_named_like(request.scope(), text, most_names));
    }
    return web::json(nlohmann::json{{"names", names}}.dump());
}

}  // namespace pages
