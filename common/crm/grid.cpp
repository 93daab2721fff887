// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/crm/grid.h"

#include "common/runtime/text.h"

#include <algorithm>
#include <array>
#include <utility>

namespace crm {

namespace {

constexpr std::array all_comparisons{Comparison::contains, Comparison::equal,   Comparison::more,
                                     Comparison::less,     Comparison::between, Comparison::empty};
constexpr std::array number_comparisons{Comparison::equal, Comparison::more, Comparison::less, Comparison::between};
constexpr std::array time_comparisons{Comparison::between, Comparison::equal, Comparison::more, Comparison::less,
                                      Comparison::empty};
constexpr std::array word_comparisons{Comparison::equal};
constexpr std::array name_comparisons{Comparison::contains, Comparison::equal, Comparison::empty};

constexpr std::size_t most_conditions = 40;

const std::string& param(const Params& params, const std::string& name)
{
    static const std::string absent;
    const auto found = params.find(name);
    return found == params.end() ? absent : found->second;
}

bool is_decimal(std::string_view text)
{
    if (text.starts_with('-')) text.remove_prefix(1);
    const auto point = text.find('.');
    const auto digits = [](std::string_view part) {
        return !part.empty() && part.size() <= 18 && part.find_first_not_of("0123456789") == std::string_view::npos;
    };
    return digits(text.substr(0, point)) && (point == std::string_view::npos || digits(text.substr(point + 1)));
}

using Parsed = std::variant<GridValue, GridProblem>;

Parsed parse_number(const std::string& text)
{
    if (!is_decimal(text)) return GridProblem::no_number;
    const auto whole = runtime::to_number(text);
    return whole ? GridValue{*whole} : GridValue{text};
}

Parsed parse_value(const GridColumn& column, const std::string& text, const ParseTime& parse_time)
{
    if (text.empty()) return GridProblem::needed;
    switch (column.type) {
        case ColumnType::text:
        case ColumnType::reference:
            return GridValue{text};
        case ColumnType::number:
            return parse_number(text);
        case ColumnType::datetime:
            if (const auto time = parse_time(text)) return GridValue{*time};
            return GridProblem::no_time;
        case ColumnType::choice:
            if (std::find(column.choices.begin(), column.choices.end(), text) == column.choices.end()) break;
            return GridValue{text};
        case ColumnType::flag:
            if (text != "0" && text != "1") break;
            return GridValue{static_cast<long long>(text == "1")};
    }
    return GridProblem::not_offered;
}

bool is_out_of_order(const GridValue& from, const GridValue& to)
{
    if (const auto* a = std::get_if<long long>(&from), *b = std::get_if<long long>(&to); a && b) return *b < *a;
    if (const auto* a = std::get_if<TimeSpan>(&from), *b = std::get_if<TimeSpan>(&to); a && b)
        return b->end <= a->begin;
    return false;
}

std::optional<GridProblem> read_values(Condition& condition, const GridColumn& column, const ConditionText& typed,
                                       const ParseTime& parse_time)
{
    if (condition.comparison == Comparison::empty) return std::nullopt;
    auto value = parse_value(column, typed.value, parse_time);
    if (const auto* problem = std::get_if<GridProblem>(&value)) return *problem;
    condition.value = std::get<GridValue>(std::move(value));
    if (condition.comparison != Comparison::between) return std::nullopt;
    auto to = parse_value(column, typed.to, parse_time);
    if (const auto* problem = std::get_if<GridProblem>(&to)) return *problem;
    condition.to = std::get<GridValue>(std::move(to));
    return is_out_of_order(condition.value, condition.to) ? std::optional{GridProblem::wrong_order} : std::nullopt;
}

void read_condition(GridQuery& query, std::span<const GridColumn> columns, ConditionText typed,
                    const ParseTime& parse_time)
{
    const auto column = std::find_if(columns.begin(), columns.end(),
                                     [&](const auto& c) { return c.searchable && c.name == typed.field; });
    const auto comparison = parse_comparison(typed.comparison);
    if (column == columns.end()) {
        typed.problem = GridProblem::unknown_column;
    } else {
        const auto offered = comparisons_of(column->type);
        if (!comparison || std::find(offered.begin(), offered.end(), *comparison) == offered.end()) {
            typed.problem = GridProblem::unknown_comparison;
        } else {
            Condition condition{static_cast<std::size_t>(column - columns.begin()), *comparison, {}, {}};
            typed.problem = read_values(condition, *column, typed, parse_time);
            if (!typed.problem) query.conditions.push_back(std::move(condition));
        }
    }
    query.typed.push_back(std::move(typed));
}

// Rows may be missing in between (one was taken out); a row nobody typed anything in asks for nothing.
void read_conditions(GridQuery& query, std::span<const GridColumn> columns, const Params& params,
                     const ParseTime& parse_time)
{
    for (std::size_t i = 1; i <= most_conditions; ++i) {
        const auto n = std::to_string(i);
        ConditionText typed{param(params, "f" + n), param(params, "c" + n),
                            std::string(runtime::trim(param(params, "v" + n))),
                            std::string(runtime::trim(param(params, "w" + n))), std::nullopt};
        const bool asks = !typed.value.empty() || !typed.to.empty() || typed.comparison == to_string(Comparison::empty);
        if (asks) read_condition(query, columns, std::move(typed), parse_time);
    }
}

void read_order(GridQuery& query, std::span<const GridColumn> columns, const Params& params)
{
    const auto& sort = param(params, "sort");
    const auto column =
        std::find_if(columns.begin(), columns.end(), [&](const auto& c) { return c.sortable && c.name == sort; });
    if (column == columns.end()) return;
    query.sort = static_cast<std::size_t>(column - columns.begin());
    query.descending = param(params, "dir") == "desc";
}

}  // namespace

std::string_view to_string(Comparison comparison)
{
    switch (comparison) {
        case Comparison::contains:
            return "contains";
        case Comparison::equal:
            return "equal";
        case Comparison::more:
            return "more";
        case Comparison::less:
            return "less";
        case Comparison::between:
            return "between";
        case Comparison::empty:
            return "empty";
    }
    return "";
}

std::optional<Comparison> parse_comparison(std::string_view word)
{
    for (const auto comparison : all_comparisons) {
        if (word == to_string(comparison)) return comparison;
    }
    return std::nullopt;
}

std::span<const Comparison> comparisons_of(ColumnType type)
{
    switch (type) {
        case ColumnType::text:
            return all_comparisons;
        case ColumnType::number:
            return number_comparisons;
        case ColumnType::datetime:
            return time_comparisons;
        case ColumnType::choice:
        case ColumnType::flag:
            return word_comparisons;
        case ColumnType::reference:
            return name_comparisons;
    }
    return {};
}

std::string to_string(const GridCursor& cursor)
{
    return cursor.value ? std::to_string(cursor.id) + ":" + *cursor.value : std::to_string(cursor.id);
}

std::optional<GridCursor> parse_cursor(std::string_view text)
{
    const auto colon = text.find(':');
    const auto id = runtime::to_number(text.substr(0, colon));
    if (!id || *id < 0) return std::nullopt;
    GridCursor cursor{static_cast<std::uint64_t>(*id), std::nullopt};
    if (colon != std::string_view::npos) cursor.value = text.substr(colon + 1);
    return cursor;
}

bool GridQuery::has_problems() const
{
    return std::any_of(typed.begin(), typed.end(), [](const auto& t) { return t.problem.has_value(); });
}

GridQuery parse_grid_query(std::span<const GridColumn> columns, const Params& params, const ParseTime& parse_time,
                           unsigned default_page_size)
{
    GridQuery query;
    query.page_size = default_page_size;
    read_conditions(query, columns, params, parse_time);
    read_order(query, columns, params);
    query.cursor = parse_cursor(param(params, "after"));
    if (!query.cursor) {
        query.cursor = parse_cursor(param(params, "before"));
        query.backward = query.cursor.has_value();
    }
    const auto size = runtime::to_number(param(params, "n"));
    if (size && std::find(std::begin(page_sizes), std::end(page_sizes), *size) != std::end(page_sizes)) {
        query.page_size = static_cast<unsigned>(*size);
    }
    query.counts_all = param(params, "count") == "all";
    return query;
}

std::vector<std::pair<std::string, std::string>> to_params(std::span<const GridColumn> columns, const GridQuery& query)
{
    std::vector<std::pair<std::string, std::string>> params;
    std::size_t i = 0;
    for (const auto& typed : query.typed) {
        const auto n = std::to_string(++i);
        params.emplace_back("f" + n, typed.field);
        params.emplace_back("c" + n, typed.comparison);
        params.emplace_back("v" + n, typed.value);
        if (!typed.to.empty()) params.emplace_back("w" + n, typed.to);
    }
    if (query.sort) {
        params.emplace_back("sort", columns[*query.sort].name);
        params.emplace_back("dir", query.descending ? "desc" : "asc");
    }
    params.emplace_back("n", std::to_string(query.page_size));
    return params;
}

std::string like_pattern_beginning(std::string_view text)
{
    std::string pattern;
    for (const char c : text) {
        if (c == '\\' || c == '%' || c == '_') pattern += '\\';
        pattern += c;
    }
    return pattern += '%';
}

std::string like_pattern_containing(std::string_view text)
{
    return "%" + like_pattern_beginning(text);
}

}  // namespace crm
