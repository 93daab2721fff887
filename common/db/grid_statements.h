// SPDX-License-Identifier: GPL-3.0-or-later
// The statements of lists over any CrmTable: conditions, order, and the cursor of a keyset.
#pragma once

#include "common/crm/grid.h"
#include "common/crm/permission.h"
#include "common/db/crm_table.h"

#include <optional>

namespace db {

[[nodiscard]] Statement grid_condition(const TableField& field, const crm::Condition& condition);
// " FROM ... WHERE ...": the rows of the scope that the conditions hold for.
[[nodiscard]] Statement grid_from_where(const CrmTable& table, const crm::Scope& scope, const crm::GridQuery& query);
// " AND ...": the rows behind the query's cursor, if it has one.
[[nodiscard]] Statement grid_after_cursor(const CrmTable& table, const crm::GridQuery& query);
// Where the next `rows` of the table end from the query's cursor on, in its order: id and value of the row there. A
// scope or condition counts where the order's index holds it, so that rows passed over cost little.
[[nodiscard]] Statement grid_stretch_statement(const CrmTable& table, const crm::Scope& scope,
                                               const crm::GridQuery& query, std::size_t rows);
// " AND ...": the rows up to that one, included.
[[nodiscard]] Statement grid_up_to(const CrmTable& table, const crm::GridQuery& query, const crm::GridCursor& end);
// Whether an index tells, without reading the table, how many rows the condition holds for.
[[nodiscard]] bool is_answered_by_index(const TableField& field, const crm::Condition& condition);
// At most `limit` rows from the cursor on, in the query's order: the id, then the columns as CrmTable::fields.
[[nodiscard]] Statement grid_page_statement(const CrmTable& table, const crm::Scope& scope, const crm::GridQuery& query,
                                            std::size_t limit, const std::optional<crm::GridCursor>& end);

}  // namespace db
