// SPDX-License-Identifier: GPL-3.0-or-later
// What surrounds a login: login_throttle (failed attempts per name and address) and account_log (who did what,
// append-only).
#pragma once

#include "common/crm/login_throttle.h"
#include "common/db/audit_gateway.h"
#include "common/db/connection.h"

#include <string>

namespace db {

class LoginThrottleGateway {
public:
    explicit LoginThrottleGateway(LazyConnection& db) : db_(db) {}

    // Zero: the attempt may be made, and is counted as failed until forgive() says otherwise; so guesses made at
    // the same moment all count. Else the wait, and nothing is counted.
    [[nodiscard]] std::chrono::seconds reserve(const std::string& name, const std::string& address, TimePoint now);
    // The attempt was right: the name starts anew, the address gets its one attempt back.
    void forgive(const std::string& name, const std::string& address);

    [[nodiscard]] crm::LoginFailures failures_of(const std::string& name);
    // The name starts anew, whatever is held against the address.
    void forget(const std::string& name);

private:
    LazyConnection& db_;
};

struct AccountLogEntry {
    Actor actor;
    std::string action;  // login, login_failed, login_throttled, logout, password_changed, ...
    std::string object{};
    std::string detail{};
};

class AccountLogGateway {
public:
    explicit AccountLogGateway(LazyConnection& db) : db_(db) {}
    void append(const AccountLogEntry& entry, TimePoint now);

private:
    LazyConnection& db_;
};

}  // namespace db
