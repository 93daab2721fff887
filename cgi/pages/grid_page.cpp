// SPDX-License-Identifier: GPL-3.0-or-later
#include "cgi/pages/grid_page.h"

#include "cgi/pages/grid_export.h"
#include "cgi/pages/grid_query.h"
#include "cgi/pages/page_right.h"
#include "cgi/pages/query_text.h"
#include "cgi/web/urls.h"
#include "common/db/time_text.h"
#include "common/i18n/format.h"
#include "common/runtime/text.h"

#include <algorithm>

namespace pages {

namespace {

std::string_view problem_section(crm::GridProblem problem)
{
    switch (problem) {
        case crm::GridProblem::unknown_column:
            return "UNKNOWN_COLUMN";
        case crm::GridProblem::unknown_comparison:
            return "UNKNOWN_COMPARISON";
        case crm::GridProblem::needed:
            return "VALUE_NEEDED";
        case crm::GridProblem::no_number:
            return "NO_NUMBER";
        case crm::GridProblem::no_time:
            return "NO_TIME";
        case crm::GridProblem::not_offered:
            return "NOT_OFFERED";
        case crm::GridProblem::wrong_order:
            return "WRONG_ORDER";
    }
    return "";
}

std::string_view type_word(crm::ColumnType type)
{
    switch (type) {
        case crm::ColumnType::text:
            return "text";
        case crm::ColumnType::number:
            return "number";
        case crm::ColumnType::datetime:
            return "datetime";
        case crm::ColumnType::choice:
            return "choice";
        case crm::ColumnType::flag:
            return "flag";
        case crm::ColumnType::reference:
            return "reference";
    }
    return "";
}

}  // namespace

GridPage::GridPage(db::LazyConnection& db, const ManagerFrame& frame, const GridSpec& spec)
    : frame_(frame), spec_(spec), columns_(spec.table.columns()), grid_(db, spec.table), chosen_(db)
{
}

bool GridPage::may_see(const web::Request& request, std::size_t field) const
{
    return !spec_.fields[field].is_technical && (columns_[field].name != "group" || request.scope().is_everything());
}

bool GridPage::may_delete(const web::Request& request) const
{
    return spec_.may_delete && may(request, spec_.menu, crm::Right::remove);
}

bool GridPage::may_select(const web::Request& request) const
{
    if (request.account().type == crm::UserType::agent) return false;
    return (spec_.has_form && may(request, spec_.menu, crm::Right::edit)) || may_delete(request);
}

std::vector<std::size_t> GridPage::shown_columns(const web::Request& request)
{
    const auto chosen = chosen_.find(request.account().id, std::string(spec_.path));
    std::vector<std::size_t> shown;
    for (std::size_t i = 0; i < columns_.size(); ++i) {
        const bool wanted = chosen ? std::find(chosen->begin(), chosen->end(), columns_[i].name) != chosen->end()
                                   : spec_.fields[i].is_shown;
        if (wanted && may_see(request, i)) shown.push_back(i);
    }
    if (shown.empty()) shown.push_back(0);
    return shown;
}

web::Response GridPage::show(const web::Request& request)
{
    const auto query = grid_query_of(spec_, columns_, request);
    const auto shown = shown_columns(request);
    auto page = grid_.page(request.scope(), query);
    std::for_each(page.rows.begin(), page.rows.end(), writer_of_(request));
    auto model = frame_.model(request, spec_.menu);
    model.set("TITLE", frame_.word(request, spec_.title)).set("ADDRESS", manager_address(spec_.path));
    const bool may_edit = may(request, spec_.menu, crm::Right::edit);
    model.show_if((spec_.has_form || spec_.has_own_form) && may_edit, "MAY_CREATE")
        .show_if(spec_.has_form && may_edit, "MAY_EDIT")
        .show_if(spec_.has_form || spec_.has_own_form, "MAY_OPEN")
        .show_if(may_delete(request), "MAY_DELETE");
    model.show_if(may_select(request), "MAY_SELECT");
    if (may_select(request))
        for (const auto& action : spec_.actions)
            model.add("ROWS_ACTION")
                .set("ACTION_ADDRESS", manager_address(spec_.path).append(action.path))
                .set("ACTION_ICON", action.icon)
                .set("ACTION_WORD", frame_.word(request, action.word));
    for (const auto& link : spec_.pages) {
        if (link.for_admins && !request.scope().is_everything()) continue;
        model.add("PAGE_LINK")
            .set("LINK_ADDRESS", manager_address(link.path))
            .set("LINK_ICON", link.icon)
            .set("LINK_WORD", frame_.word(request, link.word));
    }
    fill_search(model, request, query);
    fill_heads(model, request, query, shown);
    fill_rows(model, request, page.rows, shown);
    model.show_if(page.rows.empty() && !page.searched_to, "NO_ROWS");
    fill_pager(model, query, page);
    fill_exports(model, request, query);
    fill_count(model, request, query, page);
    for (const auto* done : {"deleted", "changed", "saved", "recycled", "added"}) {
        const auto count = runtime::to_number(request.param(done));
        if (!count) continue;
        auto& notice = model.add(std::string("DONE_") + done);
        notice.set("DONE_COUNT", i18n::format_number(*count, request.language()));
    }
    return frame_.show(request, "grid.html", model, query.has_problems() ? 422 : 200);
}

void GridPage::fill_search(web::Model& model, const web::Request& request, const crm::GridQuery& query) const
{
    const auto fill_row = [&](std::size_t number, const crm::ConditionText& typed) {
        auto& row = model.add("CONDITION");
        row.set("N", static_cast<long long>(number)).set("TYPED", typed.value).set("TYPED_TO", typed.to);
        row.show_if(typed.comparison == "between", "IS_BETWEEN").show_if(typed.comparison == "empty", "IS_EMPTY");
        row.set("CHOSEN_COMPARISON", typed.comparison);
        for (const auto* word : {"contains", "equal", "more", "less", "between", "empty"})
            row.show_if(typed.comparison == word, std::string("COMPARES_") + word);
        if (typed.problem) row.add("SEARCH_PROBLEM").add(problem_section(*typed.problem));
        for (std::size_t i = 0; i < columns_.size(); ++i) {
            if (!columns_[i].searchable || (columns_[i].name == "group" && !may_see(request, i))) continue;
            auto& option = row.add("SEARCH_FIELD");
            option.set("FIELD_NAME", columns_[i].name).set("FIELD_TYPE", type_word(columns_[i].type));
            option.set("FIELD_CAPTION", frame_.word(request, spec_.fields[i].caption));
            option.show_if(columns_[i].name == typed.field, "FIELD_CHOSEN");
        }
    };
    std::size_t number = 0;
    for (const auto& typed : query.typed)
        fill_row(++number, typed);
    fill_row(++number, {});
    model.show_if(!query.typed.empty(), "IS_SEARCH");
    for (std::size_t i = 0; i < columns_.size(); ++i) {
        if (spec_.fields[i].words.empty()) continue;
        auto& words = model.add("CHOICES_OF");
        words.set("FIELD_NAME", columns_[i].name);
        for (const auto& [value, word] : spec_.fields[i].words)
            words.add("WORD").set("WORD_VALUE", value).set("WORD_TEXT", frame_.word(request, word));
    }
    for (const auto& [name, value] : crm::to_params(columns_, query)) {
        model.add("KEPT").set("KEPT_NAME", name).set("KEPT_VALUE", value);
        const bool is_condition =
            std::string_view("fcvw").find(name.front()) != std::string_view::npos && name.size() > 1;
        if (!is_condition) model.add("ORDER_KEPT").set("KEPT_NAME", name).set("KEPT_VALUE", value);
    }
}

void GridPage::fill_heads(web::Model& model, const web::Request& request, const crm::GridQuery& query,
                          const std::vector<std::size_t>& shown) const
{
    for (std::size_t i = 0; i < columns_.size(); ++i) {
        if (!may_see(request, i)) continue;
        const bool is_shown = std::find(shown.begin(), shown.end(), i) != shown.end();
        const auto caption = frame_.word(request, spec_.fields[i].caption);
        auto& choice = model.add("COLUMN_CHOICE");
        choice.set("COLUMN_NAME", columns_[i].name).set("COLUMN_CAPTION", caption).show_if(is_shown, "COLUMN_SHOWN");
        if (!is_shown) continue;
        auto& head = model.add("HEAD");
        head.set("HEAD_CAPTION", caption);
        if (!columns_[i].sortable) {
            head.add("HEAD_PLAIN");
            continue;
        }
        auto turned = query;
        const bool is_sorted = query.sort == i;
        turned.sort = i;
        turned.descending = is_sorted && !query.descending;
        head.show_if(is_sorted && query.descending, "SORTED_DOWN").show_if(is_sorted && !query.descending, "SORTED_UP");
        head.add("HEAD_LINK")
            .set("SORT_ADDRESS", manager_address(spec_.path) + query_text(crm::to_params(columns_, turned)));
    }
}

std::string GridPage::shown_text(const web::Request& request, std::size_t field,
                                 const std::optional<std::string>& cell) const
{
    if (!cell) return "";
    if (columns_[field].type == crm::ColumnType::datetime) {
        const auto time = db::parse_time_text(*cell);
        return time ? i18n::format_date_time(*time, request.language()) : "";
    }
    for (const auto& [value, word] : spec_.fields[field].words) {
        if (value == *cell) return frame_.word(request, word);
    }
    return *cell;
}

std::string GridPage::link_address(const RowLink& link, const db::GridRow& row) const
{
    const auto value =
        std::find_if(columns_.begin(), columns_.end(), [&](const auto& c) { return c.name == link.value; });
    const auto target = value == columns_.end()
                            ? std::to_string(row.id)
                            : row.cells[static_cast<std::size_t>(value - columns_.begin())].value_or("");
    return manager_address(link.prefix) + percent_encoded(target);
}

void GridPage::fill_cell(web::Model& cell, const web::Request& request, const db::GridRow& row, std::size_t field) const
{
    const auto text = shown_text(request, field, row.cells[field]);
    const auto link = std::find_if(spec_.links.begin(), spec_.links.end(),
                                   [&](const RowLink& l) { return l.field == columns_[field].name; });
    const bool is_link = link != spec_.links.end() && !text.empty() && (text != "0" || link->even_none);
    if (is_link && link->plays && may(request, "/recordings", crm::Right::view))
        return fill_sound(cell, request, row, text);
    if (columns_[field].type == crm::ColumnType::number) cell.add("IS_NUMBER");
    if (is_link && !link->plays) {
        cell.add("CELL_LINK").set("CELL_ADDRESS", link_address(*link, row)).set("CELL_TEXT", text);
    } else if (spec_.fields[field].input == Input::website && !text.empty()) {
        cell.add("CELL_WEBSITE").set("CELL_ADDRESS", text).set("CELL_TEXT", text);
    } else if (spec_.fields[field].is_dialed && !text.empty() && may(request, "/portal", crm::Right::edit)) {
        cell.add("CELL_NUMBER").set("CELL_TEXT", text);
    } else {
        cell.add("CELL_PLAIN").set("CELL_TEXT", text);
    }
    if (columns_[field].name == spec_.history_field && !text.empty() && may(request, "/dialedlist", crm::Right::view))
        cell.add("CELL_HISTORY").set("HISTORY_ADDRESS", manager_address("/number?number=") + percent_encoded(text));
}

void GridPage::fill_sound(web::Model& cell, const web::Request& request, const db::GridRow& row,
                          const std::string& id) const
{
    auto& sound = cell.add("CELL_SOUND");
    sound.set("PLAY_ADDRESS", web::play_url + id);
    if (may(request, "/recordings", crm::Right::download))
        sound.add("DOWNLOAD").set("DOWNLOAD_ADDRESS", web::download_url + id);
    std::string title;
    for (std::size_t i = 0; i < columns_.size(); ++i) {
        const bool tells_which = i == 0 || columns_[i].name == "src" || columns_[i].name == "dst";
        if (!tells_which) continue;
        title += (title.empty() ? "" : " - ") + shown_text(request, i, row.cells[i]);
    }
    sound.set("SOUND_TITLE", title);
}

void GridPage::fill_rows(web::Model& model, const web::Request& request, const std::vector<db::GridRow>& rows,
                         const std::vector<std::size_t>& shown) const
{
    for (const auto& row : rows) {
        auto& line = model.add("ROW");
        line.set("ROW_ID", static_cast<long long>(row.id));
        const auto name = shown_text(request, shown.front(), row.cells[shown.front()]);
        line.set("ROW_NAME", name.empty() ? "#" + std::to_string(row.id) : name);
        line.show_if(may_select(request), "ROW_TICK");
        if (spec_.has_form || spec_.has_own_form) {
            line.add("ROW_OPEN")
                .set("OPEN_ADDRESS", manager_address(spec_.path).append(spec_.open_path) + std::to_string(row.id));
        }
        for (const auto field : shown)
            fill_cell(line.add("CELL"), request, row, field);
    }
}

void GridPage::fill_pager(web::Model& model, const crm::GridQuery& query, const db::GridRows& page) const
{
    const auto address = manager_address(spec_.path);
    const auto params = crm::to_params(columns_, query);
    const auto beyond = [&](const char* name, const crm::GridCursor& cursor) {
        auto with = params;
        with.emplace_back(name, to_string(cursor));
        return address + query_text(with);
    };
    const auto beside = [&](const char* name, const db::GridRow& row) {
        return beyond(name, {row.id, query.sort ? row.cells[*query.sort] : std::nullopt});
    };
    if (page.has_before && !page.rows.empty())
        model.add("BEFORE").set("BEFORE_ADDRESS", beside("before", page.rows.front()));
    if (page.has_after && !page.rows.empty())
        model.add("AFTER").set("AFTER_ADDRESS", beside("after", page.rows.back()));
    if (page.searched_to)
        model.add("SEARCH_ON")
            .set("SEARCH_ON_ADDRESS", beyond(page.is_search_backward ? "before" : "after", *page.searched_to));
    for (const auto size : crm::page_sizes) {
        auto sized = query;
        sized.page_size = size;
        model.add("SIZE")
            .set("SIZE_ADDRESS", address + query_text(crm::to_params(columns_, sized)))
            .set("SIZE_ROWS", static_cast<long long>(size))
            .show_if(size == query.page_size, "SIZE_CURRENT");
    }
}

void GridPage::fill_exports(web::Model& model, const web::Request& request, const crm::GridQuery& query) const
{
    if (!may(request, spec_.menu, crm::Right::export_rows)) return;
    const auto address = manager_address(spec_.path) + "/export" + query_text(crm::to_params(columns_, query));
    auto& exports = model.add("MAY_EXPORT");
    exports.set("CSV_ADDRESS", address + "&format=csv").set("XLSX_ADDRESS", address + "&format=xlsx");
}

void GridPage::fill_count(web::Model& model, const web::Request& request, const crm::GridQuery& query,
                          const db::GridRows& page)
{
    const bool is_part = page.is_of_stretch && !query.counts_all;
    const bool is_all = !page.has_before && !page.has_after && !page.is_of_stretch;
    const auto count =
        is_part || is_all ? db::GridCount{page.rows.size(), is_part} : grid_.count(request.scope(), query);
    model.set("COUNT", i18n::format_number(static_cast<long long>(count.rows), request.language()));
    model.show_if(count.is_capped, "COUNT_CAPPED");
    if (count.is_capped && count.rows < db::GridGateway::count_cap)
        model.add("COUNT_ALL")
            .set("COUNT_ADDRESS",
                 manager_address(spec_.path) + query_text(crm::to_params(columns_, query)) + "&count=all");
    for (std::size_t i = 0; i < columns_.size(); ++i) {
        if (columns_[i].name != spec_.empty_field) continue;
        auto empty = query;
        empty.conditions.push_back({i, crm::Comparison::empty, {}, {}});
        const auto found = grid_.count(request.scope(), empty);
        auto& row = model.add("EMPTY_COUNT");
        row.set("EMPTY_CAPTION", frame_.word(request, spec_.empty_caption)).show_if(found.is_capped, "EMPTY_CAPPED");
        row.set("EMPTY_ROWS", i18n::format_number(static_cast<long long>(found.rows), request.language()));
    }
}

web::Response GridPage::choose_columns(const web::Request& request)
{
    std::vector<std::string> names;
    for (const auto& column : columns_) {
        if (request.param("column_" + std::string(column.name)) == "1") names.emplace_back(column.name);
    }
    if (request.param("reset") == "1") names.clear();
    chosen_.keep(request.account().id, std::string(spec_.path), names);
    return web::see_other(manager_address(spec_.path) +
                          query_text(crm::to_params(columns_, grid_query_of(spec_, columns_, request))));
}

web::Response GridPage::export_result(const web::Request& request)
{
    const auto query = grid_query_of(spec_, columns_, request);
    if (query.has_problems()) return web::not_found();
    std::vector<ExportColumn> columns;
    for (std::size_t i = 0; i < columns_.size(); ++i) {
        if (spec_.fields[i].is_technical) continue;
        columns.push_back(
            {i, frame_.word(request, spec_.fields[i].caption), columns_[i].type == crm::ColumnType::number});
    }
    const auto text = [this, request](std::size_t field, const std::optional<std::string>& cell) {
        if (columns_[field].type != crm::ColumnType::datetime) return shown_text(request, field, cell);
        const auto time = cell ? db::parse_time_text(*cell) : std::nullopt;
        return time ? i18n::format_local_time(*time) : std::string{};
    };
    const auto name = std::string(spec_.path.substr(1));
    return export_rows(name, request.param("format") == "xlsx" ? ExportFormat::xlsx : ExportFormat::csv,
                       std::move(columns), text,
                       [this, query, scope = request.scope(), write = writer_of_(request)](const auto& take) {
                           grid_.each(scope, query, [&](db::GridRow row) {
                               write(row);
                               take(row);
                           });
                       });
}

}  // namespace pages
