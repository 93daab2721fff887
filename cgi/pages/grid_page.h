// SPDX-License-Identifier: GPL-3.0-or-later
// A list described by a GridSpec: search, order, pages, columns, export of the result.
#pragma once

#include "cgi/pages/grid_spec.h"
#include "cgi/pages/manager_frame.h"
#include "common/db/grid_columns_gateway.h"
#include "common/db/grid_gateway.h"

#include <functional>

namespace pages {

// Says a row of the list in other words before it is shown or exported. The value it is sorted by has to stay.
using RowWriter = std::function<void(db::GridRow&)>;
using RowWriterOf = std::function<RowWriter(const web::Request&)>;

class GridPage {
public:
    // All outlive it.
    GridPage(db::LazyConnection& db, const ManagerFrame& frame, const GridSpec& spec);

    // Asked for each request.
    void write_rows_with(RowWriterOf writer_of) { writer_of_ = std::move(writer_of); }

    [[nodiscard]] web::Response show(const web::Request& request);
    [[nodiscard]] web::Response export_result(const web::Request& request);
    [[nodiscard]] web::Response choose_columns(const web::Request& request);

private:
    [[nodiscard]] std::vector<std::size_t> shown_columns(const web::Request& request);
    void fill_search(web::Model& model, const web::Request& request, const crm::GridQuery& query) const;
    void fill_heads(web::Model& model, const web::Request& request, const crm::GridQuery& query,
                    const std::vector<std::size_t>& shown) const;
    void fill_rows(web::Model& model, const web::Request& request, const std::vector<db::GridRow>& rows,
                   const std::vector<std::size_t>& shown) const;
    void fill_cell(web::Model& cell, const web::Request& request, const db::GridRow& row, std::size_t field) const;
    void fill_sound(web::Model& cell, const web::Request& request, const db::GridRow& row, const std::string& id) const;
    [[nodiscard]] std::string link_address(const RowLink& link, const db::GridRow& row) const;
    void fill_pager(web::Model& model, const crm::GridQuery& query, const db::GridRows& page) const;
    void fill_exports(web::Model& model, const web::Request& request, const crm::GridQuery& query) const;
    void fill_count(web::Model& model, const web::Request& request, const crm::GridQuery& query,
                    const db::GridRows& page);
    [[nodiscard]] std::string shown_text(const web::Request& request, std::size_t field,
                                         const std::optional<std::string>& cell) const;
    [[nodiscard]] bool may_see(const web::Request& request, std::size_t field) const;
    [[nodiscard]] bool may_delete(const web::Request& request) const;
    [[nodiscard]] bool may_select(const web::Request& request) const;

    const ManagerFrame& frame_;
    const GridSpec& spec_;
    std::vector<crm::GridColumn> columns_;
    db::GridGateway grid_;
    db::GridColumnsGateway chosen_;
    RowWriterOf writer_of_ = [](const web::Request&) { return [](db::GridRow&) {}; };
};

}  // namespace pages
