// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/runtime/config.h"

#include "common/runtime/text.h"

#include <ini.h>
#include <sys/stat.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <fstream>
#include <sstream>

namespace runtime {

namespace {

std::string slot(std::string_view section, std::string_view key)
{
    return to_lower(section) + '\n' + to_lower(key);
}

struct Collected {
    std::vector<std::string>& sections;
    std::map<std::string, std::string, std::less<>>& values;
};

int collect(void* user, const char* section, const char* key, const char* value)
{
    auto& into = *static_cast<Collected*>(user);
    if (std::find(into.sections.begin(), into.sections.end(), section) == into.sections.end())
        into.sections.emplace_back(section);
    into.values[slot(section, key)] = value;
    return 1;
}

std::string read_whole(const std::string& path)
{
    std::ifstream in{path, std::ios::binary};
    if (!in) throw ConfigError(path + ": cannot be read (" + std::strerror(errno) + "); name the file with -c FILE");
    std::ostringstream text;
    text << in.rdbuf();
    return text.str();
}

void refuse_world_readable(const std::string& path)
{
    struct stat st {};
    if (stat(path.c_str(), &st) == 0 && S_ISREG(st.st_mode) && (st.st_mode & S_IROTH) != 0)
        throw ConfigError(path + ": holds passwords but everybody may read it; run: chmod 0640 " + path);
}

}  // namespace

Config Config::load(const std::string& path)
{
    auto config = parse(read_whole(path), path);
    const bool holds_secret = std::any_of(config.values_.begin(), config.values_.end(), [](const auto& entry) {
        const auto key = entry.first.substr(entry.first.find('\n') + 1);
        return !entry.second.empty() && (key.ends_with("password") || key.ends_with("secret"));
    });
    if (holds_secret) refuse_world_readable(path);
    return config;
}

Config Config::parse(std::string_view text, std::string name)
{
    Config config;
    config.path_ = std::move(name);
    Collected into{config.sections_, config.values_};
    const int line = ini_parse_string(std::string{text}.c_str(), collect, &into);
    if (line != 0)
        throw ConfigError(config.path_ + ":" + std::to_string(line) +
                          ": neither [section], key = value nor a ; comment; mend or delete this line");
    return config;
}

std::string Config::text(std::string_view section, std::string_view key, std::string_view otherwise) const
{
    const auto found = values_.find(slot(section, key));
    return found == values_.end() || found->second.empty() ? std::string{otherwise} : found->second;
}

std::string Config::required_text(std::string_view section, std::string_view key) const
{
    auto value = text(section, key, "");
    if (value.empty()) fail(section, key, "is missing or empty; it must be set");
    return value;
}

long Config::number(std::string_view section, std::string_view key, long otherwise, long min, long max) const
{
    const auto value = text(section, key, "");
    if (value.empty()) return otherwise;
    const auto parsed = to_number(value);
    if (!parsed || *parsed < min || *parsed > max)
        fail(section, key,
             "'" + value + "' is not a whole number from " + std::to_string(min) + " to " + std::to_string(max));
    return static_cast<long>(*parsed);
}

bool Config::flag(std::string_view section, std::string_view key, bool otherwise) const
{
    const auto value = to_lower(text(section, key, ""));
    if (value.empty()) return otherwise;
    for (const auto* yes : {"1", "yes", "on", "true"})
        if (value == yes) return true;
    for (const auto* no : {"0", "no", "off", "false"})
        if (value == no) return false;
    fail(section, key, "'" + value + "' is neither 1 nor 0");
}

bool Config::has_section(std::string_view section) const
{
    return std::any_of(sections_.begin(), sections_.end(),
                       [&](const auto& s) { return to_lower(s) == to_lower(section); });
}

std::vector<std::string> Config::sections() const
{
    return sections_;
}

void Config::fail(std::string_view section, std::string_view key, std::string_view why) const
{
    throw ConfigError(path_ + ": [" + std::string{section} + "] " + std::string{key} + ": " + std::string{why});
}

}  // namespace runtime
