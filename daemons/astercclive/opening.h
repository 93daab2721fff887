// SPDX-License-Identifier: GPL-3.0-or-later
// What the database says about a browser that wants to listen: who it is, and what it has missed. One question, asked
// on the database thread.
#pragma once

#include "daemons/astercclive/database_thread.h"
#include "daemons/astercclive/hub.h"

#include <optional>

namespace live {

struct Opening {
    std::optional<db::LiveAccount> account;  // nobody: the session has ended, or never was
    std::optional<Resume> resume{};          // as asked for
};

[[nodiscard]] Opening look_up(Gateways& gateways, const db::TokenHash& session, std::optional<FeedId> position,
                              bool needs_database);

}  // namespace live
