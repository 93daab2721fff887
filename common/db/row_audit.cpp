// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/db/row_audit.h"

#include <stdexcept>

namespace db {

StoredRow RowAudit::look(std::uint64_t id)
{
    auto rows = read_stored_rows(db_.get().query(select_stored_rows(table_, fields_).add(" = ?", id)), fields_.size());
    if (rows.empty())
        throw std::runtime_error("no row " + std::to_string(id) + " in " + std::string(table_.table.text()));
    return std::move(rows.front());
}

void RowAudit::created(std::uint64_t id, const Actor& actor, TimePoint now)
{
    const auto made = look(id);
    audit_.append(actor, audit_change(AuditAction::create, table_, fields_, {id, made.group, {}}, made.values), now);
}

void RowAudit::changed(const StoredRow& before, const Actor& actor, TimePoint now)
{
    audit_.append(actor, audit_change(AuditAction::update, table_, fields_, before, look(before.id).values), now);
}

void RowAudit::removed(const StoredRow& before, const Actor& actor, TimePoint now)
{
    audit_.append(actor, audit_change(AuditAction::remove, table_, fields_, before, {}), now);
}

}  // namespace db
