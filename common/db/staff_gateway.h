// SPDX-License-Identifier: GPL-3.0-or-later
// Accounts as administrators keep them: added, changed and deleted one at a time, with what hangs on each. Values
// stand in the order of stored_fields(tables::account), and the audit log tells of all of it. There is always an
// administrator who may sign in: what would leave none is `invalid`.
#pragma once

#include "common/db/login_gateway.h"
#include "common/db/record_gateway.h"
#include "common/db/user_type_gateway.h"

#include <optional>
#include <string>
#include <vector>

namespace db {

// Somebody whose extension may be watched.
struct Colleague {
    unsigned id = 0;
    std::string username;
    std::string extension;
    std::string firstname;
    std::string lastname;
};

// A first or new password that somebody gave to somebody else.
struct GivenPassword {
    std::string hash;
    bool must_be_changed = true;  // at the next sign-in, before anything else
};

class StaffGateway {
public:
    explicit StaffGateway(LazyConnection& db);

    // `refused` when the custom type is gone.
    [[nodiscard]] runtime::Result<std::uint64_t> add(const RecordValues& values, const GivenPassword& password,
                                                     const Actor& actor, TimePoint now);
    // As RecordGateway::change(). A new password or a disabled account ends the sessions.
    [[nodiscard]] runtime::Result<void> change(const crm::Scope& scope, std::uint64_t id, const RecordValues& seen,
                                               const RecordValues& values, const std::optional<GivenPassword>& password,
                                               const Actor& actor, TimePoint now);
    // With the sessions and the account's choices; nobody watches it any longer.
    [[nodiscard]] runtime::Result<void> remove(const crm::Scope& scope, std::uint64_t id, const Actor& actor,
                                               TimePoint now);

    [[nodiscard]] crm::LoginFailures failures_of(const std::string& username)
    {
        return throttle_.failures_of(username);
    }
    // The name may try again at once.
    void unlock(std::uint64_t id, unsigned group, const std::string& username, const Actor& actor, TimePoint now);

    // Those of the scope who may sign in, by name.
    [[nodiscard]] std::vector<Colleague> colleagues(const crm::Scope& scope);

private:
    void set_password(std::uint64_t id, const GivenPassword& password);
    void forget_watched(const std::string& username, const Actor& actor, TimePoint now);
    [[nodiscard]] bool has_admin();
    // Is the custom type, if any, there and of the account's base?
    [[nodiscard]] bool has_its_type(const RecordValues& values);

    LazyConnection& db_;
    RecordGateway records_;
    UserTypeGateway types_;
    AuditGateway audit_;
    LoginThrottleGateway throttle_;
};

}  // namespace db
