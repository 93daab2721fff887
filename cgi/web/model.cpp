// SPDX-License-Identifier: GPL-3.0-or-later
#include "cgi/web/model.h"

#include <algorithm>

namespace web {

Model& Model::set(std::string_view name, std::string_view value)
{
    values_.emplace_back(name, value);
    return *this;
}

Model& Model::add(std::string_view section)
{
    return sections_.emplace_back(Section{std::string(section), {}}).row;
}

Model& Model::show_if(bool condition, std::string_view section)
{
    if (condition) add(section);
    return *this;
}

Model& Model::set_if_any(std::string_view name, std::string_view value)
{
    if (!value.empty()) add(std::string(name).append("_ROW")).set(name, value);
    return *this;
}

std::string_view Model::value(std::string_view name) const
{
    const auto found = std::find_if(values_.rbegin(), values_.rend(), [&](const auto& v) { return v.first == name; });
    return found == values_.rend() ? std::string_view{} : std::string_view(found->second);
}

std::vector<const Model*> Model::rows(std::string_view section) const
{
    std::vector<const Model*> rows;
    for (const auto& s : sections_) {
        if (s.name == section) rows.push_back(&s.row);
    }
    return rows;
}

}  // namespace web
