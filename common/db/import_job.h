// SPDX-License-Identifier: GPL-3.0-or-later
// A row of import_job: a file somebody wants to import, and what became of it.
#pragma once

#include "common/db/audit_gateway.h"
#include "common/runtime/time.h"

#include <cstdint>
#include <optional>
#include <string>

namespace db {

struct ImportCounts {
    std::uint64_t read = 0;
    std::uint64_t inserted = 0;
    std::uint64_t updated = 0;
    std::uint64_t skipped = 0;
    std::uint64_t rejected = 0;
    std::uint64_t dialed = 0;  // rows of the dial list, beside the others
};

struct ImportUndoCounts {
    std::uint64_t removed = 0;
    std::uint64_t restored = 0;
    std::uint64_t kept = 0;
};

struct ImportJob {
    unsigned id = 0;
    unsigned groupid = 0;
    std::string target;
    std::string filename;    // as the person's browser named it
    std::string storedfile;  // in the upload folder
    std::string status;
    std::string form;            // JSON; "": to be guessed
    std::optional<bool> header;  // nothing: to be guessed
    std::string preview;         // JSON
    std::string plan;            // JSON
    std::uint64_t bytes_done = 0;
    std::uint64_t bytes_total = 0;
    ImportCounts counts;
    std::string error;  // "", or a word of sheets::FileError, or "failed"
    std::size_t error_line = 0;
    std::uint64_t removed = 0;
    std::uint64_t restored = 0;
    std::uint64_t kept = 0;
    bool has_details = true;  // rejected rows, old values of updated ones
    std::string creby;
    TimePoint created{};
    std::optional<TimePoint> started;
    std::optional<TimePoint> finished;
    Actor asked_by;  // the step under way
    TimePoint asked{};

    // A worker has something to do for it.
    [[nodiscard]] bool is_under_way() const
    {
        return status == "reading" || status == "ready" || status == "running" || status == "undoing";
    }
};

}  // namespace db
