// SPDX-License-Identifier: GPL-3.0-or-later
// The table source_position: how far a growing file or table of Asterisk has been read, committed with the rows that
// reading it produced.
#pragma once

#include "common/db/connection.h"

#include <optional>
#include <string>

namespace db {

struct SourcePosition {
    std::string file;  // tells one file from its successor
    std::uint64_t position = 0;
    TimePoint updated{};
};

class SourceGateway {
public:
    // `name`: what is read of whom, such as "cdr:asterisk".
    SourceGateway(Connection& connection, std::string name) : connection_(connection), name_(std::move(name)) {}

    // Within a transaction: nobody else moves it until that ends.
    [[nodiscard]] std::optional<SourcePosition> lock();
    void put(const SourcePosition& position);

private:
    Connection& connection_;
    std::string name_;
};

}  // namespace db
