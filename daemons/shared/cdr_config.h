// SPDX-License-Identifier: GPL-3.0-or-later
// Where an Asterisk's own call records are, in its section [asterisk] or [asterisk:NAME]:
//   cdr_csv       the file, Master.csv or that of etc/asterisk/cdr_custom.conf
//   cdr_database  instead: the database with the table `cdr`, on the server of [database] unless
//                 cdr_dbhost, cdr_dbport, cdr_username, cdr_password say otherwise
//   cdr_time      local or utc (cdr.conf: usegmtime = yes), for times without a zone
#pragma once

#include "common/calls/cdr_record.h"
#include "common/db/connection.h"

namespace astercc {

struct CdrConfig {
    std::string csv;
    std::optional<db::DbConfig> table;
    calls::CdrClock clock = calls::CdrClock::local;

    [[nodiscard]] bool is_set() const { return !csv.empty() || table; }
};

// Throws runtime::ConfigError naming the key that is wrong.
[[nodiscard]] CdrConfig read_cdr_config(const runtime::Config& config, const std::string& section);

}  // namespace astercc
