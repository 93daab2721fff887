// SPDX-License-Identifier: GPL-3.0-or-later
// What the descriptions of big tables say of indexes is true of the schema.
#include "common/db/crm_tables.h"

#include <catch2/catch.hpp>

#include <cstdlib>
#include <stdexcept>
#include <string>

using namespace db;

namespace {

DbConfig test_database()
{
    const char* socket = std::getenv("ASTERCC_TEST_DB_SOCKET");
    if (socket == nullptr) throw std::runtime_error("run me under private_mariadb.py");
    DbConfig config;
    config.host = socket;
    config.user = "root";
    return config;
}

// "t.groupid IN (SELECT ..." and "t.groupid" mean groupid.
std::string column_of(const TableField& field)
{
    auto text = field.search_open.text();
    if (text.empty()) text = field.digits.text().empty() ? field.shown.text() : field.digits.text();
    REQUIRE(text.starts_with("t."));
    return std::string(text.substr(2, text.find(' ') - 2));
}

}  // namespace

TEST_CASE("a column that is said to have an index begins one", "[db][grid]")
{
    Connection connection{test_database()};
    for (const auto* table : {&tables::customer, &tables::contact, &tables::note, &tables::diallist,
                              &tables::dialedlist, &tables::dial_decision, &tables::do_not_call, &tables::call_records,
                              &tables::recordings, &tables::listening, &tables::survey_results, &tables::audit}) {
        for (const auto& field : table->fields) {
            if (!field.has_index) continue;
            CAPTURE(table->table.text(), field.column.name);
            CHECK(connection
                      .query("SELECT 1 FROM information_schema.statistics WHERE table_schema = DATABASE() AND"
                             " table_name = ? AND column_name = ? AND seq_in_index = 1",
                             table->table.text(), column_of(field))
                      .next());
        }
    }
}
