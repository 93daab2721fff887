// SPDX-License-Identifier: GPL-3.0-or-later
// Sessions as astercclive needs them: who is this token, who is still logged in, keep these alive. Logging in and out
// belongs to the web programs. A session holds while its account is enabled, for 30 minutes after it was last seen
// and 12 hours at most.
#pragma once

#include "common/crm/permission.h"
#include "common/db/connection.h"

#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

namespace db {

using TokenHash = std::string;  // the 32 raw bytes of SHA-256 over the cookie's text

struct LiveAccount {
    unsigned id = 0;
    std::optional<crm::Scope> supervises;      // whose system status it may see; nothing: nobody's
    std::optional<crm::Scope> runs_campaigns;  // whose campaigns it may see, likewise

    bool operator==(const LiveAccount&) const = default;
};

class LiveSessionGateway {
public:
    explicit LiveSessionGateway(Connection& connection) : db_(connection) {}

    // The account that is logged in with this token.
    [[nodiscard]] std::optional<LiveAccount> account_of(const TokenHash& token);
    // Everybody who is logged in now: one query for all streams.
    [[nodiscard]] std::unordered_map<TokenHash, LiveAccount> valid();
    // These were seen now. Writes a row at most every five seconds; a session that has gone stays gone.
    void touch(const std::vector<TokenHash>& tokens);

private:
    Connection& db_;
};

}  // namespace db
