// SPDX-License-Identifier: GPL-3.0-or-later
// PURE: the report of a takeover in words: rows before and after, and what did not come.
#pragma once

#include "common/db/takeover_gateway.h"

#include <cstdint>
#include <string>
#include <vector>

namespace asterccdb {

struct TakeoverFindings {
    std::string source;
    std::vector<db::TakenTable> tables;
    std::vector<db::LeftTable> left;
    std::uint64_t without_password = 0;
    bool is_done = false;
};

[[nodiscard]] std::string report(const TakeoverFindings& found);

}  // namespace asterccdb
