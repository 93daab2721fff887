// SPDX-License-Identifier: GPL-3.0-or-later
// PURE: what a list is asked for: conditions, order, page. Parameters of a request become typed values, or a problem
// beside the row it was typed in.
//
//   f1 c1 v1 w1, f2 ...  a condition: column, comparison, value, second value of "between"; all must hold
//   sort, dir            a sortable column; asc or desc. Without: by id, newest first
//   after, before        the cursor: the id of the last (first) row of the page left, ':' and its value in the sort
//   n                    rows a page
//   count                       "all": the rows found are counted, however long it takes
#pragma once

#include "common/runtime/time.h"

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace crm {

enum class ColumnType { text, number, datetime, choice, flag, reference };

enum class Comparison { contains, equal, more, less, between, empty };
[[nodiscard]] std::string_view to_string(Comparison comparison);  // as parameters name it
[[nodiscard]] std::optional<Comparison> parse_comparison(std::string_view word);
// The first is the one a new row begins with.
[[nodiscard]] std::span<const Comparison> comparisons_of(ColumnType type);

struct GridColumn {
    std::string_view name;
    ColumnType type = ColumnType::text;
    bool searchable = true;
    bool sortable = false;
    std::span<const std::string_view> choices{};
};

enum class GridProblem { unknown_column, unknown_comparison, needed, no_number, no_time, not_offered, wrong_order };

// What was typed in a row of the search bar.
struct ConditionText {
    std::string field, comparison, value, to;
    std::optional<GridProblem> problem;
};

// A day, a minute or a second: up to, not including, its end.
struct TimeSpan {
    runtime::TimePoint begin{};
    runtime::TimePoint end{};
    bool operator==(const TimeSpan&) const = default;
};
using ParseTime = std::function<std::optional<TimeSpan>(std::string_view)>;

// A number that is not whole stays text.
using GridValue = std::variant<std::string, long long, TimeSpan>;

struct Condition {
    std::size_t column = 0;
    Comparison comparison = Comparison::equal;
    GridValue value;
    GridValue to;  // of between
};

// A row's place in the order.
struct GridCursor {
    std::uint64_t id = 0;
    std::optional<std::string> value;  // in the sort column; nothing: NULL
    bool operator==(const GridCursor&) const = default;
};
[[nodiscard]] std::string to_string(const GridCursor& cursor);
[[nodiscard]] std::optional<GridCursor> parse_cursor(std::string_view text);

struct GridQuery {
    std::vector<ConditionText> typed;
    std::vector<Condition> conditions;  // the sound ones
    std::optional<std::size_t> sort;    // nothing: by id
    bool descending = true;
    std::optional<GridCursor> cursor;
    bool backward = false;  // the rows before the cursor
    unsigned page_size = 25;
    bool counts_all = false;

    // A search that was not understood finds nothing: nobody deletes more than they meant.
    [[nodiscard]] bool has_problems() const;
};

inline constexpr unsigned page_sizes[] = {10, 25, 50, 100};

using Params = std::map<std::string, std::string, std::less<>>;

[[nodiscard]] GridQuery parse_grid_query(std::span<const GridColumn> columns, const Params& params,
                                         const ParseTime& parse_time, unsigned default_page_size);

// The conditions, order and page size as parameters again; no cursor, no count.
[[nodiscard]] std::vector<std::pair<std::string, std::string>> to_params(std::span<const GridColumn> columns,
                                                                         const GridQuery& query);

// Backslash, percent and underscore stand for themselves.
[[nodiscard]] std::string like_pattern_containing(std::string_view text);
[[nodiscard]] std::string like_pattern_beginning(std::string_view text);

}  // namespace crm
