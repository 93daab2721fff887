// SPDX-License-Identifier: GPL-3.0-or-later
// import_old_customer, import_old_contact, import_old_diallist: rows as they were before an import updated them. In the
// import's transaction, and in the undo's.
#pragma once

#include "common/db/import_job.h"
#include "common/db/import_rows_gateway.h"

namespace db {

class ImportOldGateway {
public:
    explicit ImportOldGateway(Connection& connection) : connection_(connection) {}

    // Before the rows are changed. Those the import added itself are left out, and those it keeps already.
    void keep(const ImportTarget& target, const std::vector<std::uint64_t>& ids);

    // Gives rows their old values, 2,000 a step from `after` on; returns the last id looked at, 0 at the end. Rows that
    // somebody changed since are counted as kept; those deleted since, not at all.
    [[nodiscard]] std::uint64_t restore_some(crm::ImportTable table, const ImportJob& job, std::uint64_t after,
                                             ImportUndoCounts& counts);

private:
    Connection& connection_;
};

}  // namespace db
