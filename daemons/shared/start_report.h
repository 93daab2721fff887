// SPDX-License-Identifier: GPL-3.0-or-later
// The start sequence of the manual, printed while a daemon works in the foreground:
//   Connecting to mysql database on HOST: ... Monitor Start:
// One thread (the io_context's).
#pragma once

#include "common/db/connection.h"
#include "daemons/shared/server_config.h"

#include <string>

namespace astercc {

class StartReport {
public:
    explicit StartReport(bool is_printed) : is_printed_(is_printed) {}

    void connecting(const db::DbConfig& database);
    void database_connected();
    void connecting(const ServerConfig& server);
    void logged_in();
    void failed(const std::string& reason);

private:
    void print(const std::string& line) const;

    const bool is_printed_;
    bool is_database_reported_ = false;
};

}  // namespace astercc
