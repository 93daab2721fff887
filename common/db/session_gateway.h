// SPDX-License-Identifier: GPL-3.0-or-later
// session: who is logged in. The database knows the SHA-256 of the cookie's token only, so reading it lets nobody in.
#pragma once

#include "common/db/account_gateway.h"

#include <optional>
#include <string>

namespace db {

struct NewSession {
    std::string token_hash;  // 32 raw bytes
    unsigned account = 0;
    std::string csrf_token;
    std::string lang;
    std::string address;
};

struct SessionRow {
    Account account;
    std::string csrf_token;
    std::string lang;
    TimePoint lastseen{};
};

class SessionGateway {
public:
    explicit SessionGateway(LazyConnection& db) : db_(db) {}

    void create(const NewSession& session, TimePoint now);
    // A session begun after `born_after` and used after `used_after`, of an account that is still enabled.
    [[nodiscard]] std::optional<SessionRow> find(const std::string& token_hash, TimePoint born_after,
                                                 TimePoint used_after);
    void touch(const std::string& token_hash, TimePoint now);
    void set_language(const std::string& token_hash, const std::string& lang);
    void remove(const std::string& token_hash);
    void remove_all_of(unsigned account);
    void remove_expired(TimePoint born_after, TimePoint used_after);

private:
    LazyConnection& db_;
};

}  // namespace db
