// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/db/import_job_gateway.h"

#include "common/db/import_job_rows.h"
#include "common/db/import_members.h"
#include "common/runtime/text.h"

namespace db {

namespace {

constexpr Sql insert_job =
    "INSERT INTO import_job (groupid, target, filename, storedfile, preview, plan, creby, cretime, accountid, username,"
    " address, asktime) VALUES (?, ?, ?, ?, '', '', ?, ?, ?, ?, ?, ?)";
constexpr Sql look_job =
    "UPDATE import_job SET status = 'reading', target = ?, form = ?, header = ?, error = '', errorline = 0,"
    " accountid = ?, username = ?, address = ?, asktime = ? WHERE id = ? AND status IN ('new', 'failed')";
constexpr Sql start_job =
    "UPDATE import_job SET status = 'ready', groupid = ?, plan = ?, error = '', errorline = 0, bytesdone = 0,"
    " rowsread = 0, inserted = 0, updated = 0, skipped = 0, rejected = 0, dialed = 0, accountid = ?, username = ?,"
    " address = ?, asktime = ? WHERE id = ? AND status IN ('new', 'failed')";
constexpr Sql undo_job =
    "UPDATE import_job SET status = 'undoing', removed = 0, restored = 0, kept = 0, error = '', accountid = ?, "
    "username = ?,"
    " address = ?, asktime = ? WHERE id = ? AND status = 'done'";
constexpr Sql ask_job_again =
    "UPDATE import_job SET asktime = ? WHERE id = ? AND status IN ('reading', 'ready', 'running', 'undoing')"
    " AND IS_FREE_LOCK(CONCAT(DATABASE(), '.import.', id))";
constexpr Sql remove_job =
    "DELETE FROM import_job WHERE id = ? AND status NOT IN ('done', 'undone', 'undoing')"
    " AND IS_FREE_LOCK(CONCAT(DATABASE(), '.import.', id))";
constexpr Sql is_locked = "SELECT IS_USED_LOCK(CONCAT(DATABASE(), '.import.', ?)) IS NOT NULL";
constexpr Sql select_rejects =
    "SELECT line, flaws, cells FROM import_row_reject WHERE importid = ? AND line > ?"
    " ORDER BY line LIMIT 1000";
constexpr Sql select_mapping =
    "SELECT mapping FROM import_mapping WHERE accountid = ? AND target = ? AND signature = ?";
constexpr Sql replace_mapping =
    "REPLACE INTO import_mapping (accountid, target, signature, mapping) VALUES (?, ?, ?, ?)";
constexpr std::size_t longest_mapping = 2000;

std::vector<ImportJob> read_all(Rows rows)
{
    std::vector<ImportJob> jobs;
    while (rows.next())
        jobs.push_back(read_import_job(rows));
    return jobs;
}

}  // namespace

unsigned ImportJobGateway::add(const NewImport& import, const Actor& actor, TimePoint now)
{
    auto& db = db_.get();
    db.execute(insert_job, import.groupid, import.target, runtime::utf8_prefix(import.filename, 255), import.storedfile,
               actor.username, now, actor.account, actor.username, actor.address, now);
    return static_cast<unsigned>(db.last_insert_id());
}

std::optional<ImportJob> ImportJobGateway::find(const crm::Scope& scope, unsigned id)
{
    Statement search{select_import_job};
    search.add(" WHERE id = ? AND (? OR groupid = ?)", id, scope.is_everything(), scope.group());
    auto rows = db_.get().query(search);
    return rows.next() ? std::optional(read_import_job(rows)) : std::nullopt;
}

std::vector<ImportJob> ImportJobGateway::latest(const crm::Scope& scope, unsigned count)
{
    Statement search{select_import_job};
    search.add(" WHERE ? OR groupid = ? ORDER BY id DESC LIMIT ?", scope.is_everything(), scope.group(), count);
    return read_all(db_.get().query(search));
}

std::vector<ImportJob> ImportJobGateway::abandoned(TimePoint before, unsigned count)
{
    Statement search{select_import_job};
    search.add(" WHERE status IN ('reading', 'new', 'failed') AND asktime < ? ORDER BY id LIMIT ?", before, count);
    return read_all(db_.get().query(search));
}

bool ImportJobGateway::has_worker(unsigned id)
{
    auto rows = db_.get().query(is_locked, id);
    return rows.next() && rows.flag(1);
}

bool ImportJobGateway::look_again(unsigned id, const ImportLook& look, const Actor& actor, TimePoint now)
{
    return db_.get().execute(look_job, look.target, look.form, look.header, actor.account, actor.username,
                             actor.address, now, id) == 1;
}

bool ImportJobGateway::start(unsigned id, unsigned group, const std::string& plan, const Actor& actor, TimePoint now)
{
    return db_.get().execute(start_job, group, plan, actor.account, actor.username, actor.address, now, id) == 1;
}

bool ImportJobGateway::ask_undo(unsigned id, const Actor& actor, TimePoint now)
{
    return db_.get().execute(undo_job, actor.account, actor.username, actor.address, now, id) == 1;
}

bool ImportJobGateway::ask_again(unsigned id, TimePoint now)
{
    return db_.get().execute(ask_job_again, now, id) == 1;
}

bool ImportJobGateway::remove(unsigned id)
{
    return db_.get().execute(remove_job, id) == 1;
}

void ImportJobGateway::each_reject(unsigned id, const std::function<void(const ImportReject&)>& take)
{
    std::size_t after = 0;
    for (bool more = true; more;) {
        more = false;
        for (auto rows = db_.get().query(select_rejects, id, after); rows.next(); more = true) {
            after = static_cast<std::size_t>(rows.integer(1));
            take({after, rows.text(2), rows.text(3)});
        }
    }
}

std::string ImportJobGateway::mapping(unsigned account, const std::string& target, const std::string& signature)
{
    auto rows = db_.get().query(select_mapping, account, target, signature);
    return rows.next() ? rows.text(1) : "";
}

void ImportJobGateway::remember(unsigned account, const std::string& target, const std::string& signature,
                                const std::string& mapping)
{
    if (mapping.size() <= longest_mapping) db_.get().execute(replace_mapping, account, target, signature, mapping);
}

std::vector<std::string> ImportJobGateway::extensions_of(unsigned group)
{
    return import_members(db_.get(), group);
}

}  // namespace db
