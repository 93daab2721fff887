// SPDX-License-Identifier: GPL-3.0-or-later
// How rows of diallist become values: shared by the gateways that read them for the dialer.
#pragma once

#include "common/db/connection.h"
#include "common/dialing/listed_number.h"

namespace db {

[[nodiscard]] inline dialing::LineType read_line_type(const std::string& word)
{
    if (word == "fixed") return dialing::LineType::fixed;
    if (word == "mobile") return dialing::LineType::mobile;
    return dialing::LineType::unknown;
}

[[nodiscard]] inline std::string_view word_of(dialing::LineType type)
{
    switch (type) {
        case dialing::LineType::fixed:
            return "fixed";
        case dialing::LineType::mobile:
            return "mobile";
        case dialing::LineType::unknown:
            break;
    }
    return "unknown";
}

// A select list has these, in this order:
//   id, dialnumber, dialtime, status = 'callback', trytime, timezone, consenttime, linetype, memo
[[nodiscard]] inline dialing::ListedNumber read_listed_number(const Rows& row)
{
    return {.id = static_cast<std::uint64_t>(row.integer(1)),
            .number = row.text(2),
            .dial_time = row.time(3),
            .is_callback = row.flag(4),
            .attempts = row.id(5),
            .zone = row.text(6),
            .consent_time = row.time(7),
            .line = read_line_type(row.text(8)),
            .memo = row.text(9)};
}

}  // namespace db
