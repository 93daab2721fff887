// SPDX-License-Identifier: GPL-3.0-or-later
// What a request asks of a list: times as people write them here, the list's own order when none is asked for.
#pragma once

#include "cgi/pages/grid_spec.h"
#include "cgi/web/request.h"

namespace pages {

// `columns`: those of the spec's table.
[[nodiscard]] crm::GridQuery grid_query_of(const GridSpec& spec, std::span<const crm::GridColumn> columns,
                                           const web::Request& request);

}  // namespace pages
