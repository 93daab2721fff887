// SPDX-License-Identifier: GPL-3.0-or-later
// user_types and user_privileges: account types of one's own, and what each may do page by page. An account names its
// type in usertype_id; its usertype is the type's base. For administrators: there is no scope.
#pragma once

#include "common/crm/page_rights.h"
#include "common/db/record_gateway.h"

#include <string>
#include <vector>

namespace db {

struct UserType {
    unsigned id = 0;
    std::string name;
    crm::UserType base = crm::UserType::agent;
};

class UserTypeGateway {
public:
    explicit UserTypeGateway(LazyConnection& db);

    // What is stored that the base does not allow is not given.
    [[nodiscard]] crm::PageRights rights(crm::UserType base, unsigned type);
    // By name.
    [[nodiscard]] std::vector<UserType> all();
    [[nodiscard]] std::optional<UserType> find(unsigned id);
    // Within a transaction: until its end the type stays.
    [[nodiscard]] std::optional<UserType> hold(unsigned id);
    [[nodiscard]] unsigned accounts_of(unsigned id);

    // Values stand in the order of stored_fields(tables::user_type). Results as RecordGateway's.
    [[nodiscard]] runtime::Result<std::uint64_t> add(const RecordValues& values, const crm::PageRights& rights,
                                                     const Actor& actor, TimePoint now);
    // `refused` also when the rights are no longer as seen.
    [[nodiscard]] runtime::Result<void> change(std::uint64_t id, const RecordValues& seen,
                                               const crm::PageRights& seen_rights, const RecordValues& values,
                                               const crm::PageRights& rights, const Actor& actor, TimePoint now);
    // `refused` while accounts are of this type.
    [[nodiscard]] runtime::Result<void> remove(unsigned id, const Actor& actor, TimePoint now);

private:
    void store(unsigned id, const crm::PageRights& before, const crm::PageRights& after, const Actor& actor,
               TimePoint now);

    LazyConnection& db_;
    RecordGateway records_;
    AuditGateway audit_;
};

}  // namespace db
