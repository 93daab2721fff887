// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/db/grid_gateway.h"

#include "common/db/grid_statements.h"

#include <algorithm>

namespace db {

namespace {

constexpr std::size_t walk_rows = 1000;
constexpr std::size_t logged_rows = 1000;  // dependants, at once

void add_id_list(Statement& statement, const std::vector<std::uint64_t>& ids)
{
    statement.add(" IN (");
    for (std::size_t i = 0; i < ids.size(); ++i) {
        if (i > 0) statement.add(",");
        statement.add("?", ids[i]);
    }
    statement.add(")");
}

Statement of_dependant(Sql head, const Dependant& dependant, const crm::Scope& scope,
                       const std::vector<std::uint64_t>& ids)
{
    Statement statement{head};
    add_id_list(statement, ids);
    statement.add(dependant.close);
    if (!scope.is_everything() && !dependant.scope.text().empty()) statement.add(dependant.scope, scope.group());
    return statement;
}

Statement ids_statement(const CrmTable& table, const crm::Scope& scope, const crm::GridQuery& query,
                        const GridSelection& selection, std::uint64_t after)
{
    Statement statement{"SELECT t.id"};
    if (selection.whole_result) {
        statement.add(grid_from_where(table, scope, query)).add(" AND t.id <= ?", selection.up_to_id);
    } else {
        statement.add(grid_from_where(table, scope, {})).add(" AND t.id");
        add_id_list(statement, selection.ids);
    }
    return statement.add(" AND t.id > ?", after).add(" ORDER BY t.id LIMIT ?", GridGateway::batch_rows);
}

std::uint64_t number_of(Rows rows)
{
    return rows.next() ? static_cast<std::uint64_t>(rows.integer(1)) : 0;
}

class Deadline {
public:
    explicit Deadline(std::chrono::milliseconds time) : end_(std::chrono::steady_clock::now() + time) {}
    [[nodiscard]] bool is_over() const { return std::chrono::steady_clock::now() >= end_; }

private:
    std::chrono::steady_clock::time_point end_;
};

}  // namespace

std::vector<GridRow> GridGateway::select(const crm::Scope& scope, const crm::GridQuery& query, std::size_t limit,
                                         const std::optional<crm::GridCursor>& end)
{
    std::vector<GridRow> found;
    auto rows = db_.get().query(grid_page_statement(table_, scope, query, limit, end));
    while (rows.next()) {
        GridRow row{static_cast<std::uint64_t>(rows.integer(1)), {}};
        row.cells.reserve(table_.fields.size());
        for (unsigned i = 0; i < table_.fields.size(); ++i)
            row.cells.push_back(rows.is_null(i + 2) ? std::nullopt : std::optional{rows.text(i + 2)});
        found.push_back(std::move(row));
    }
    return found;
}

bool GridGateway::is_found_by_index(const crm::GridQuery& query)
{
    for (const auto& condition : query.conditions) {
        const auto& field = table_.fields[condition.column];
        if (!is_answered_by_index(field, condition)) continue;
        Statement beyond{"SELECT 1 FROM "};
        beyond.add(table_.table).add(" t WHERE ").add(grid_condition(field, condition));
        if (!db_.get().query(beyond.add(" LIMIT 1 OFFSET ?", stretch_rows)).next()) return true;
    }
    return query.conditions.empty() || query.has_problems();
}

std::optional<crm::GridCursor> GridGateway::stretch_end(const crm::Scope& scope, const crm::GridQuery& query)
{
    if (is_found_by_index(query)) return std::nullopt;
    auto rows = db_.get().query(grid_stretch_statement(table_, scope, query, stretch_rows));
    if (!rows.next()) return std::nullopt;
    crm::GridCursor end{static_cast<std::uint64_t>(rows.integer(1)), std::nullopt};
    if (query.sort && !rows.is_null(2)) end.value = rows.text(2);
    return end;
}

GridRows GridGateway::page(const crm::Scope& scope, const crm::GridQuery& query)
{
    const auto end = stretch_end(scope, query);
    GridRows page{
        select(scope, query, query.page_size + 1, end), false, false, end.has_value(), std::nullopt, query.backward};
    const bool more = page.rows.size() > query.page_size;
    if (more) page.rows.pop_back();
    if (query.backward) std::reverse(page.rows.begin(), page.rows.end());
    if (!more) page.searched_to = end;
    if (query.backward && !more && !end) {
        // The first page is a whole one.
        auto first = query;
        first.cursor.reset();
        first.backward = false;
        return this->page(scope, first);
    }
    page.has_after = query.backward || more;
    page.has_before = query.backward ? more : query.cursor.has_value();
    return page;
}

GridCount GridGateway::count(const crm::Scope& scope, const crm::GridQuery& query)
{
    auto from_start = query;
    from_start.cursor.reset();
    from_start.backward = false;
    const auto end = query.counts_all ? std::nullopt : stretch_end(scope, from_start);
    auto found = grid_from_where(table_, scope, query);
    auto& connection = db_.get();
    const auto number = [&] { return number_of(connection.query(Statement{"SELECT COUNT(*)"}.add(found))); };
    if (end) {
        found.add(grid_up_to(table_, from_start, *end));
        return {number(), true};
    }
    // Passing over rows is cheaper than counting them.
    Statement beyond{"SELECT 1"};
    if (connection.query(beyond.add(found).add(" LIMIT 1 OFFSET ?", count_cap)).next()) return {count_cap, true};
    return {number(), false};
}

void GridGateway::each(const crm::Scope& scope, const crm::GridQuery& query,
                       const std::function<void(const GridRow&)>& take)
{
    auto step = query;
    step.cursor.reset();
    step.backward = false;
    for (;;) {
        const auto rows = select(scope, step, walk_rows, std::nullopt);
        for (const auto& row : rows)
            take(row);
        if (rows.size() < walk_rows) return;
        step.cursor = crm::GridCursor{rows.back().id, step.sort ? rows.back().cells[*step.sort] : std::nullopt};
    }
}

std::vector<std::uint64_t> GridGateway::next_ids(const crm::Scope& scope, const crm::GridQuery& query,
                                                 const GridSelection& selection, std::uint64_t after)
{
    std::vector<std::uint64_t> ids;
    if (!selection.whole_result && selection.ids.empty()) return ids;
    auto rows = db_.get().query(ids_statement(table_, scope, query, selection, after));
    while (rows.next())
        ids.push_back(static_cast<std::uint64_t>(rows.integer(1)));
    return ids;
}

BatchCount GridGateway::count(const crm::Scope& scope, const crm::GridQuery& query, const GridSelection& selection)
{
    auto& connection = db_.get();
    BatchCount count;
    auto all = selection;
    if (selection.whole_result) {
        auto rows =
            connection.query(Statement{"SELECT COUNT(*), MAX(t.id)"}.add(grid_from_where(table_, scope, query)));
        if (!rows.next()) return count;
        count.rows = static_cast<std::uint64_t>(rows.integer(1));
        count.up_to_id = all.up_to_id = static_cast<std::uint64_t>(rows.integer(2));
        if (table_.dependants.empty()) return count;
        count.rows = 0;
    }
    for (const auto& dependant : table_.dependants)
        count.dependants.push_back({dependant.name, 0});
    for (std::uint64_t after = 0;;) {
        const auto ids = next_ids(scope, query, all, after);
        if (ids.empty()) return count;
        count.rows += ids.size();
        for (std::size_t i = 0; i < table_.dependants.size(); ++i) {
            const auto& dependant = table_.dependants[i];
            if (dependant.rows.text().empty()) continue;
            Statement counted{"SELECT COUNT(*) FROM ("};
            counted.add(of_dependant(dependant.rows, dependant, scope, ids)).add(") found");
            count.dependants[i].rows += number_of(connection.query(counted));
        }
        after = ids.back();
    }
}

std::vector<StoredRow> GridGateway::lock_rows(const crm::Scope& scope, const std::vector<std::size_t>& fields,
                                              const std::vector<std::uint64_t>& ids)
{
    auto statement = select_stored_rows(table_, fields);
    add_id_list(statement, ids);
    if (table_.has_groups() && !scope.is_everything()) statement.add(table_.scope, scope.group());
    return read_stored_rows(db_.get().query(statement.add(" FOR UPDATE")), fields.size());
}

void GridGateway::log_dependants(const Dependant& dependant, const crm::Scope& scope,
                                 const std::vector<std::uint64_t>& ids, bool removed, const Actor& actor, TimePoint now)
{
    const auto action = removed ? AuditAction::remove : AuditAction::update;
    std::vector<AuditChange> changes;
    std::uint64_t after = 0;
    do {
        changes.clear();
        auto statement = of_dependant(dependant.rows, dependant, scope, ids);
        auto rows = db_.get().query(statement.add(" AND d.id > ? ORDER BY d.id LIMIT ?", after, logged_rows));
        while (rows.next()) {
            after = static_cast<std::uint64_t>(rows.integer(1));
            auto& change =
                changes.emplace_back(AuditChange{action, std::string(dependant.name), after, rows.id(2), {}});
            if (!removed) change.fields.push_back({std::string(dependant.link), rows.text(3), "0"});
        }
        audit_.append(actor, changes, now);
    } while (changes.size() == logged_rows);
}

void GridGateway::remove_rows(const crm::Scope& scope, const std::vector<std::uint64_t>& ids, bool with_dependants,
                              const Actor& actor, TimePoint now)
{
    auto& connection = db_.get();
    const auto fields = stored_fields(table_);
    std::vector<AuditChange> changes;
    for (const auto& row : lock_rows(scope, fields, ids))
        changes.push_back(audit_change(AuditAction::remove, table_, fields, row, {}));
    for (const auto& dependant : table_.dependants) {
        const auto head = with_dependants ? dependant.remove : dependant.keep;
        if (head.text().empty()) continue;
        if (!dependant.rows.text().empty()) log_dependants(dependant, scope, ids, with_dependants, actor, now);
        connection.execute(of_dependant(head, dependant, scope, ids));
    }
    Statement statement{"DELETE t FROM "};
    statement.add(table_.table).add(" t WHERE t.id");
    add_id_list(statement, ids);
    if (table_.has_groups() && !scope.is_everything()) statement.add(table_.scope, scope.group());
    connection.execute(statement);
    audit_.append(actor, changes, now);
}

BatchProgress GridGateway::remove(const crm::Scope& scope, const crm::GridQuery& query, const GridSelection& selection,
                                  bool with_dependants, const Actor& actor, TimePoint now,
                                  std::chrono::milliseconds time)
{
    const Deadline deadline{time};
    BatchProgress progress;
    for (;;) {
        const auto ids = next_ids(scope, query, selection, 0);
        if (ids.empty()) return progress;
        Transaction transaction{db_.get()};
        remove_rows(scope, ids, with_dependants, actor, now);
        transaction.commit();
        progress.rows += ids.size();
        if (deadline.is_over()) return {progress.rows, false};
    }
}

void GridGateway::change_rows(const crm::Scope& scope, const std::vector<std::uint64_t>& ids,
                              const std::vector<FieldChange>& changes, const Actor& actor, TimePoint now)
{
    std::vector<std::size_t> fields;
    RecordValues after;
    Statement statement{"UPDATE "};
    statement.add(table_.table).add(" t SET ");
    for (const auto& change : changes) {
        if (!fields.empty()) statement.add(", ");
        statement.add(table_.fields[change.field].stored).add(" = ?", Value(change.value));
        fields.push_back(change.field);
        after.push_back(change.value);
    }
    statement.add(" WHERE t.id");
    add_id_list(statement, ids);
    if (table_.has_groups() && !scope.is_everything()) statement.add(table_.scope, scope.group());
    std::vector<AuditChange> logged;
    for (const auto& row : lock_rows(scope, fields, ids))
        logged.push_back(audit_change(AuditAction::update, table_, fields, row, after));
    db_.get().execute(statement);
    audit_.append(actor, logged, now);
}

runtime::Result<BatchProgress> GridGateway::change(const crm::Scope& scope, const crm::GridQuery& query,
                                                   const GridSelection& selection,
                                                   const std::vector<FieldChange>& changes, std::uint64_t& after_id,
                                                   const Actor& actor, TimePoint now, std::chrono::milliseconds time)
{
    const Deadline deadline{time};
    BatchProgress progress;
    for (;;) {
        const auto ids = next_ids(scope, query, selection, after_id);
        if (ids.empty()) return progress;
        Transaction transaction{db_.get()};
        try {
            change_rows(scope, ids, changes, actor, now);
        } catch (const DbError& e) {
            if (!e.duplicate()) throw;
            return runtime::Error{runtime::Errc::duplicate, "There is such a row already."};
        }
        transaction.commit();
        after_id = ids.back();
        progress.rows += ids.size();
        if (deadline.is_over()) return BatchProgress{progress.rows, false};
    }
}

}  // namespace db
