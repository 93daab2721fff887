// SPDX-License-Identifier: GPL-3.0-or-later
// How a row of import_job is selected and read: shared by the pages' and the worker's gateway.
#pragma once

#include "common/db/import_job.h"

namespace db {

constexpr Sql select_import_job =
    "SELECT id, groupid, target, filename, storedfile, status, form, header, preview, plan, bytesdone, bytestotal,"
    " rowsread, inserted, updated, skipped, rejected, dialed, error, errorline, removed, kept, creby, cretime,"
    " finishtime, accountid, username, address, asktime, starttime, restored, details = 'kept' FROM import_job";

[[nodiscard]] inline ImportJob read_import_job(const Rows& row)
{
    const auto number = [&](unsigned column) { return static_cast<std::uint64_t>(row.integer(column)); };
    ImportJob job;
    job.id = row.id(1);
    job.groupid = row.id(2);
    job.target = row.text(3);
    job.filename = row.text(4);
    job.storedfile = row.text(5);
    job.status = row.text(6);
    job.form = row.text(7);
    if (!row.is_null(8)) job.header = row.flag(8);
    job.preview = row.text(9);
    job.plan = row.text(10);
    job.bytes_done = number(11);
    job.bytes_total = number(12);
    job.counts = {number(13), number(14), number(15), number(16), number(17), number(18)};
    job.error = row.text(19);
    job.error_line = number(20);
    job.removed = number(21);
    job.kept = number(22);
    job.creby = row.text(23);
    job.created = row.time(24).value_or(TimePoint{});
    job.finished = row.time(25);
    job.asked_by = {row.id(26), row.text(27), row.text(28)};
    job.asked = row.time(29).value_or(TimePoint{});
    job.started = row.time(30);
    job.restored = number(31);
    job.has_details = row.flag(32);
    return job;
}

}  // namespace db
