// SPDX-License-Identifier: GPL-3.0-or-later
// The rows of one file as rows of the database, in the caller's transaction and in the memory of a few hundred: each is
// checked, compared with those there are, and written or put aside with its reasons.
#pragma once

#include "common/db/import_old_gateway.h"
#include "common/db/import_run_gateway.h"
#include "common/sheets/row_source.h"

#include <chrono>
#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace imports {

class FileImport {
public:
    // Called now and then while it works.
    using Report = std::function<void(const db::ImportCounts&, std::uint64_t done, std::uint64_t total)>;

    // `path`: the stored file. Throws sheets::FileError, here and in run().
    FileImport(db::Connection& connection, const db::ImportJob& job, const std::string& path, Report report);

    [[nodiscard]] const db::ImportCounts& run();

private:
    // A row that was found good.
    struct Candidate {
        crm::FileRow row;
        db::ImportValues values;
        db::DialRow dial;
    };

    void check(const crm::FileRow& row);
    void check_dial(Candidate& candidate, std::vector<crm::RowFlaw>& flaws) const;
    void check_own_dial(Candidate& candidate, std::vector<crm::RowFlaw>& flaws) const;
    void reject(const crm::FileRow& row, std::vector<crm::RowFlaw> flaws);

    [[nodiscard]] bool is_by_name() const;
    [[nodiscard]] std::vector<std::string> keys_of(const Candidate& candidate) const;
    [[nodiscard]] db::ImportRowsGateway::Known known_of(const std::vector<Candidate>& candidates);
    // Leaves those that are to be added.
    void settle_duplicates();
    void skip(const Candidate& candidate);
    void change(std::uint64_t id, Candidate& candidate);
    void write_changes();

    void write();
    void write_rejects();
    [[nodiscard]] std::string next_extension();
    void report();

    db::ImportRowsGateway rows_;
    db::ImportOldGateway old_rows_;
    db::ImportRunGateway jobs_;
    const crm::ImportPlan plan_;
    const db::ImportTarget target_;
    const std::unique_ptr<sheets::RowSource> source_;
    const std::vector<std::string> members_;  // extensions of the group
    const std::vector<std::string> dealt_;    // those the rows are dealt to, in turn
    std::size_t next_dealt_ = 0;
    db::ImportCounts counts_;
    std::vector<Candidate> batch_;
    std::vector<std::uint64_t> changed_ids_;
    std::vector<db::ImportValues> changes_;  // of those rows, in the order of the file
    std::vector<db::DialRow> dial_;
    std::vector<db::RejectedRow> rejects_;
    const Report report_;
    std::chrono::steady_clock::time_point reported_ = std::chrono::steady_clock::now();
};

}  // namespace imports
