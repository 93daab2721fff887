// SPDX-License-Identifier: GPL-3.0-or-later
// The schema itself: which version a database has, and the scripts that change it. MariaDB commits each statement that
// changes a table by itself, whole or not at all; so each is noted in `schema_step` before and after, and who was
// interrupted goes on behind the last one. `schema_step` goes when there is nothing left to go on with.
#pragma once

#include "common/db/connection.h"
#include "common/db/schema_script.h"

#include <cstdint>
#include <string>
#include <vector>

namespace db {

struct TableRows {
    std::string table;
    std::uint64_t rows = 0;
};

struct SchemaFindings {
    enum class Kind {
        empty,     // no table at all
        ours,      // `version` says which
        begun,     // a first loading of astercc.sql was interrupted
        original,  // the tables of asterCC of 2008 to 2012
        foreign,   // somebody else's
    };
    Kind kind = Kind::empty;
    int version = 0;
};

class SchemaGateway {
public:
    // The connection is one to any schema (Connection::Schema::foreign), with the right to change it.
    explicit SchemaGateway(Connection& connection) : connection_(connection) {}

    [[nodiscard]] SchemaFindings look();
    [[nodiscard]] std::vector<TableRows> tables();

    // One at a time works on a database; false when another does. Kept until the connection ends.
    [[nodiscard]] bool lock();

    // How many statements of it an interrupted run has behind it.
    [[nodiscard]] std::size_t finished(const SchemaScript& script);
    // Runs what is left of it. Throws DbError naming file and line; std::runtime_error when the script is not the one
    // that was begun.
    void apply(const SchemaScript& script);
    void forget_steps();

private:
    [[nodiscard]] bool has_table(std::string_view name);
    void run(const SchemaScript& script, std::size_t number);

    Connection& connection_;
};

}  // namespace db
