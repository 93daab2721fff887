// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/db/peer_gateway.h"

#include "common/db/clipped.h"

#include <algorithm>

namespace db {

namespace {

constexpr Sql select_peers = "SELECT peer, status, lastupdate, address, responsetime FROM peerstatus WHERE server = ?";

constexpr Sql peer_head = "INSERT INTO peerstatus (server, peer, status, lastupdate, address, responsetime) VALUES ";
constexpr Sql peer_row = "(?,?,?,?,?,?)";
constexpr Sql peer_tail =
    " ON DUPLICATE KEY UPDATE status = VALUES(status), lastupdate = VALUES(lastupdate), address = VALUES(address), "
    "responsetime = VALUES(responsetime)";
constexpr std::size_t peer_columns = 6;

constexpr Sql delete_peer = "DELETE FROM peerstatus WHERE server = ? AND peer = ?";

constexpr std::size_t text_width = 100;

}  // namespace

std::vector<pbx::PeerRow> PeerGateway::rows()
{
    std::vector<pbx::PeerRow> peers;
    for (auto rows = connection_.query(select_peers, server_); rows.next();)
        peers.push_back({.peer = rows.text(1),
                         .status = pbx::parse_peer_status(rows.text(2)).value_or(pbx::PeerStatus::unknown),
                         .since = rows.time(3).value_or(TimePoint{}),
                         .address = rows.text(4),
                         .response_ms = rows.is_null(5) ? std::nullopt : std::optional<int>{rows.integer(5)}});
    std::sort(peers.begin(), peers.end(), [](const auto& a, const auto& b) { return a.peer < b.peer; });
    return peers;
}

void PeerGateway::put(std::span<const pbx::PeerRow> rows)
{
    std::vector<Value> values;
    values.reserve(rows.size() * peer_columns);
    for (const auto& row : rows)
        values.insert(values.end(), {server_, Clipped{row.peer, text_width}, pbx::to_string(row.status), row.since,
                                     Clipped{row.address, text_width}, row.response_ms});
    connection_.execute_rows(peer_head, peer_row, peer_tail, values, peer_columns);
}

void PeerGateway::drop(std::span<const pbx::PeerRow> rows)
{
    for (const auto& row : rows)
        connection_.execute(delete_peer, server_, Clipped{row.peer, text_width});
}

}  // namespace db
