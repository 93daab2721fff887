// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/db/audit_gateway.h"

#include "common/runtime/text.h"

namespace db {

namespace {

constexpr Sql insert_log =
    "INSERT INTO audit_log (cretime, accountid, username, address, groupid, action, object, objectid, field, oldvalue,"
    " newvalue) VALUES ";
constexpr Sql log_row = "(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
constexpr Sql select_history =
    "SELECT cretime, username, address, field, oldvalue, newvalue FROM audit_log WHERE object = ? ORDER BY id DESC "
    "LIMIT ?";
constexpr std::size_t log_columns = 11;
constexpr std::size_t longest_value = 2000;

std::string_view to_string(AuditAction action)
{
    switch (action) {
        case AuditAction::create:
            return "create";
        case AuditAction::update:
            return "update";
        case AuditAction::remove:
            return "delete";
    }
    return "";
}

bool is_secret(const AuditedField& change)
{
    const auto name = runtime::to_lower(change.field);
    return change.secret || name.find("password") != std::string::npos || name.find("secret") != std::string::npos;
}

Value kept(const AuditedField& change, const std::string& value)
{
    if (is_secret(change)) return std::nullopt;
    return runtime::utf8_prefix(value, longest_value);
}

class LogRows {
public:
    LogRows(const Actor& actor, TimePoint now) : actor_(actor), now_(now) {}

    void add(const AuditChange& change)
    {
        if (change.fields.empty() && change.action != AuditAction::update) add(change, {});
        for (const auto& field : change.fields) {
            if (is_secret(field) || field.before != field.after) add(change, field);
        }
    }
    [[nodiscard]] const std::vector<Value>& values() const { return values_; }

private:
    void add(const AuditChange& change, const AuditedField& field)
    {
        values_.insert(values_.end(),
                       {now_, actor_.account, runtime::utf8_prefix(actor_.username, 30),
                        runtime::utf8_prefix(actor_.address, 45), change.group, to_string(change.action), change.object,
                        change.row, field.field, kept(field, field.before), kept(field, field.after)});
    }

    const Actor& actor_;
    TimePoint now_;
    std::vector<Value> values_;
};

}  // namespace

void AuditGateway::append(const Actor& actor, const AuditChange& change, TimePoint now)
{
    append(actor, std::vector{change}, now);
}

void AuditGateway::append(const Actor& actor, const std::vector<AuditChange>& changes, TimePoint now)
{
    LogRows rows{actor, now};
    for (const auto& change : changes)
        rows.add(change);
    if (!rows.values().empty()) db_.get().execute_rows(insert_log, log_row, "", rows.values(), log_columns);
}

std::vector<AuditLine> AuditGateway::history_of(const std::string& object, unsigned limit)
{
    std::vector<AuditLine> lines;
    auto rows = db_.get().query(select_history, object, limit);
    while (rows.next()) {
        const auto value = [&](unsigned column) {
            return rows.is_null(column) ? std::nullopt : std::optional(rows.text(column));
        };
        lines.push_back(
            {rows.time(1).value_or(TimePoint{}), rows.text(2), rows.text(3), rows.text(4), value(5), value(6)});
    }
    return lines;
}

}  // namespace db
