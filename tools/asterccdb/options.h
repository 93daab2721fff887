// SPDX-License-Identifier: GPL-3.0-or-later
// What asterccdb is asked for: a command, its options, and the database.
#pragma once

#include "common/db/connection.h"

#include <map>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace asterccdb {

extern const char* const usage;

// What the caller did wrong, in a sentence.
class UsageError : public std::runtime_error {
public:
    using std::runtime_error::runtime_error;
};

class Options {
public:
    // Throws UsageError.
    [[nodiscard]] static Options parse(const std::vector<std::string_view>& arguments);

    [[nodiscard]] const std::string& command() const { return command_; }
    [[nodiscard]] bool has(std::string_view flag) const { return values_.contains(flag); }
    [[nodiscard]] std::string value(std::string_view option, std::string_view otherwise = {}) const;
    [[nodiscard]] std::string required(std::string_view option) const;

    // Of the configuration, and what the options say instead. Throws runtime::ConfigError, UsageError.
    [[nodiscard]] db::DbConfig database() const;
    // The folder with astercc.sql and upgrade/.
    [[nodiscard]] std::string sql_folder() const;

private:
    void require_fitting() const;

    std::string command_;
    std::map<std::string, std::string, std::less<>> values_;
};

}  // namespace asterccdb
