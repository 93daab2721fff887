// SPDX-License-Identifier: GPL-3.0-or-later
#include "tools/asterccdb/takeover.h"

#include "cgi/web/secrets.h"
#include "common/db/schema_gateway.h"
#include "common/db/takeover_gateway.h"
#include "tools/asterccdb/options.h"
#include "tools/asterccdb/takeover_report.h"
#include "tools/asterccdb/upgrade.h"

#include <algorithm>
#include <fstream>
#include <iostream>
#include <stdexcept>

namespace asterccdb {

namespace {

using Kind = db::SchemaFindings::Kind;

db::TextBytes text_bytes(const Options& options)
{
    const auto word = options.value("--text-is", "declared");
    const auto bytes = db::parse_text_bytes(word);
    if (!bytes) throw UsageError("--text-is " + word + ": declared, utf8, gbk, gb2312 or big5");
    return *bytes;
}

// Where the original's tables are, or will be once they have made room for ours.
std::string source_of(const Options& options, const db::DbConfig& config)
{
    return options.value("--from", config.name + "_2008");
}

void require_original(db::TakeoverGateway& original, const std::string& source)
{
    if (!original.is_original())
        throw std::runtime_error("the database " + source +
                                 " holds no tables of the original asterCC (or its name is " + "another: --from NAME)");
}

void require_nobody_worked_here(db::TakeoverGateway& original)
{
    const auto filled = original.filled_tables();
    if (filled.empty()) return;
    throw std::runtime_error("there are rows in " + filled.front() +
                             " already: a takeover goes into a database nobody has worked in yet");
}

void take_passwords(db::TakeoverGateway& original)
{
    const web::PasswordHasher hasher{{}};
    for (auto found = original.passwords(); !found.empty(); found = original.passwords())
        for (const auto& password : found)
            original.set_password(password.account, hasher.hash(password.plain));
}

void write_report(const std::string& text, const Options& options)
{
    std::cout << text;
    if (!options.has("--report")) return;
    std::ofstream file{options.value("--report")};
    file << text;
    if (!file.flush()) throw std::runtime_error("the report cannot be written to " + options.value("--report"));
}

void say_what_would_be_taken(db::TakeoverGateway& original, const std::string& source, const Options& options)
{
    require_original(original, source);
    write_report(report({.source = source, .tables = original.look(), .left = original.left_tables()}), options);
}

void take(db::TakeoverGateway& original)
{
    std::string going;
    original.take([&](const std::string& table, std::uint64_t) {
        if (table != going) std::cout << "taking " << table << " ..." << std::endl;
        going = table;
    });
    take_passwords(original);
}

}  // namespace

void takeover(const Options& options)
{
    const auto config = options.database();
    const auto bytes = text_bytes(options);
    const auto source = source_of(options, config);
    db::Connection connection{config, db::Connection::Schema::foreign};
    db::SchemaGateway schema{connection};
    if (!schema.lock()) throw std::runtime_error("another asterccdb works on the database " + connection.where());

    const bool is_in_place = schema.look().kind == Kind::original;
    if (is_in_place && source == config.name)
        throw UsageError("leave --from out: the tables of " + source + " make room by themselves");
    db::TakeoverGateway original{connection, source, bytes};
    if (options.has("--dry-run")) {
        if (!is_in_place) return say_what_would_be_taken(original, source, options);
        db::TakeoverGateway here{connection, config.name, bytes};
        return say_what_would_be_taken(here, config.name, options);
    }
    if (is_in_place) {
        std::cout << "the tables of " << config.name << " move to " << source << " ..." << std::endl;
        schema.move_all_to(source);
    }
    require_original(original, source);
    run_plan(schema, plan(schema.look(), options.sql_folder()));
    original.set_time_zone(options.value("--timezone", "SYSTEM"));
    require_nobody_worked_here(original);
    take(original);

    const TakeoverFindings found{.source = source,
                                 .tables = original.look(),
                                 .left = original.left_tables(),
                                 .without_password = original.accounts_without_password(),
                                 .is_done = true};
    write_report(report(found), options);
    if (!std::all_of(found.tables.begin(), found.tables.end(), [](const auto& table) { return table.is_whole(); }))
        throw std::runtime_error("not every row came over: see the tables marked with ! above");
}

}  // namespace asterccdb
