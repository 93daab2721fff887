// SPDX-License-Identifier: GPL-3.0-or-later
// The table peerstatus, rows of one server.
#pragma once

#include "common/db/connection.h"
#include "common/pbx/peer_board.h"

#include <span>
#include <string>
#include <vector>

namespace db {

class PeerGateway {
public:
    PeerGateway(Connection& connection, std::string server) : connection_(connection), server_(std::move(server)) {}

    [[nodiscard]] std::vector<pbx::PeerRow> rows();  // sorted by peer
    void put(std::span<const pbx::PeerRow> rows);
    void drop(std::span<const pbx::PeerRow> rows);

private:
    Connection& connection_;
    const std::string server_;
};

}  // namespace db
