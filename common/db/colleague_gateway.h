// SPDX-License-Identifier: GPL-3.0-or-later
// The people an account may watch (astercrm_account.extensions, a list of usernames): their telephones and live calls.
#pragma once

#include "common/db/portal_gateway.h"

#include <string>
#include <vector>

namespace db {

struct WatchedColleague {
    unsigned account = 0;
    std::string name;
    std::string extension;
    unsigned groupid = 0;
    std::string telephone;  // peerstatus.status; empty: Asterisk does not know it
};

struct ColleagueCall {
    unsigned account = 0;
    LiveCall call;
};

class ColleagueGateway {
public:
    explicit ColleagueGateway(LazyConnection& db) : db_(db) {}

    [[nodiscard]] std::vector<WatchedColleague> watched_by(unsigned account);
    [[nodiscard]] std::vector<ColleagueCall> calls_watched_by(unsigned account);

private:
    LazyConnection& db_;
};

}  // namespace db
