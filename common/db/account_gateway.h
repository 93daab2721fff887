// SPDX-License-Identifier: GPL-3.0-or-later
// astercrm_account with its group: who may log in, and what they are. Passwords pass through here as Argon2id
// strings only. An account of an unknown usertype is not found: it could do nothing anyway.
#pragma once

#include "common/crm/page_rights.h"
#include "common/db/connection.h"
#include "common/runtime/result.h"

#include <optional>
#include <string>

namespace db {

struct Account {
    unsigned id = 0;
    std::string username;
    std::string firstname;
    std::string lastname;
    std::string extension;
    crm::UserType type = crm::UserType::agent;
    unsigned groupid = 0;
    std::string groupname;
    std::string lang;  // empty = ask the browser
    std::string skin;
    bool must_change_password = false;
    unsigned usertype_id = 0;               // a custom type, 0: none
    std::optional<crm::PageRights> rights;  // nothing: all that routes allow its type

    [[nodiscard]] bool may(crm::Page page, crm::Right right) const { return !rights || rights->may(page, right); }
};

struct Credentials {
    Account account;
    std::string password_hash;  // empty = no password is set
    bool enabled = false;
};

struct NewAccount {
    std::string username;
    std::string password_hash;
    std::string extension;
    crm::UserType type = crm::UserType::agent;
};

class AccountGateway {
public:
    explicit AccountGateway(LazyConnection& db) : db_(db) {}

    [[nodiscard]] std::optional<Credentials> find(const std::string& username);
    [[nodiscard]] runtime::Result<unsigned> create(const NewAccount& account);

    // A changed password ends must_change_password.
    void set_password(unsigned account, const std::string& hash);
    // The same password, hashed anew with today's parameters.
    void refresh_hash(unsigned account, const std::string& hash);
    void set_language(unsigned account, const std::string& lang);
    void set_skin(unsigned account, const std::string& skin);
    void note_login(unsigned account, TimePoint when);

private:
    LazyConnection& db_;
};

}  // namespace db
