// SPDX-License-Identifier: GPL-3.0-or-later
// One row of a CrmTable for a form: read, add, change unless somebody else did meanwhile. Rows outside the scope are
// absent. Values stand in the order of stored_fields(). What is done is in the audit log, in the same transaction.
#pragma once

#include "common/crm/permission.h"
#include "common/db/stored_row.h"
#include "common/runtime/result.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace db {

struct ReferenceChoice {
    unsigned id = 0;
    std::string name;
    unsigned groupid = 0;
};

class RecordGateway {
public:
    RecordGateway(LazyConnection& db, const CrmTable& table)
        : db_(db), audit_(db), table_(table), stored_(stored_fields(table))
    {
    }

    [[nodiscard]] std::optional<RecordValues> find(const crm::Scope& scope, std::uint64_t id);

    // `duplicate` when a unique key has it already.
    [[nodiscard]] runtime::Result<std::uint64_t> add(const RecordValues& values, const Actor& actor, TimePoint now);
    // `not_found` when it is gone; `refused` when it is no longer as `seen`; `duplicate`.
    [[nodiscard]] runtime::Result<void> change(const crm::Scope& scope, std::uint64_t id, const RecordValues& seen,
                                               const RecordValues& values, const Actor& actor, TimePoint now);

    // The same within a transaction of the caller's, who takes it back when they fail.
    [[nodiscard]] runtime::Result<std::uint64_t> insert(const RecordValues& values, const Actor& actor, TimePoint now);
    [[nodiscard]] runtime::Result<void> update(const crm::Scope& scope, std::uint64_t id, const RecordValues& seen,
                                               const RecordValues& values, const Actor& actor, TimePoint now);

    // The row as it is, until the transaction's end.
    [[nodiscard]] std::optional<StoredRow> lock(const crm::Scope& scope, std::uint64_t id);

    // Does the id name a row the scope covers? That is what a form may refer to.
    [[nodiscard]] bool covers(const crm::Scope& scope, Reference reference, unsigned id);
    [[nodiscard]] std::string name_of(Reference reference, unsigned id);
    // What a form offers, within the scope, by name: groups or campaigns.
    [[nodiscard]] std::vector<ReferenceChoice> choices(const crm::Scope& scope, Reference reference);

private:
    [[nodiscard]] Statement select_stored(const crm::Scope& scope, std::uint64_t id) const;
    [[nodiscard]] std::optional<StoredRow> read(const Statement& statement);

    LazyConnection& db_;
    AuditGateway audit_;
    const CrmTable& table_;
    std::vector<std::size_t> stored_;
};

}  // namespace db
