// SPDX-License-Identifier: GPL-3.0-or-later
#include "tools/asterccdb/options.h"

#include "common/runtime/config.h"
#include "common/runtime/replace_file.h"

#include <algorithm>
#include <array>
#include <filesystem>

namespace asterccdb {

const char* const usage =
    "asterccdb [-c FILE] COMMAND [OPTION]...: the database of asterCC, its versions, and what was there before it\n"
    "\n"
    "  status [--json]           version of the database and of this program, steps to do, tables and their rows\n"
    "  upgrade                   makes the tables in an empty database, or leads an older one to this program's "
    "version,\n"
    "                            after a backup; goes on where it was interrupted; does nothing when nothing is to do\n"
    "    --dry-run               says what it would do\n"
    "    --no-backup             no backup first\n"
    "    --backup-dir DIR        where to (default /var/lib/astercc/backup)\n"
    "\n"
    "  -c FILE                   the configuration with the database (default /etc/astercc/astercc.conf)\n"
    "  --host HOST, --port PORT, --database NAME, --user USER, --password-file FILE\n"
    "                            instead of what it says: changing tables takes an administrator's account\n"
    "  --sql DIR                 where astercc.sql and upgrade/ are (default: where they were installed)\n"
    "  -v, --version; -h, --help\n"
    "\n"
    "Exit status: 0 done, also when there was nothing to do; 1 failed; 2 wrong usage.\n";

namespace {

struct Option {
    std::string_view name;
    bool has_value;
    std::string_view commands;  // that know it; "": all
};

constexpr std::array known{
    Option{"-h", false, ""},
    Option{"--help", false, ""},
    Option{"-v", false, ""},
    Option{"--version", false, ""},
    Option{"-c", true, ""},
    Option{"--host", true, ""},
    Option{"--port", true, ""},
    Option{"--database", true, ""},
    Option{"--user", true, ""},
    Option{"--password-file", true, ""},
    Option{"--sql", true, ""},
    Option{"--json", false, "status"},
    Option{"--dry-run", false, "upgrade"},
    Option{"--no-backup", false, "upgrade"},
    Option{"--backup-dir", true, "upgrade"},
};

constexpr const char* default_config = "/etc/astercc/astercc.conf";

std::string first_line(const std::string& path)
{
    const auto text = runtime::read_file(path);
    return text.substr(0, text.find_first_of("\r\n"));
}

unsigned port_number(const std::string& text)
{
    const bool is_number =
        !text.empty() && text.size() < 6 && text.find_first_not_of("0123456789") == std::string::npos;
    const auto port = is_number ? std::stoul(text) : 0;
    if (port == 0 || port > 65535) throw UsageError("--port " + text + ": a number from 1 to 65535 is needed");
    return static_cast<unsigned>(port);
}

const Option& find(std::string_view name)
{
    const auto* const option =
        std::find_if(known.begin(), known.end(), [&](const Option& o) { return o.name == name; });
    if (option == known.end()) throw UsageError("there is no option " + std::string{name});
    return *option;
}

}  // namespace

Options Options::parse(const std::vector<std::string_view>& arguments)
{
    Options options;
    for (auto word = arguments.begin(); word != arguments.end(); ++word) {
        if (!word->starts_with('-')) {
            if (!options.command_.empty())
                throw UsageError("one command at a time: not " + std::string{*word} + " too");
            options.command_ = *word;
            continue;
        }
        const auto equals = word->find('=');
        const Option& option = find(word->substr(0, equals));
        if (!option.has_value && equals != std::string_view::npos)
            throw UsageError(std::string{option.name} + " takes no value");
        if (option.has_value && equals == std::string_view::npos && std::next(word) == arguments.end())
            throw UsageError(std::string{option.name} + " needs a value");
        auto& value = options.values_[std::string{option.name}];
        if (option.has_value) value = equals == std::string_view::npos ? *++word : word->substr(equals + 1);
    }
    options.require_fitting();
    return options;
}

void Options::require_fitting() const
{
    for (const auto& [name, value] : values_) {
        const auto commands = find(name).commands;
        if (!commands.empty() && commands.find(command_) == std::string_view::npos)
            throw UsageError(name + " is no option of " + command_);
    }
}

std::string Options::value(std::string_view option, std::string_view otherwise) const
{
    const auto found = values_.find(option);
    return found == values_.end() ? std::string{otherwise} : found->second;
}

std::string Options::required(std::string_view option) const
{
    if (!has(option)) throw UsageError(command_ + " needs " + std::string{option});
    return value(option);
}

db::DbConfig Options::database() const
{
    db::DbConfig database;
    const bool says_all = has("--user") && has("--database");
    if (has("-c") || !says_all || std::filesystem::exists(default_config))
        database = db::DbConfig::from(runtime::Config::load(value("-c", default_config)));
    if (has("--host")) database.host = value("--host");
    if (has("--port")) database.port = port_number(value("--port"));
    if (has("--database")) database.name = value("--database");
    if (has("--user")) {
        database.user = value("--user");
        database.password.clear();
    }
    if (has("--password-file")) database.password = first_line(value("--password-file"));
    constexpr unsigned a_day = 86400;
    database.statement_seconds = a_day;
    return database;
}

std::string Options::sql_folder() const
{
    return value("--sql", CC_SHARE_PATH "/sql");
}

}  // namespace asterccdb
