// SPDX-License-Identifier: GPL-3.0-or-later
// One row of a list: the form that adds or edits it. Who opened the form before somebody else changed the row is told
// so.
#pragma once

#include "cgi/pages/grid_spec.h"
#include "cgi/pages/manager_frame.h"
#include "cgi/pages/record_rules.h"

namespace pages {

class RecordPage {
public:
    // All outlive it; `rules`: null where the fields alone decide.
    RecordPage(db::LazyConnection& db, const ManagerFrame& frame, const GridSpec& spec, RecordRules* rules = nullptr);

    // `copy`: the row it begins as.
    [[nodiscard]] web::Response show_new(const web::Request& request);
    [[nodiscard]] web::Response show_edit(const web::Request& request);
    [[nodiscard]] web::Response save(const web::Request& request);

private:
    [[nodiscard]] web::Response form(const web::Request& request, std::uint64_t id, const web::Request::Fields& typed,
                                     const FieldProblems& problems, std::string_view seen, int status);
    [[nodiscard]] runtime::Result<void> add(const web::Request& request, const RecordForm& form);

    db::LazyConnection& db_;
    const ManagerFrame& frame_;
    const GridSpec& spec_;
    RecordRules* rules_;
    RecordForms forms_;
};

}  // namespace pages
