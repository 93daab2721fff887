// SPDX-License-Identifier: GPL-3.0-or-later
// Lists over any CrmTable: a page of rows by keyset, a count that stops early, a walk over the whole result, and
// batches that delete or change a selection or the result. The scope holds for every row read or touched, dependants
// included; nothing is ever truncated. Batches work in transactions of at most `batch_rows` rows, so an interrupted one
// has done a part, whole row by whole row; the audit log tells of each of them.
#pragma once

#include "common/crm/grid.h"
#include "common/crm/permission.h"
#include "common/db/stored_row.h"
#include "common/runtime/result.h"

#include <chrono>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace db {

struct GridRow {
    std::uint64_t id = 0;
    std::vector<std::optional<std::string>> cells;  // as CrmTable::fields; times as the database writes them
};

struct GridRows {
    std::vector<GridRow> rows;
    bool has_before = false;
    bool has_after = false;
    bool is_of_stretch = false;  // rows beyond a stretch were not looked at
    // The rows found do not fill the page; here the stretch ended.
    std::optional<crm::GridCursor> searched_to;
    bool is_search_backward = false;  // it lies before the rows
};

struct GridCount {
    std::uint64_t rows = 0;
    bool is_capped = false;  // there are more
};

// Which rows a batch means: those ticked, or all the query finds that existed when it was counted.
struct GridSelection {
    std::vector<std::uint64_t> ids;
    bool whole_result = false;
    std::uint64_t up_to_id = 0;  // of the whole result
};

struct DependantCount {
    std::string_view name;
    std::uint64_t rows = 0;
};

struct BatchCount {
    std::uint64_t rows = 0;
    std::uint64_t up_to_id = 0;  // 0: none
    std::vector<DependantCount> dependants;
};

struct BatchProgress {
    std::uint64_t rows = 0;
    bool is_done = true;  // false: the time was up
};

struct FieldChange {
    std::size_t field = 0;  // a stored one
    std::optional<std::string> value;
};

class GridGateway {
public:
    static constexpr std::uint64_t count_cap = 10'000;
    // A search that no index answers reads so many rows of the table for a page.
    static constexpr std::size_t stretch_rows = 5'000;
    static constexpr std::size_t batch_rows = 500;

    GridGateway(LazyConnection& db, const CrmTable& table) : db_(db), audit_(db), table_(table) {}

    [[nodiscard]] const CrmTable& table() const { return table_; }

    [[nodiscard]] GridRows page(const crm::Scope& scope, const crm::GridQuery& query);
    // Of a search that no index answers: of its first stretch, unless the query wants all counted.
    [[nodiscard]] GridCount count(const crm::Scope& scope, const crm::GridQuery& query);
    // The whole result in its order, in chunks: memory does not grow with it.
    void each(const crm::Scope& scope, const crm::GridQuery& query, const std::function<void(const GridRow&)>& take);

    // What a batch would touch.
    [[nodiscard]] BatchCount count(const crm::Scope& scope, const crm::GridQuery& query,
                                   const GridSelection& selection);
    // The next ones of it behind that id, in the order of the ids, at most `batch_rows`.
    [[nodiscard]] std::vector<std::uint64_t> next_ids(const crm::Scope& scope, const crm::GridQuery& query,
                                                      const GridSelection& selection, std::uint64_t after);
    // Dependants go with their rows or stay without them.
    [[nodiscard]] BatchProgress remove(const crm::Scope& scope, const crm::GridQuery& query,
                                       const GridSelection& selection, bool with_dependants, const Actor& actor,
                                       TimePoint now, std::chrono::milliseconds time);
    // `after_id`: changed rows stay in the result, so a batch goes on behind the last one. `duplicate` when a unique
    // key has it already; transactions before it are done.
    [[nodiscard]] runtime::Result<BatchProgress> change(const crm::Scope& scope, const crm::GridQuery& query,
                                                        const GridSelection& selection,
                                                        const std::vector<FieldChange>& changes,
                                                        std::uint64_t& after_id, const Actor& actor, TimePoint now,
                                                        std::chrono::milliseconds time);

private:
    [[nodiscard]] std::vector<GridRow> select(const crm::Scope& scope, const crm::GridQuery& query, std::size_t limit,
                                              const std::optional<crm::GridCursor>& end);
    // How far a page may read; nothing: to the end.
    [[nodiscard]] std::optional<crm::GridCursor> stretch_end(const crm::Scope& scope, const crm::GridQuery& query);
    [[nodiscard]] bool is_found_by_index(const crm::GridQuery& query);
    void remove_rows(const crm::Scope& scope, const std::vector<std::uint64_t>& ids, bool with_dependants,
                     const Actor& actor, TimePoint now);
    void change_rows(const crm::Scope& scope, const std::vector<std::uint64_t>& ids,
                     const std::vector<FieldChange>& changes, const Actor& actor, TimePoint now);
    void log_dependants(const Dependant& dependant, const crm::Scope& scope, const std::vector<std::uint64_t>& ids,
                        bool removed, const Actor& actor, TimePoint now);
    // The rows as they are, locked until the transaction ends.
    [[nodiscard]] std::vector<StoredRow> lock_rows(const crm::Scope& scope, const std::vector<std::size_t>& fields,
                                                   const std::vector<std::uint64_t>& ids);

    LazyConnection& db_;
    AuditGateway audit_;
    const CrmTable& table_;
};

}  // namespace db
