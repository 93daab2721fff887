// SPDX-License-Identifier: GPL-3.0-or-later
// What the pages of reports have in common: period and people in their form, the links to their files, how far was
// counted.
#pragma once

#include "cgi/pages/grid_export.h"
#include "cgi/pages/manager_frame.h"
#include "cgi/pages/report_columns.h"
#include "common/db/report_gateway.h"

#include <string>
#include <string_view>
#include <vector>

namespace pages {

void add_choice(web::Model& model, std::string_view section, std::string_view value, std::string_view word,
                std::string_view chosen);
void fill_period(web::Model& model, const web::Request& request, const ManagerFrame& frame);
// Agents, and for administrators groups.
void fill_people(web::Model& model, const web::Request& request, db::ReportGateway& reports);
// The links, for whom may; the file is of what the page shows.
void fill_exports(web::Model& model, const web::Request& request, std::string_view path);
void fill_counted_at(web::Model& model, const web::Request& request, db::ReportGateway& reports);

// The name an id has; "#7" when it is gone.
[[nodiscard]] std::string name_of(const std::vector<db::ReportName>& names, unsigned id);
// 2026-11-23 in the language's order.
[[nodiscard]] std::string date_words(const std::string& date, i18n::Language language);
// "Talk (s)"
[[nodiscard]] std::string figure_caption(const std::string& caption, FigureKind kind);
// As CSV or XLSX, as the parameter `format` says.
[[nodiscard]] web::Response export_lines(std::string_view name, const web::Request& request,
                                         std::vector<ExportColumn> columns, std::vector<db::GridRow> lines);

}  // namespace pages
