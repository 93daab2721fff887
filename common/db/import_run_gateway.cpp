// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/db/import_run_gateway.h"

#include "common/crm/import_plan.h"
#include "common/db/import_job_rows.h"
#include "common/runtime/text.h"

namespace db {

namespace {

constexpr Sql take_lock = "SELECT GET_LOCK(CONCAT(DATABASE(), '.import.', ?), 0)";
constexpr Sql finish_look_job =
    "UPDATE import_job SET status = 'new', preview = ?, header = ?, error = '', errorline = 0"
    " WHERE id = ? AND status = 'reading'";
constexpr Sql begin_job =
    "UPDATE import_job SET status = 'running', starttime = UTC_TIMESTAMP(3) WHERE id = ?"
    " AND status IN ('ready', 'running')";
constexpr Sql report_job =
    "UPDATE import_job SET rowsread = ?, inserted = ?, updated = ?, skipped = ?, rejected = ?, dialed = ?,"
    " bytesdone = ?, bytestotal = ? WHERE id = ? AND status = 'running'";
constexpr Sql finish_job =
    "UPDATE import_job SET status = 'done', finishtime = UTC_TIMESTAMP(3), rowsread = ?, inserted = ?, updated = ?,"
    " skipped = ?, rejected = ?, dialed = ?, bytesdone = bytestotal WHERE id = ? AND status = 'running'";
constexpr Sql finish_undo_job =
    "UPDATE import_job SET status = 'undone', finishtime = UTC_TIMESTAMP(3), removed = ?, restored = ?,"
    " kept = ?"
    " WHERE id = ? AND status = 'undoing'";
constexpr Sql fail_job =
    "UPDATE import_job SET status = IF(status = 'undoing', 'done', 'failed'), error = ?, errorline = ?, detail = ?"
    " WHERE id = ? AND status IN ('reading', 'ready', 'running', 'undoing')";
constexpr Sql insert_rejects = "INSERT INTO import_row_reject (importid, line, flaws, cells) VALUES ";
constexpr Sql reject_values = "(?,?,?,?)";
constexpr Sql delete_rejects = "DELETE FROM import_row_reject WHERE importid = ?";

}  // namespace

bool ImportRunGateway::lock(unsigned import)
{
    auto rows = connection_.query(take_lock, import);
    return rows.next() && rows.flag(1);
}

std::optional<ImportJob> ImportRunGateway::job(unsigned import)
{
    Statement search{select_import_job};
    auto rows = connection_.query(search.add(" WHERE id = ?", import));
    return rows.next() ? std::optional(read_import_job(rows)) : std::nullopt;
}

void ImportRunGateway::finish_look(unsigned import, const std::string& preview, bool has_header)
{
    connection_.execute(finish_look_job, preview, has_header, import);
}

bool ImportRunGateway::begin(unsigned import)
{
    const bool begun = connection_.execute(begin_job, import) == 1;
    if (begun) connection_.execute(delete_rejects, import);
    return begun;
}

void ImportRunGateway::report(unsigned import, const ImportCounts& c, std::uint64_t done, std::uint64_t total)
{
    connection_.execute(report_job, c.read, c.inserted, c.updated, c.skipped, c.rejected, c.dialed, done, total,
                        import);
}

void ImportRunGateway::add_rejects(unsigned import, const std::vector<RejectedRow>& rows)
{
    std::vector<Value> values;
    for (const auto& row : rows) {
        values.emplace_back(import);
        values.emplace_back(row.line);
        values.emplace_back(runtime::utf8_prefix(crm::to_text(row.flaws), 1000));
        values.emplace_back(crm::cells_to_json(row.cells));
    }
    connection_.execute_rows(insert_rejects, reject_values, "", values, 4);
}

bool ImportRunGateway::finish(unsigned import, const ImportCounts& c)
{
    return connection_.execute(finish_job, c.read, c.inserted, c.updated, c.skipped, c.rejected, c.dialed, import) == 1;
}

bool ImportRunGateway::finish_undo(unsigned import, const ImportUndoCounts& counts)
{
    return connection_.execute(finish_undo_job, counts.removed, counts.restored, counts.kept, import) == 1;
}

void ImportRunGateway::fail(unsigned import, std::string_view error, std::size_t line, std::string_view detail)
{
    connection_.execute(fail_job, error, line, runtime::utf8_prefix(detail, 255), import);
}

}  // namespace db
