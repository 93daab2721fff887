// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/imports/import_run.h"

#include "common/db/audit_gateway.h"
#include "common/db/import_old_gateway.h"
#include "common/imports/file_import.h"

#include <filesystem>

namespace imports {

namespace {

std::string text_of(std::uint64_t number)
{
    return std::to_string(number);
}

// Two connections: what is told of the work must be seen while the work is not.
class Run {
public:
    Run(const db::DbConfig& database, const std::string& folder, unsigned import)
        : work_(database), news_(database), folder_(folder), import_(import)
    {
    }

    void run()
    {
        db::ImportRunGateway jobs{work_.get()};
        if (!jobs.lock(import_)) return;
        const auto job = jobs.job(import_);
        if (!job) return;
        try {
            do_step(*job);
        } catch (const sheets::FileError& e) {
            db::ImportRunGateway{news_.get()}.fail(import_, sheets::to_string(e.why()), e.line(), e.what());
        } catch (const std::exception& e) {
            db::ImportRunGateway{news_.get()}.fail(import_, "failed", 0, e.what());
            throw;
        }
    }

private:
    void do_step(const db::ImportJob& job)
    {
        if (job.status == "reading") look(job);
        if (job.status == "ready" || job.status == "running") import_file(job);
        if (job.status == "undoing") undo(job);
    }

    [[nodiscard]] std::string path_of(const db::ImportJob& job) const { return folder_ + "/" + job.storedfile; }

    void look(const db::ImportJob& job)
    {
        const auto form = job.form.empty() ? std::nullopt : std::optional(crm::form_from_json(job.form));
        const auto preview = sheets::preview_of(path_of(job), form);
        db::ImportRunGateway{work_.get()}.finish_look(job.id, crm::to_json(preview),
                                                      job.header.value_or(preview.has_header));
    }

    void import_file(const db::ImportJob& job)
    {
        db::ImportRunGateway jobs{work_.get()};
        if (!jobs.begin(job.id)) return;
        db::Transaction transaction{work_.get()};
        db::ImportRunGateway news{news_.get()};
        const auto report = [&](const db::ImportCounts& counts, std::uint64_t done, std::uint64_t total) {
            news.report(job.id, counts, done, total);
        };
        const auto begun = jobs.job(job.id).value_or(job);
        const auto counts = FileImport{work_.get(), begun, path_of(job), report}.run();
        if (!jobs.finish(job.id, counts)) return;
        audit(job, db::AuditAction::create,
              {{"file", "", job.filename},
               {"inserted", "", text_of(counts.inserted)},
               {"updated", "", text_of(counts.updated)},
               {"dialed", "", text_of(counts.dialed)}});
        transaction.commit();
        std::error_code ignored;
        std::filesystem::remove(path_of(job), ignored);
    }

    void undo(const db::ImportJob& job)
    {
        using enum crm::ImportTable;
        db::ImportRowsGateway rows{work_.get()};
        db::ImportOldGateway old{work_.get()};
        db::Transaction transaction{work_.get()};
        db::ImportUndoCounts counts;
        for (const auto table : {diallist, contact, customer}) {
            std::uint64_t after = 0;
            while ((after = rows.undo_some(table, job.id, after, counts.removed)) != 0) {
            }
            while (job.has_details && (after = old.restore_some(table, job, after, counts)) != 0) {
            }
        }
        counts.kept += rows.count(job.id);
        if (!db::ImportRunGateway{work_.get()}.finish_undo(job.id, counts)) return;
        audit(job, db::AuditAction::remove,
              {{"file", job.filename, ""},
               {"removed", "", text_of(counts.removed)},
               {"restored", "", text_of(counts.restored)},
               {"kept", "", text_of(counts.kept)}});
        transaction.commit();
    }

    void audit(const db::ImportJob& job, db::AuditAction action, std::vector<db::AuditedField> fields)
    {
        db::AuditGateway{work_}.append(job.asked_by, {action, "import_job", job.id, job.groupid, std::move(fields)},
                                       runtime::now());
    }

    db::LazyConnection work_;
    db::LazyConnection news_;
    const std::string folder_;
    const unsigned import_;
};

}  // namespace

void run_job(const db::DbConfig& database, const std::string& folder, unsigned import)
{
    Run{database, folder, import}.run();
}

}  // namespace imports
