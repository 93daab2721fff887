// SPDX-License-Identifier: GPL-3.0-or-later
// What astercrm-import writes: import_job, import_row_reject, and the rows of customer, contact, diallist that carry
// the import's number. All rows of a file are one transaction of the caller's, so a worker that dies leaves nothing:
// the server rolls back and gives its lock free.
#pragma once

#include "common/crm/import_plan.h"
#include "common/db/connection.h"

#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace db {

struct ImportJob {
    unsigned id = 0;
    std::string status;
    std::string storedfile;
    std::string plan;
    std::string creby;
    bool keep_edited = true;
};

struct ImportCounts {
    std::uint64_t read = 0;
    std::uint64_t inserted = 0;
    std::uint64_t skipped = 0;
    std::uint64_t rejected = 0;
    std::uint64_t dialed = 0;
};

struct RejectedRow {
    std::size_t line = 0;
    std::vector<crm::RowFlaw> flaws;
    std::vector<std::string> cells;
};

struct DialRow {
    std::string number;
    std::string time;  // UTC; "" = as soon as it is its turn
    std::string assign;
};

// Whose rows are written.
struct ImportTarget {
    unsigned import = 0;
    crm::ImportTable table = crm::ImportTable::customer;
    unsigned group = 0;
    unsigned campaign = 0;
    std::string creby;
};

class ImportGateway {
public:
    explicit ImportGateway(Connection& connection) : connection_(connection) {}

    // Until the connection ends; false: another worker has it.
    [[nodiscard]] bool lock(unsigned import);
    [[nodiscard]] std::optional<ImportJob> job(unsigned import);
    // ready -> running; false: it was not ready.
    [[nodiscard]] bool begin(unsigned import);
    void report(unsigned import, const ImportCounts& counts, std::uint64_t done, std::uint64_t total);
    // running -> done, in the transaction of the rows; false: somebody ended the job meanwhile.
    [[nodiscard]] bool finish(unsigned import, const ImportCounts& counts);
    void fail(unsigned import, std::string_view error, std::size_t line, std::string_view detail);

    // Values in the order of crm::columns_of.
    void add_rows(const ImportTarget& target, const std::vector<std::vector<std::string>>& rows);
    void add_to_dial_list(const ImportTarget& target, const std::vector<DialRow>& rows);
    void add_rejects(unsigned import, const std::vector<RejectedRow>& rows);

    // Those of the keys that rows of the group have: digits of any phone column, or names. In the dial list: of the
    // campaign. Names come back in lower case.
    [[nodiscard]] std::set<std::string> known_numbers(const ImportTarget& target,
                                                      const std::vector<std::string>& digits);
    [[nodiscard]] std::set<std::string> known_names(const ImportTarget& target, const std::vector<std::string>& names);

    [[nodiscard]] std::vector<std::string> extensions_of(unsigned group);

    // Takes away a piece of what the import added, in the caller's transaction, from `after` on; the last id looked at,
    // 0 at the end. keep_edited: rows changed since, or with notes, contacts or answers, stay.
    [[nodiscard]] std::uint64_t undo_some(crm::ImportTable table, unsigned import, std::uint64_t after,
                                          bool keep_edited, std::uint64_t& removed);
    [[nodiscard]] bool finish_undo(unsigned import, std::uint64_t removed);

private:
    Connection& connection_;
};

}  // namespace db
