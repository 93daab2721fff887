// SPDX-License-Identifier: GPL-3.0-or-later
// One import: its file and how it is read, the mapping, its progress, its report. Jobs of other groups are absent.
#pragma once

#include "cgi/pages/import_form.h"
#include "cgi/pages/import_worker.h"
#include "cgi/pages/manager_frame.h"
#include "cgi/web/upload_folder.h"

namespace pages {

class ImportJobPage {
public:
    // All outlive it.
    ImportJobPage(db::LazyConnection& db, const ManagerFrame& frame, db::ImportJobGateway& jobs,
                  const web::UploadFolder& folder, const ImportWorker& worker)
        : frame_(frame), jobs_(jobs), folder_(folder), worker_(worker), form_(db, frame, jobs)
    {
    }

    [[nodiscard]] web::Response show(const web::Request& request);
    [[nodiscard]] web::Response state(const web::Request& request);    // JSON, for the progress bar
    [[nodiscard]] web::Response rejects(const web::Request& request);  // CSV

    [[nodiscard]] web::Response look(const web::Request& request);  // read the file anew, in another form
    [[nodiscard]] web::Response start(const web::Request& request);
    [[nodiscard]] web::Response again(const web::Request& request);  // the step whose worker died
    [[nodiscard]] web::Response undo(const web::Request& request);
    [[nodiscard]] web::Response discard(const web::Request& request);

private:
    [[nodiscard]] std::optional<db::ImportJob> job_of(const web::Request& request);
    [[nodiscard]] bool is_interrupted(const db::ImportJob& job, runtime::TimePoint now);
    [[nodiscard]] web::Response page(const web::Request& request, const db::ImportJob& job,
                                     const web::Request::Fields* typed, const ImportProblems& problems);
    void fill_progress(web::Model& model, const web::Request& request, const db::ImportJob& job);
    void fill_look(web::Model& model, const web::Request& request, const db::ImportJob& job) const;
    void fill_report(web::Model& model, const web::Request& request, const db::ImportJob& job) const;
    // Back to the job's page, with a worker when the step was taken.
    [[nodiscard]] web::Response go_on(const db::ImportJob& job, bool is_taken);

    const ManagerFrame& frame_;
    db::ImportJobGateway& jobs_;
    const web::UploadFolder& folder_;
    const ImportWorker& worker_;
    ImportForm form_;
};

}  // namespace pages
