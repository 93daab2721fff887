// SPDX-License-Identifier: GPL-3.0-or-later
// audit_log: who changed what, append-only. A page that changes rows appends within the transaction of the change, on
// the same connection, so that neither is there without the other:
//
//   db::Transaction transaction{db.get()};
//   ... the change ...
//   audit.append(request.actor(), {.action = db::AuditAction::update, .object = "customer", .row = id, .group =
//   groupid,
//                                  .fields = {{"phone", before, after}}}, request.now);
//   transaction.commit();
//
// Fields that did not change are left out. Values of fields named like a secret are never kept, whatever a caller says.
#pragma once

#include "common/db/connection.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace db {

struct Actor {
    unsigned account = 0;
    std::string username;
    std::string address;
};

enum class AuditAction { create, update, remove };

struct AuditedField {
    std::string field;
    std::string before;
    std::string after;
    bool secret = false;  // its values are not kept

    [[nodiscard]] static AuditedField of_secret(std::string field) { return {std::move(field), "", "", true}; }
};

struct AuditChange {
    AuditAction action = AuditAction::update;
    std::string object;  // the table
    std::uint64_t row = 0;
    unsigned group = 0;  // whose administrators may read of it; 0: administrators only
    std::vector<AuditedField> fields;
};

// A line of the log, as it is shown. Of a secret neither value is there.
struct AuditLine {
    TimePoint when{};
    std::string username;
    std::string address;
    std::string field;
    std::optional<std::string> before;
    std::optional<std::string> after;
};

class AuditGateway {
public:
    explicit AuditGateway(LazyConnection& db) : db_(db) {}

    // One row per field that changed; a create or delete without fields is one row.
    void append(const Actor& actor, const AuditChange& change, TimePoint now);
    // For batches: as few statements as can be.
    void append(const Actor& actor, const std::vector<AuditChange>& changes, TimePoint now);

    // The newest first.
    [[nodiscard]] std::vector<AuditLine> history_of(const std::string& object, unsigned limit);

private:
    LazyConnection& db_;
};

}  // namespace db
