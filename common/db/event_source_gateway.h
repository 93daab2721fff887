// SPDX-License-Identifier: GPL-3.0-or-later
// Whether somebody feeds the database with calls, as far as its tables tell.
#pragma once

#include "common/db/connection.h"

#include <chrono>
#include <optional>

namespace db {

class EventSourceGateway {
public:
    explicit EventSourceGateway(Connection& db) : db_(db) {}

    // How many Asterisk servers an astercc writes calls of, now.
    [[nodiscard]] unsigned mirrored_servers();
    // How old the newest event of eventsdaemon is; nothing when there is none.
    [[nodiscard]] std::optional<std::chrono::seconds> age_of_newest_event();

private:
    Connection& db_;
};

}  // namespace db
