// SPDX-License-Identifier: GPL-3.0-or-later
#include "tools/asterccdb/upgrade.h"

#include "common/db/schema.h"
#include "tools/asterccdb/backup.h"
#include "tools/asterccdb/options.h"

#include <algorithm>
#include <iostream>
#include <stdexcept>

namespace asterccdb {

namespace {

using Kind = db::SchemaFindings::Kind;

std::vector<db::SchemaScript> steps_behind(int version, const std::string& sql_folder)
{
    std::vector<db::SchemaScript> scripts;
    const auto steps = db::upgrade_steps(sql_folder + "/upgrade");
    for (int next = version + 1; next <= db::schema_version; ++next) {
        const auto step = std::find_if(steps.begin(), steps.end(), [&](const auto& s) { return s.version == next; });
        if (step == steps.end())
            throw std::runtime_error(sql_folder + "/upgrade has no step to version " + std::to_string(next));
        scripts.push_back(db::SchemaScript::load(step->path));
    }
    return scripts;
}

void say_what_would_be_done(db::SchemaGateway& schema, const Plan& todo)
{
    for (const auto& script : todo.scripts) {
        const auto finished = schema.finished(script);
        std::cout << "would run " << script.name() << ": " << script.statements().size() << " statements";
        if (finished > 0) std::cout << ", " << finished << " of them done by an interrupted run";
        std::cout << "\n";
    }
}

void apply(db::SchemaGateway& schema, const Plan& todo)
{
    for (const auto& script : todo.scripts) {
        std::cout << "running " << script.name() << " ..." << std::endl;
        schema.apply(script);
    }
    schema.forget_steps();
}

}  // namespace

Plan plan(const db::SchemaFindings& found, const std::string& sql_folder)
{
    switch (found.kind) {
        case Kind::empty:
        case Kind::begun:
            return {.scripts = {db::SchemaScript::load(sql_folder + "/astercc.sql")}};
        case Kind::ours:
            break;
        case Kind::original:
            throw std::runtime_error("it holds the tables of the original asterCC: asterccdb takeover takes them over");
        case Kind::foreign:
            throw std::runtime_error("it holds tables that are not asterCC's: name an empty database");
    }
    if (found.version > db::schema_version)
        throw std::runtime_error("it has schema version " + std::to_string(found.version) + ", this program knows " +
                                 std::to_string(db::schema_version) + ": install the newer asterCC");
    auto scripts = steps_behind(found.version, sql_folder);
    const bool wants_backup = !scripts.empty();
    return {std::move(scripts), wants_backup};
}

void upgrade(const Options& options)
{
    const auto config = options.database();
    db::Connection connection{config, db::Connection::Schema::foreign};
    db::SchemaGateway schema{connection};
    if (!schema.lock())
        throw std::runtime_error("another asterccdb works on the database " + connection.where() + " just now");
    const auto todo = plan(schema.look(), options.sql_folder());
    if (todo.scripts.empty()) {
        schema.forget_steps();
        std::cout << connection.where() << " has version " << db::schema_version << ": nothing to do\n";
        return;
    }
    if (options.has("--dry-run")) return say_what_would_be_done(schema, todo);
    if (todo.wants_backup && !options.has("--no-backup"))
        std::cout << "backup: " << back_up(config, options.value("--backup-dir", default_backup_folder)) << std::endl;
    apply(schema, todo);
    std::cout << connection.where() << " has version " << db::schema_version << "\n";
}

}  // namespace asterccdb
