// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/db/national_list_gateway.h"

namespace db {

namespace {

constexpr Sql select_lists =
    "SELECT profile, loadedtime, numbers, loadid, creby, state, filename, storedfile, prefix, linesread, linesbad, "
    "begintime, startedby FROM national_dnc_load ORDER BY profile";
constexpr Sql select_list =
    "SELECT profile, loadedtime, numbers, loadid, creby, state, filename, storedfile, prefix, linesread, linesbad, "
    "begintime, startedby FROM national_dnc_load WHERE profile = ?";
constexpr Sql put_list =
    "INSERT INTO national_dnc_load (profile, loadid, state, filename, storedfile, prefix, begintime, startedby) "
    "VALUES (?, 1, 'loading', ?, ?, ?, ?, ?) ON DUPLICATE KEY UPDATE loadid = loadid + 1, state = 'loading', "
    "filename = VALUES(filename), storedfile = VALUES(storedfile), prefix = VALUES(prefix), begintime = "
    "VALUES(begintime), "
    "startedby = VALUES(startedby), linesread = 0, linesbad = 0";

constexpr Sql take_lock = "SELECT GET_LOCK(CONCAT(DATABASE(), '.national.', ?), 0)";
constexpr Sql see_lock = "SELECT IS_USED_LOCK(CONCAT(DATABASE(), '.national.', ?)) IS NOT NULL";

constexpr Sql put_numbers = "INSERT INTO national_dnc (profile, number, loadid) VALUES ";
constexpr Sql number_row = "(?,?,?)";
constexpr Sql number_known = " ON DUPLICATE KEY UPDATE loadid = VALUES(loadid)";

constexpr Sql report_list = "UPDATE national_dnc_load SET linesread = ?, linesbad = ? WHERE profile = ?";
constexpr Sql finish_list =
    "UPDATE national_dnc_load SET state = 'done', loadedtime = begintime, creby = startedby WHERE profile = ?";
constexpr Sql fail_list = "UPDATE national_dnc_load SET state = 'failed' WHERE profile = ?";
constexpr Sql count_list =
    "UPDATE national_dnc_load SET numbers = (SELECT COUNT(*) FROM national_dnc n WHERE n.profile = ?) "
    "WHERE profile = ?";

constexpr Sql select_piece =
    "SELECT MAX(number) FROM (SELECT number FROM national_dnc WHERE profile = ? AND number > ? ORDER BY number "
    "LIMIT 10000) piece";
constexpr Sql delete_others =
    "DELETE FROM national_dnc WHERE profile = ? AND number > ? AND number <= ? AND loadid <> ?";

NationalList read_list(const Rows& row)
{
    NationalList list;
    list.profile = row.text(1);
    list.loaded = row.time(2);
    list.numbers = static_cast<std::uint64_t>(row.integer(3));
    list.loadid = row.id(4);
    list.by = row.text(5);
    list.state = row.text(6);
    list.filename = row.text(7);
    list.storedfile = row.text(8);
    list.prefix = row.text(9);
    list.lines_read = static_cast<std::uint64_t>(row.integer(10));
    list.lines_bad = static_cast<std::uint64_t>(row.integer(11));
    list.begun = row.time(12);
    list.started_by = row.text(13);
    return list;
}

}  // namespace

std::vector<NationalList> NationalListGateway::lists()
{
    std::vector<NationalList> lists;
    for (auto rows = db_.get().query(select_lists); rows.next();)
        lists.push_back(read_list(rows));
    return lists;
}

std::optional<NationalList> NationalListGateway::find(const std::string& profile)
{
    auto rows = db_.get().query(select_list, profile);
    return rows.next() ? std::optional{read_list(rows)} : std::nullopt;
}

bool NationalListGateway::begin(const std::string& profile, const std::string& filename, const std::string& storedfile,
                                const std::string& prefix, const Actor& actor, TimePoint now)
{
    if (has_loader(profile)) return false;
    Transaction transaction{db_.get()};
    db_.get().execute(put_list, profile, filename, storedfile, prefix, now, actor.username);
    AuditGateway{db_}.append(actor,
                             AuditChange{.action = AuditAction::create,
                                         .object = "national_dnc_load",
                                         .fields = {{"profile", "", profile}, {"file", "", filename}}},
                             now);
    transaction.commit();
    return true;
}

bool NationalListGateway::lock(const std::string& profile)
{
    auto row = db_.get().query(take_lock, profile);
    return row.next() && row.flag(1);
}

bool NationalListGateway::has_loader(const std::string& profile)
{
    auto row = db_.get().query(see_lock, profile);
    return row.next() && row.flag(1);
}

void NationalListGateway::add(const std::string& profile, unsigned loadid, const std::vector<std::string>& numbers)
{
    std::vector<Value> values;
    values.reserve(numbers.size() * 3);
    for (const auto& number : numbers) {
        values.emplace_back(profile);
        values.emplace_back(number);
        values.emplace_back(loadid);
    }
    db_.get().execute_rows(put_numbers, number_row, number_known, values, 3);
}

void NationalListGateway::report(const std::string& profile, std::uint64_t lines_read, std::uint64_t lines_bad)
{
    db_.get().execute(report_list, lines_read, lines_bad, profile);
}

void NationalListGateway::finish(const std::string& profile)
{
    db_.get().execute(finish_list, profile);
}

std::optional<std::string> NationalListGateway::drop_others(const std::string& profile, unsigned loadid,
                                                            const std::string& after)
{
    auto& connection = db_.get();
    std::string last;
    {
        auto row = connection.query(select_piece, profile, after);
        if (!row.next() || row.is_null(1)) return std::nullopt;
        last = row.text(1);
    }
    connection.execute(delete_others, profile, after, last, loadid);
    return last;
}

void NationalListGateway::count(const std::string& profile)
{
    db_.get().execute(count_list, profile, profile);
}

void NationalListGateway::fail(const std::string& profile)
{
    db_.get().execute(fail_list, profile);
}

}  // namespace db
