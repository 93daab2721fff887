// SPDX-License-Identifier: GPL-3.0-or-later
// Many rows of a list deleted or changed at once: what it would touch is shown before it does. A batch that takes long
// does a part and asks to go on.
#pragma once

#include "cgi/pages/grid_spec.h"
#include "cgi/pages/manager_frame.h"
#include "cgi/pages/record_form.h"
#include "common/db/grid_gateway.h"

namespace pages {

// The rows a list's form means: those ticked (s12=1), "ids" of a page that asked back, or all found.
[[nodiscard]] db::GridSelection selection_of(const web::Request& request);
// "12,15": the ticked ones, for a page that asks back.
[[nodiscard]] std::string ids_text(const db::GridSelection& selection);

class GridBatch {
public:
    // All outlive it.
    GridBatch(db::LazyConnection& db, const ManagerFrame& frame, const GridSpec& spec);

    [[nodiscard]] web::Response ask(const web::Request& request);  // counts, changes nothing
    [[nodiscard]] web::Response run(const web::Request& request);

private:
    // `done`: rows of the part that is done.
    [[nodiscard]] web::Response ask_back(const web::Request& request, const FieldProblems& problems,
                                         std::uint64_t done);
    // What was ticked to be changed.
    [[nodiscard]] std::vector<db::FieldChange> changes_of(const web::Request& request, FieldProblems& problems);

    const ManagerFrame& frame_;
    const GridSpec& spec_;
    std::vector<crm::GridColumn> columns_;
    db::GridGateway grid_;
    RecordForms forms_;
};

}  // namespace pages
