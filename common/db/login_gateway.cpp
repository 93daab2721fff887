// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/db/login_gateway.h"

#include "common/runtime/text.h"

#include <algorithm>

namespace db {

namespace {

// Makes sure the row is there and locks it: attempts on one name or address queue up here.
constexpr Sql claim_subject =
    "INSERT INTO login_throttle (subject, failures, lastfailure) VALUES (?, 0, ?)"
    " ON DUPLICATE KEY UPDATE failures = failures";
constexpr Sql lock_subject = "SELECT failures, lastfailure FROM login_throttle WHERE subject = ? FOR UPDATE";
constexpr Sql find_subject = "SELECT failures, lastfailure FROM login_throttle WHERE subject = ?";
constexpr Sql update_subject = "UPDATE login_throttle SET failures = ?, lastfailure = ? WHERE subject = ?";
constexpr Sql delete_subject = "DELETE FROM login_throttle WHERE subject = ?";
constexpr Sql return_one = "UPDATE login_throttle SET failures = failures - 1 WHERE subject = ? AND failures > 0";
constexpr Sql append_log =
    "INSERT INTO account_log (cretime, accountid, username, address, action, object, detail) VALUES (?, ?, ?, ?, ?, ?, "
    "?)";

std::string name_subject(const std::string& name)
{
    return "user:" + std::string(runtime::utf8_prefix(runtime::to_lower(name), 100));
}

std::string address_subject(const std::string& address)
{
    return "addr:" + address;
}

crm::LoginFailures claim(Connection& connection, const std::string& subject, TimePoint now)
{
    connection.execute(claim_subject, subject, now);
    auto row = connection.query(lock_subject, subject);
    if (!row.next()) return {};
    return {static_cast<unsigned>(row.integer(1)), row.time(2).value_or(now)};
}

std::chrono::seconds reserve_once(Connection& connection, const std::string& name, const std::string& address,
                                  TimePoint now)
{
    Transaction transaction{connection};
    // Always address before name: two attempts cannot wait for each other.
    const auto by_address = claim(connection, address_subject(address), now);
    const auto by_name = claim(connection, name_subject(name), now);
    const auto wait = std::max(crm::login_wait(by_address, crm::free_failures_per_address, now),
                               crm::login_wait(by_name, crm::free_failures_per_name, now));
    if (wait.count() > 0) return wait;
    const auto address_after = crm::after_failure(by_address, now);
    const auto name_after = crm::after_failure(by_name, now);
    connection.execute(update_subject, address_after.count, address_after.last, address_subject(address));
    connection.execute(update_subject, name_after.count, name_after.last, name_subject(name));
    transaction.commit();
    return std::chrono::seconds{0};
}

}  // namespace

std::chrono::seconds LoginThrottleGateway::reserve(const std::string& name, const std::string& address, TimePoint now)
{
    constexpr int deadlock = 1213;
    constexpr int most_tries = 3;
    for (int attempt = 1;; ++attempt) {
        try {
            return reserve_once(db_.get(), name, address, now);
        } catch (const DbError& e) {
            // New rows of strangers may lie in each other's gap: the database picks one to begin again.
            if (e.code() != deadlock || attempt == most_tries) throw;
        }
    }
}

void LoginThrottleGateway::forgive(const std::string& name, const std::string& address)
{
    auto& connection = db_.get();
    connection.execute(delete_subject, name_subject(name));
    connection.execute(return_one, address_subject(address));
}

crm::LoginFailures LoginThrottleGateway::failures_of(const std::string& name)
{
    auto row = db_.get().query(find_subject, name_subject(name));
    if (!row.next()) return {};
    return {static_cast<unsigned>(row.integer(1)), row.time(2).value_or(TimePoint{})};
}

void LoginThrottleGateway::forget(const std::string& name)
{
    db_.get().execute(delete_subject, name_subject(name));
}

void AccountLogGateway::append(const AccountLogEntry& entry, TimePoint now)
{
    db_.get().execute(append_log, now, entry.actor.account, runtime::utf8_prefix(entry.actor.username, 30),
                      runtime::utf8_prefix(entry.actor.address, 45), entry.action,
                      runtime::utf8_prefix(entry.object, 120), entry.detail);
}

}  // namespace db
