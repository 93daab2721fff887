// SPDX-License-Identifier: GPL-3.0-or-later
// -t of the daemons that talk to Asterisk: does the configuration lead anywhere? Says per connection what is wrong and
// how to mend it.
#pragma once

namespace runtime {
class Config;
}

namespace db {
struct DbConfig;
}

namespace astercc {

// Exit status: 0 and "Success" when database and every Asterisk answer, EX_UNAVAILABLE otherwise.
int self_test(const runtime::Config& config);

// The part of it about the database.
[[nodiscard]] bool test_database(const db::DbConfig& config);

// At the start: a database that is away may come back; one of another version never fits (throws db::DbError).
void refuse_foreign_schema(const db::DbConfig& config);

}  // namespace astercc
