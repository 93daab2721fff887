// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemons/shared/start_report.h"

#include <iostream>
#include <utility>

namespace astercc {

void StartReport::print(const std::string& line) const
{
    if (is_printed_) std::cout << line << std::endl;
}

void StartReport::connecting(const db::DbConfig& database)
{
    print("Connecting to mysql database on " + database.host + ":");
}

void StartReport::database_connected()
{
    if (std::exchange(is_database_reported_, true)) return;
    print("Database connection successful.");
}

void StartReport::connecting(const ServerConfig& server)
{
    print("Connecting to asterisk on " + server.host + " port " + std::to_string(server.port) + ":");
}

void StartReport::logged_in()
{
    print("Asterisk socket connection successful.");
    print("Check asterisk username & secret:");
    print("Success");
    print("Monitor Start:");
}

void StartReport::failed(const std::string& reason)
{
    print(reason);
}

}  // namespace astercc
