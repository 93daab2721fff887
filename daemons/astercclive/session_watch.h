// SPDX-License-Identifier: GPL-3.0-or-later
// Every ten seconds one query for all streams: whose session has ended gets a bye, the others count as seen:
// astercc takes an agent who is not for lost. A supervisor whose rights have changed begins anew. With the database
// away nobody is sent off.
#pragma once

#include "common/runtime/asio.h"
#include "daemons/astercclive/board_hub.h"
#include "daemons/astercclive/database_thread.h"
#include "daemons/astercclive/hub.h"

namespace live {

// Runs until the io_context stops.
asio::awaitable<void> watch_sessions(asio::io_context& io, Hub& hub, BoardHub& board, DatabaseThread& database);

}  // namespace live
