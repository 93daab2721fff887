// SPDX-License-Identifier: GPL-3.0-or-later
#include "tools/asterccdb/status.h"

#include "common/db/schema.h"
#include "tools/asterccdb/options.h"
#include "tools/asterccdb/upgrade.h"

#include <nlohmann/json.hpp>

#include <iostream>
#include <string>
#include <vector>

namespace asterccdb {

namespace {

struct Status {
    std::string where;
    db::SchemaFindings found;
    std::vector<db::TableRows> tables;
    std::vector<std::string> steps{};
    std::string obstacle{};  // why it cannot be upgraded
};

Status look(const Options& options)
{
    db::Connection connection{options.database(), db::Connection::Schema::foreign};
    db::SchemaGateway schema{connection};
    Status status{.where = connection.where(), .found = schema.look(), .tables = schema.tables()};
    try {
        for (const auto& script : plan(status.found, options.sql_folder()).scripts)
            status.steps.push_back(script.name());
    } catch (const std::runtime_error& e) {
        status.obstacle = e.what();
    }
    return status;
}

const char* word(db::SchemaFindings::Kind kind)
{
    using Kind = db::SchemaFindings::Kind;
    switch (kind) {
        case Kind::empty:
            return "empty";
        case Kind::ours:
            return "ours";
        case Kind::begun:
            return "begun";
        case Kind::original:
            return "original";
        case Kind::foreign:
            return "foreign";
    }
    return "";
}

void print_json(const Status& status)
{
    auto tables = nlohmann::ordered_json::object();
    for (const auto& table : status.tables)
        tables[table.table] = table.rows;
    const nlohmann::ordered_json document{{"database", status.where},
                                          {"kind", word(status.found.kind)},
                                          {"version", status.found.version},
                                          {"program_version", CC_VERSION},
                                          {"program_schema_version", db::schema_version},
                                          {"steps", status.steps},
                                          {"obstacle", status.obstacle},
                                          {"tables", tables}};
    std::cout << document.dump(2, ' ', false, nlohmann::ordered_json::error_handler_t::replace) << "\n";
}

void print_words(const Status& status)
{
    std::cout << "database      " << status.where << "\n"
              << "version       " << status.found.version << " (" << word(status.found.kind) << ")\n"
              << "this program  " << db::schema_version << " (asterCC " << CC_VERSION << ")\n";
    if (!status.obstacle.empty()) std::cout << "obstacle      " << status.obstacle << "\n";
    if (status.obstacle.empty() && status.steps.empty()) std::cout << "to do         nothing\n";
    for (const auto& step : status.steps)
        std::cout << "to do         " << step << "\n";
    for (const auto& table : status.tables)
        std::cout << "table         " << table.table << ": " << table.rows << " rows\n";
}

}  // namespace

void status(const Options& options)
{
    const auto status = look(options);
    if (options.has("--json"))
        print_json(status);
    else
        print_words(status);
}

void print_version()
{
    std::cout << "asterccdb " << CC_VERSION << ", schema version " << db::schema_version << "\n";
}

}  // namespace asterccdb
