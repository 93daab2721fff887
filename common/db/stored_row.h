// SPDX-License-Identifier: GPL-3.0-or-later
// What a CrmTable stores of a row, read for a form or for the audit log.
#pragma once

#include "common/db/audit_gateway.h"
#include "common/db/crm_table.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace db {

using RecordValues = std::vector<std::optional<std::string>>;

struct StoredRow {
    std::uint64_t id = 0;
    unsigned group = 0;
    RecordValues values;
};

// The indices of the fields a form writes.
[[nodiscard]] std::vector<std::size_t> stored_fields(const CrmTable& table);

// Of values in that order, the one of the field; "" for NULL. std::logic_error when the table stores none of that name.
[[nodiscard]] std::string value_of(const CrmTable& table, const RecordValues& values, std::string_view field);

// "SELECT ... FROM table t WHERE t.id": what follows says which rows.
[[nodiscard]] Statement select_stored_rows(const CrmTable& table, const std::vector<std::size_t>& fields);
[[nodiscard]] std::vector<StoredRow> read_stored_rows(Rows rows, std::size_t fields);

// What the log says of the row: `after` of an update or create, nothing of a delete.
[[nodiscard]] AuditChange audit_change(AuditAction action, const CrmTable& table,
                                       const std::vector<std::size_t>& fields, const StoredRow& before,
                                       const RecordValues& after);

}  // namespace db
