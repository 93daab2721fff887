// SPDX-License-Identifier: GPL-3.0-or-later
// What astercrm-import does with its job: import_job, import_row_reject.
#pragma once

#include "common/crm/import_row.h"
#include "common/db/import_job.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace db {

struct RejectedRow {
    std::size_t line = 0;
    std::vector<crm::RowFlaw> flaws;
    std::vector<std::string> cells;
};

class ImportRunGateway {
public:
    explicit ImportRunGateway(Connection& connection) : connection_(connection) {}

    // Until the connection ends; false: another worker has it. The server rolls back what a dead worker did before it
    // gives its lock free.
    [[nodiscard]] bool lock(unsigned import);
    [[nodiscard]] std::optional<ImportJob> job(unsigned import);

    // reading -> new
    void finish_look(unsigned import, const std::string& preview, bool has_header);
    // ready, or running of a worker that died -> running
    [[nodiscard]] bool begin(unsigned import);
    void report(unsigned import, const ImportCounts& counts, std::uint64_t done, std::uint64_t total);
    void add_rejects(unsigned import, const std::vector<RejectedRow>& rows);
    // running -> done, in the transaction of the rows; false: somebody ended the job meanwhile.
    [[nodiscard]] bool finish(unsigned import, const ImportCounts& counts);
    // undoing -> undone, in the transaction that took the rows away.
    [[nodiscard]] bool finish_undo(unsigned import, const ImportUndoCounts& counts);
    // To where the step can be taken anew: failed, of an undo done.
    void fail(unsigned import, std::string_view error, std::size_t line, std::string_view detail);

private:
    Connection& connection_;
};

}  // namespace db
