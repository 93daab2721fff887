// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/db/lease.h"

#include <sstream>
#include <utility>

namespace db {

namespace {

constexpr Sql select_lease = "SELECT holder, token, expires, UTC_TIMESTAMP(3) FROM lease WHERE name = ?";
constexpr Sql lock_lease =
    "SELECT holder, token, expires, UTC_TIMESTAMP(3) FROM lease WHERE name = ? FOR UPDATE NOWAIT";
constexpr Sql select_token = "SELECT token FROM lease WHERE name = ? FOR UPDATE";
constexpr Sql share_token = "SELECT token FROM lease WHERE name = ? LOCK IN SHARE MODE";
constexpr Sql limit_idle = "SET SESSION idle_transaction_timeout = 1";  // seconds, the least there is
constexpr Sql insert_lease = "INSERT IGNORE INTO lease (name) VALUES (?)";
constexpr Sql take_lease =
    "UPDATE lease SET holder = ?, token = token + 1, expires = UTC_TIMESTAMP(3) + INTERVAL ? MICROSECOND "
    "WHERE name = ?";
constexpr Sql renew_lease = "UPDATE lease SET expires = UTC_TIMESTAMP(3) + INTERVAL ? MICROSECOND WHERE name = ?";
constexpr Sql release_lease = "UPDATE lease SET expires = NULL WHERE name = ? AND token = ?";
constexpr Sql select_connection = "SELECT CONNECTION_ID()";
constexpr Sql kill_connection = "KILL CONNECTION ?";

// NOWAIT refused: MariaDB's number and MySQL's.
bool means_locked(const DbError& e)
{
    return e.code() == 1205 || e.code() == 3572;
}

// What SET says of a variable of MariaDB's own.
bool means_unknown_variable(const DbError& e)
{
    return e.code() == 1193;
}

void compare_tokens(const Rows& rows, bool is_there, std::uint64_t ours)
{
    const auto token = is_there ? static_cast<std::uint64_t>(rows.integer(1)) : 0;
    if (ours == 0 || token != ours)
        throw LeaseLost("another has taken over: its token is " + std::to_string(token) + ", ours " +
                        std::to_string(ours));
}

LeaseRow lease_row(const Rows& rows)
{
    return {LeaseHolder::parse(rows.text(1)), static_cast<std::uint64_t>(rows.integer(2)), rows.time(3),
            rows.time(4).value_or(TimePoint{})};
}

std::uint64_t connection_id(Connection& connection)
{
    auto rows = connection.query(select_connection);
    return rows.next() ? static_cast<std::uint64_t>(rows.integer(1)) : 0;
}

}  // namespace

std::string LeaseHolder::text() const
{
    constexpr std::size_t host_width = 64;  // the column holds the whole line
    return host.substr(0, host_width) + " " + journal + " " + std::to_string(process) + " " +
           std::to_string(connection);
}

LeaseHolder LeaseHolder::parse(const std::string& text)
{
    LeaseHolder holder;
    std::istringstream in{text};
    if (!(in >> holder.host >> holder.journal >> holder.process >> holder.connection)) return {};
    return holder;
}

bool LeaseWatch::may_take(const LeaseRow& row, Clock::time_point seen)
{
    if (!row.expires || *row.expires <= row.now || row.holder.is_same_installation(self_)) return true;
    if (*row.expires <= row.now + 2 * times_.time_to_live) {
        odd_expiry_.reset();
        return false;
    }
    if (odd_expiry_ != row.expires) {
        odd_expiry_ = row.expires;
        odd_since_ = seen;
    }
    return seen - odd_since_ >= times_.time_to_live;
}

bool LeaseWatch::may_break(const LeaseRow& row) const
{
    return row.holder.connection != 0 &&
           (row.holder.is_same_installation(self_) || !row.expires || *row.expires + times_.grace <= row.now ||
            *row.expires > row.now + 2 * times_.time_to_live);
}

void LeaseProof::confirm(Connection& connection) const
{
    auto rows = connection.query(share_token, name_);
    compare_tokens(rows, rows.next(), token_);
}

void limit_idle_transactions(Connection& connection)
{
    try {
        connection.execute(limit_idle);
    } catch (const DbError& e) {
        if (!means_unknown_variable(e)) throw;
    }
}

Lease::Lease(std::string name, LeaseHolder self, LeaseTimes times)
    : name_(std::move(name)), self_(std::move(self)), times_(times), watch_(self_, times)
{
}

long long Lease::time_to_live_us() const
{
    return std::chrono::microseconds{times_.time_to_live}.count();
}

std::string lease_name(const std::string& server)
{
    return "astercc:" + server;
}

std::optional<LeaseRow> look_at_lease(Connection& connection, const std::string& name)
{
    auto rows = connection.query(select_lease, name);
    if (!rows.next()) return std::nullopt;
    return lease_row(rows);
}

// Nothing: somebody is in a transaction with it.
std::optional<LeaseRow> Lease::lock(Connection& connection) const
{
    try {
        auto rows = connection.query(lock_lease, name_);
        if (!rows.next()) return std::nullopt;
        return lease_row(rows);
    } catch (const DbError& e) {
        if (means_locked(e)) return std::nullopt;
        throw;
    }
}

bool Lease::take(Connection& connection)
{
    auto row = look_at_lease(connection, name_);
    if (!row) {
        connection.execute(insert_lease, name_);
        row = look_at_lease(connection, name_);
    }
    if (!row) return false;
    other_ = row->holder;
    if (!watch_.may_take(*row, Clock::now())) return false;

    self_.connection = connection_id(connection);
    Transaction transaction{connection};
    const auto locked = lock(connection);
    if (!locked) {
        // Its rows, locked by it too, are free when this has rolled it back; the next look takes the lease.
        if (watch_.may_break(*row)) connection.execute(kill_connection, row->holder.connection);
        return false;
    }
    if (!watch_.may_take(*locked, Clock::now())) return false;
    connection.execute(take_lease, self_.text(), time_to_live_us(), name_);
    confirmed_ = Clock::now();
    is_renewing_ = true;
    transaction.commit();
    token_ = locked->token + 1;
    renewed();
    return true;
}

void Lease::confirm(Connection& connection)
{
    {
        auto rows = connection.query(select_token, name_);
        compare_tokens(rows, rows.next(), token_);
    }
    confirmed_ = Clock::now();
    is_renewing_ = is_renewal_due();
    if (is_renewing_) connection.execute(renew_lease, time_to_live_us(), name_);
}

bool Lease::is_renewal_due() const
{
    return token_ != 0 && Clock::now() >= renewal_due_;
}

void Lease::renewed()
{
    if (std::exchange(is_renewing_, false)) renewal_due_ = confirmed_ + times_.renewal;
}

void Lease::release(Connection& connection)
{
    if (token_ == 0) return;
    connection.execute(release_lease, name_, token_);
    token_ = 0;
}

}  // namespace db
