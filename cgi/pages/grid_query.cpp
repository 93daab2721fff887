// SPDX-License-Identifier: GPL-3.0-or-later
#include "cgi/pages/grid_query.h"

#include "common/i18n/format.h"

namespace pages {

namespace {

std::optional<crm::TimeSpan> parse_time(std::string_view text)
{
    const auto time = i18n::parse_local_time(text);
    return time ? std::optional{crm::TimeSpan{time->begin, time->end}} : std::nullopt;
}

}  // namespace

crm::GridQuery grid_query_of(const GridSpec& spec, std::span<const crm::GridColumn> columns,
                             const web::Request& request)
{
    auto query = crm::parse_grid_query(columns, request.params, parse_time, spec.page_size);
    for (std::size_t i = 0; i < columns.size() && !query.sort; ++i) {
        if (columns[i].name == spec.default_sort) query.sort = i;
    }
    return query;
}

}  // namespace pages
