// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/db/line_gateway.h"

namespace db {

namespace {

constexpr Sql find_by_did = "SELECT trunkname, trunknote FROM trunkinfo WHERE didnumber = ? ORDER BY id LIMIT 1";
constexpr Sql find_by_channel = "SELECT trunkname, trunknote FROM trunkinfo WHERE trunkchannel = ? ORDER BY id LIMIT 1";

std::optional<Line> first_line(Rows rows)
{
    if (!rows.next()) return std::nullopt;
    return Line{rows.text(1), rows.text(2)};
}

}  // namespace

std::optional<Line> LineGateway::find(const std::string& did, const std::string& channel)
{
    if (!did.empty()) {
        if (auto line = first_line(db_.get().query(find_by_did, did))) return line;
    }
    const auto device = channel.substr(0, channel.rfind('-'));
    return device.empty() ? std::nullopt : first_line(db_.get().query(find_by_channel, device));
}

}  // namespace db
