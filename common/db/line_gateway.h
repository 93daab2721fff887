// SPDX-License-Identifier: GPL-3.0-or-later
// trunkinfo: on which line did they call?
#pragma once

#include "common/db/connection.h"

#include <optional>
#include <string>

namespace db {

struct Line {
    std::string name;
    std::string note;
};

class LineGateway {
public:
    explicit LineGateway(LazyConnection& db) : db_(db) {}
    // By the number that was dialed; else by the caller's channel up to its last '-'.
    [[nodiscard]] std::optional<Line> find(const std::string& did, const std::string& channel);

private:
    LazyConnection& db_;
};

}  // namespace db
