// SPDX-License-Identifier: GPL-3.0-or-later
// A configuration file in INI form (astercc.conf, astercrm.conf): typed, checked access to its keys.
// A value that does not fit is a ConfigError whose text names file, section, key and what was expected.
#pragma once

#include <map>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace runtime {

class ConfigError : public std::runtime_error {
public:
    using std::runtime_error::runtime_error;
};

class Config {
public:
    // Throws ConfigError when the file cannot be read, has a line that is no INI, or is readable by everybody
    // although it holds secrets.
    [[nodiscard]] static Config load(const std::string& path);
    // For tests; `name` stands for the file in messages.
    [[nodiscard]] static Config parse(std::string_view text, std::string name = "test.conf");

    // Section and key names compare without case. An empty value counts as absent.
    [[nodiscard]] std::string text(std::string_view section, std::string_view key, std::string_view otherwise) const;
    [[nodiscard]] std::string required_text(std::string_view section, std::string_view key) const;
    [[nodiscard]] long number(std::string_view section, std::string_view key, long otherwise, long min, long max) const;
    [[nodiscard]] bool flag(std::string_view section, std::string_view key, bool otherwise) const;  // 1/0 yes/no on/off

    [[nodiscard]] bool has_section(std::string_view section) const;
    [[nodiscard]] std::vector<std::string> sections() const;  // in the order of the file
    [[nodiscard]] const std::string& path() const { return path_; }

    [[noreturn]] void fail(std::string_view section, std::string_view key, std::string_view why) const;

private:
    std::string path_;
    std::vector<std::string> sections_;
    std::map<std::string, std::string, std::less<>> values_;  // "section\nkey", both lower case
};

}  // namespace runtime
