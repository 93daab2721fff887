// SPDX-License-Identifier: GPL-3.0-or-later
// The form that says what is to be done with a file: which column is which, what happens to duplicates, who is dialed.
//
//   m0, m1 ...             number of our column for the file's first, second ...; "" leaves it out
//   numbers                the same, typed as the manual says: 0,8,,12
//   duplicates, key        crm::Duplicates, crm::DuplicateKey
//   group                  whose the rows become
//   dial, number_column, time_column, fixed_time, campaign
//   assign, extensions     nobody, group or list
#pragma once

#include "cgi/pages/manager_frame.h"
#include "common/crm/import_plan.h"
#include "common/db/import_job_gateway.h"
#include "common/db/record_gateway.h"

#include <set>
#include <string>

namespace pages {

// Names of what is wrong: sections PROBLEM_... of the template.
using ImportProblems = std::set<std::string, std::less<>>;

class ImportForm {
public:
    ImportForm(db::LazyConnection& db, const ManagerFrame& frame, db::ImportJobGateway& jobs);

    // What the account mapped a file of this header to before, else what the header's words mean.
    [[nodiscard]] web::Request::Fields presets(const web::Request& request, const db::ImportJob& job,
                                               const crm::Preview& preview);
    // m0, m1 ... as `numbers` says; false when that says something else than columns of the table.
    [[nodiscard]] static bool take_numbers(crm::ImportTable table, std::size_t width, web::Request::Fields& typed);

    void fill(web::Model& model, const web::Request& request, const db::ImportJob& job, const crm::Preview& preview,
              const web::Request::Fields& typed, const ImportProblems& problems);

    struct Read {
        crm::ImportPlan plan;
        ImportProblems problems;
    };
    [[nodiscard]] Read read(const web::Request& request, const db::ImportJob& job, const crm::Preview& preview);

private:
    void fill_columns(web::Model& model, const web::Request& request, crm::ImportTable table, bool has_header,
                      const crm::Preview& preview, const web::Request::Fields& typed) const;
    void fill_choices(web::Model& model, const web::Request& request, const web::Request::Fields& typed);
    [[nodiscard]] unsigned read_group(const web::Request& request, ImportProblems& problems);
    void read_dial(const web::Request& request, crm::ImportPlan& plan, ImportProblems& problems);
    void read_assignment(const web::Request& request, crm::ImportPlan& plan, ImportProblems& problems);

    const ManagerFrame& frame_;
    db::ImportJobGateway& jobs_;
    db::RecordGateway references_;
};

}  // namespace pages
