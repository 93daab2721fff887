// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/db/dial_list_gateway.h"

#include "common/db/listed_number_rows.h"

namespace db {

namespace {

constexpr Sql select_backlog =
    "SELECT COUNT(*), COALESCE(SUM(t.dialtime IS NULL OR t.dialtime <= ?), 0), MIN(IF(t.dialtime > ?, t.dialtime, "
    "NULL)) FROM diallist t LEFT JOIN campaign c ON c.id = t.campaignid WHERE t.assign = ? AND t.assign <> '' "
    "AND (? OR t.groupid IN (0, ?)) AND (t.leaseend IS NULL OR t.leaseend <= ? OR t.claimedby = ?) "
    "AND (t.status = 'callback' OR c.id IS NULL OR (c.enable = 1 AND (c.maxtrytime = 0 OR t.trytime < c.maxtrytime)))";

constexpr Sql select_held =
    "SELECT t.heldreason, COUNT(*), MIN(t.dialtime) FROM diallist t LEFT JOIN campaign c ON c.id = t.campaignid "
    "WHERE t.assign = ? AND t.assign <> '' AND (? OR t.groupid IN (0, ?)) AND t.heldreason <> '' AND t.dialtime > ? "
    "AND (t.status = 'callback' OR c.id IS NULL OR (c.enable = 1 AND (c.maxtrytime = 0 OR t.trytime < c.maxtrytime))) "
    "GROUP BY t.heldreason ORDER BY 3, 1";

constexpr Sql select_due =
    "SELECT t.id, t.dialnumber, t.dialtime, t.status = 'callback', t.trytime, t.campaignid, t.groupid, t.assign, "
    "t.memo, t.cretime, t.timezone, t.consenttime, t.linetype FROM diallist t LEFT JOIN campaign c ON c.id = "
    "t.campaignid WHERE t.assign = ? AND t.assign <> '' "
    "AND (? OR t.groupid IN (0, ?)) AND (t.leaseend IS NULL OR t.leaseend <= ? OR t.claimedby = ?) "
    "AND (t.status = 'callback' OR c.id IS NULL OR (c.enable = 1 AND (c.maxtrytime = 0 OR t.trytime < c.maxtrytime))) "
    "AND (t.dialtime IS NULL OR t.dialtime <= ?) "
    "ORDER BY t.status = 'callback' DESC, t.dialtime IS NULL, t.dialtime, t.id LIMIT ?";

constexpr Sql lock_free =
    "SELECT id FROM diallist WHERE id = ? AND (leaseend IS NULL OR leaseend <= ? OR claimedby = ?) "
    "FOR UPDATE SKIP LOCKED";

// A claim is no change of the row: modtime tells of those.
constexpr Sql set_lease = "UPDATE diallist SET claimedby = ?, leaseend = ?, modtime = modtime WHERE id = ?";
constexpr Sql set_lease_of = "UPDATE diallist SET leaseend = ?, modtime = modtime WHERE id = ? AND claimedby = ?";
constexpr Sql end_lease =
    "UPDATE diallist SET claimedby = 0, leaseend = NULL, modtime = modtime WHERE id = ? AND claimedby = ?";

constexpr Sql hold_task =
    "UPDATE diallist SET dialtime = ?, heldreason = ?, claimedby = 0, leaseend = NULL, modtime = modtime WHERE id = ?";

constexpr Sql select_task =
    "SELECT id, dialnumber, dialtime, status = 'callback', trytime, campaignid, groupid, assign, memo, cretime, "
    "timezone, consenttime, linetype FROM diallist WHERE id = ? AND claimedby = ?";
constexpr Sql delete_task = "DELETE FROM diallist WHERE id = ?";
constexpr Sql insert_task =
    "INSERT INTO diallist (dialnumber, dialtime, status, trytime, campaignid, groupid, assign, memo, timezone, "
    "consenttime, linetype, creby, cretime) VALUES (?, ?, IF(?, 'callback', ''), ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";

constexpr Sql select_callbacks =
    "SELECT id, dialnumber, dialtime, 1, trytime, campaignid, groupid, assign, memo, cretime, timezone, consenttime, "
    "linetype FROM diallist WHERE assign = ? AND assign <> '' AND status = 'callback' AND (? OR groupid IN (0, ?)) "
    "ORDER BY dialtime, id LIMIT ?";
constexpr Sql select_callback =
    "SELECT id, dialnumber, dialtime, 1, trytime, campaignid, groupid, assign, memo, cretime, timezone, consenttime, "
    "linetype FROM diallist WHERE id = ? AND assign = ? AND assign <> '' AND status = 'callback' AND (? OR groupid IN "
    "(0, ?)) "
    "AND (leaseend IS NULL OR leaseend <= ?) FOR UPDATE";
constexpr Sql update_callback = "UPDATE diallist SET dialtime = ?, assign = ?, memo = ? WHERE id = ?";

constexpr Sql select_people =
    "SELECT extension, username, TRIM(CONCAT(firstname, ' ', lastname)) FROM astercrm_account "
    "WHERE enabled = 1 AND extension <> '' AND (id = ? OR (groupid = ? AND groupid <> 0)) ORDER BY username";

DialTask read_task(const Rows& row)
{
    return {static_cast<std::uint64_t>(row.integer(1)),
            row.text(2),
            row.time(3),
            row.flag(4),
            static_cast<int>(row.integer(5)),
            row.id(6),
            row.id(7),
            row.text(8),
            row.text(9),
            row.time(10),
            row.text(11),
            row.time(12),
            read_line_type(row.text(13))};
}

std::optional<DialTask> first_task(Rows rows)
{
    if (!rows.next()) return std::nullopt;
    return read_task(rows);
}

bool sees_everything(const Account& agent)
{
    return agent.type == crm::UserType::admin;
}

}  // namespace

DialBacklog DialListGateway::backlog(const Account& agent, TimePoint now)
{
    auto row = db_.get().query(select_backlog, now, now, agent.extension, sees_everything(agent), agent.groupid, now,
                               agent.id);
    if (!row.next()) return {};
    return {row.id(1), row.id(2), row.time(3)};
}

std::vector<DialTask> DialListGateway::due(const Account& agent, TimePoint now, unsigned limit)
{
    std::vector<DialTask> tasks;
    for (auto rows = db_.get().query(select_due, agent.extension, sees_everything(agent), agent.groupid, now, agent.id,
                                     now, limit);
         rows.next();)
        tasks.push_back(read_task(rows));
    return tasks;
}

std::vector<HeldTasks> DialListGateway::held(const Account& agent, TimePoint now)
{
    std::vector<HeldTasks> held;
    for (auto rows = db_.get().query(select_held, agent.extension, sees_everything(agent), agent.groupid, now);
         rows.next();)
        held.push_back({rows.text(1), rows.id(2), rows.time(3)});
    return held;
}

std::optional<DialTask> DialListGateway::claim(const Account& agent, std::uint64_t task, TimePoint now,
                                               TimePoint lease_end)
{
    auto& connection = db_.get();
    if (!connection.query(lock_free, task, now, agent.id).next()) return std::nullopt;
    connection.execute(set_lease, agent.id, lease_end, task);
    return find(agent, task);
}

void DialListGateway::hold(std::uint64_t task, TimePoint until, std::string_view reason)
{
    db_.get().execute(hold_task, until, reason, task);
}

std::optional<DialTask> DialListGateway::keep(const Account& agent, std::uint64_t task, TimePoint lease_end)
{
    // One that ran out is prolonged, too, unless somebody else claimed the number meanwhile.
    db_.get().execute(set_lease_of, lease_end, task, agent.id);
    return find(agent, task);
}

std::optional<DialTask> DialListGateway::find(const Account& agent, std::uint64_t task)
{
    return first_task(db_.get().query(select_task, task, agent.id));
}

void DialListGateway::release(const Account& agent, std::uint64_t task)
{
    db_.get().execute(end_lease, task, agent.id);
}

void DialListGateway::remove(std::uint64_t task)
{
    db_.get().execute(delete_task, task);
}

std::uint64_t DialListGateway::add(const DialTask& task, const std::string& by, TimePoint now)
{
    auto& connection = db_.get();
    connection.execute(insert_task, task.number, task.dialtime, task.is_callback, task.trytime, task.campaignid,
                       task.groupid, task.assign, task.memo, task.zone, task.consent_time, word_of(task.line), by, now);
    return connection.last_insert_id();
}

std::vector<DialTask> DialListGateway::callbacks(const Account& agent, std::size_t limit)
{
    std::vector<DialTask> callbacks;
    for (auto rows = db_.get().query(select_callbacks, agent.extension, sees_everything(agent), agent.groupid, limit);
         rows.next();)
        callbacks.push_back(read_task(rows));
    return callbacks;
}

std::optional<DialTask> DialListGateway::lock_callback(const Account& agent, std::uint64_t task, TimePoint now)
{
    return first_task(
        db_.get().query(select_callback, task, agent.extension, sees_everything(agent), agent.groupid, now));
}

void DialListGateway::move_callback(const DialTask& task)
{
    db_.get().execute(update_callback, task.dialtime, task.assign, task.memo, task.id);
}

std::vector<CallbackPerson> DialListGateway::people(const Account& agent)
{
    std::vector<CallbackPerson> people;
    for (auto rows = db_.get().query(select_people, agent.id, agent.groupid); rows.next();)
        people.push_back({rows.text(1), rows.text(2), rows.text(3)});
    return people;
}

}  // namespace db
