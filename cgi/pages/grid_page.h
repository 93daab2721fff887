// SPDX-License-Identifier: GPL-3.0-or-later
// A list described by a GridSpec: search, order, pages, columns, export of the result, and batches, which show what
// they would touch before they do. A batch that takes long does a part and asks to go on.
#pragma once

#include "cgi/pages/grid_spec.h"
#include "cgi/pages/manager_frame.h"
#include "cgi/pages/record_form.h"
#include "common/db/grid_columns_gateway.h"
#include "common/db/grid_gateway.h"

namespace pages {

class GridPage {
public:
    // All outlive it.
    GridPage(db::LazyConnection& db, const ManagerFrame& frame, const GridSpec& spec);

    [[nodiscard]] const GridSpec& spec() const { return spec_; }

    [[nodiscard]] web::Response show(const web::Request& request);
    [[nodiscard]] web::Response export_result(const web::Request& request);
    [[nodiscard]] web::Response choose_columns(const web::Request& request);
    [[nodiscard]] web::Response ask_batch(const web::Request& request);  // counts, changes nothing
    [[nodiscard]] web::Response run_batch(const web::Request& request);

    [[nodiscard]] web::Response show_new(const web::Request& request);
    [[nodiscard]] web::Response show_edit(const web::Request& request);
    [[nodiscard]] web::Response save(const web::Request& request);

private:
    [[nodiscard]] crm::GridQuery query_of(const web::Request& request) const;
    [[nodiscard]] std::vector<std::size_t> shown_columns(const web::Request& request);
    void fill_search(web::Model& model, const web::Request& request, const crm::GridQuery& query) const;
    void fill_heads(web::Model& model, const web::Request& request, const crm::GridQuery& query,
                    const std::vector<std::size_t>& shown) const;
    void fill_rows(web::Model& model, const web::Request& request, const std::vector<db::GridRow>& rows,
                   const std::vector<std::size_t>& shown) const;
    void fill_cell(web::Model& cell, const web::Request& request, const db::GridRow& row, std::size_t field) const;
    [[nodiscard]] std::string link_address(const RowLink& link, const db::GridRow& row) const;
    void fill_pager(web::Model& model, const web::Request& request, const crm::GridQuery& query,
                    const db::GridRows& page);
    [[nodiscard]] std::string shown_text(const web::Request& request, std::size_t field,
                                         const std::optional<std::string>& cell) const;
    [[nodiscard]] web::Response ask(const web::Request& request, const FieldProblems& problems, std::uint64_t done);
    // What was ticked to be changed.
    [[nodiscard]] std::vector<db::FieldChange> changes_of(const web::Request& request, FieldProblems& problems);
    [[nodiscard]] web::Response form(const web::Request& request, std::uint64_t id, const web::Request::Fields& typed,
                                     const FieldProblems& problems, std::string_view seen, int status);
    [[nodiscard]] bool may_see(const web::Request& request, std::size_t field) const;

    const ManagerFrame& frame_;
    const GridSpec& spec_;
    std::vector<crm::GridColumn> columns_;
    db::GridGateway grid_;
    db::GridColumnsGateway chosen_;
    RecordForms forms_;
};

// The routes of a list: those its spec has. `access`: who, and which rows.
[[nodiscard]] web::Routes grid_routes(GridPage& page, web::Access access);

}  // namespace pages
