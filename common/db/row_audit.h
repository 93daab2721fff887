// SPDX-License-Identifier: GPL-3.0-or-later
// Tells the audit log of rows that are written by statements of their own kind: reads what the table stores and appends
// what is new or differs. Within the transaction of the change.
#pragma once

#include "common/db/stored_row.h"

namespace db {

class RowAudit {
public:
    RowAudit(LazyConnection& db, const CrmTable& table)
        : db_(db), audit_(db), table_(table), fields_(stored_fields(table))
    {
    }

    // The row as it is, to be given to changed(). std::runtime_error when it is not there.
    [[nodiscard]] StoredRow look(std::uint64_t id);

    void created(std::uint64_t id, const Actor& actor, TimePoint now);
    void changed(const StoredRow& before, const Actor& actor, TimePoint now);
    void removed(const StoredRow& before, const Actor& actor, TimePoint now);

private:
    LazyConnection& db_;
    AuditGateway audit_;
    const CrmTable& table_;
    const std::vector<std::size_t> fields_;
};

}  // namespace db
