// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemons/shared/self_test.h"

#include "common/ami/session.h"
#include "common/db/connection.h"
#include "common/runtime/asio.h"
#include "daemons/shared/server_config.h"

#include <sysexits.h>

#include <iostream>

namespace astercc {

namespace {

bool test_server(const ServerConfig& server)
{
    std::cout << "Connecting to asterisk on " << server.host << " port " << server.port << ":\n";
    asio::io_context io{1};
    bool is_up = false;
    std::string reason = "no answer";
    std::unique_ptr<ami::Session> session;
    ami::SessionConfig config;
    config.host = server.host;
    config.port = std::to_string(server.port);
    config.username = server.username;
    config.secret = server.secret;
    config.events = "off";
    session = std::make_unique<ami::Session>(io, std::move(config),
                                             ami::SessionCallbacks{[](const ami::Message&) {},
                                                                   [&](const std::string&) {
                                                                       is_up = true;
                                                                       session->stop();
                                                                   },
                                                                   [&](const std::string& why) {
                                                                       if (!is_up) reason = why;
                                                                       session->stop();
                                                                   }});
    session->start();
    io.run();
    if (is_up) {
        std::cout << "Asterisk socket connection successful.\nCheck asterisk username & secret:\nSuccess\n";
    } else {
        std::cout << "Failed: " << reason << "\n"
                  << "Check [asterisk] server, port, username and secret, and the user in Asterisk's manager.conf.\n";
    }
    return is_up;
}

}  // namespace

bool test_database(const db::DbConfig& config)
{
    std::cout << "Connecting to mysql database on " << config.host << ":\n";
    try {
        const db::Connection connection{config};
        std::cout << "Database connection successful.\n";
        return true;
    } catch (const std::exception& e) {
        std::cout << "Failed: " << e.what() << "\n"
                  << "Check [database] dbhost, dbport, dbname, username and password, and that the server runs.\n";
        return false;
    }
}

int self_test(const runtime::Config& config)
{
    bool is_well = test_database(db::DbConfig::from(config));
    for (const auto& server : read_servers(config))
        is_well = test_server(server) && is_well;
    return is_well ? EX_OK : EX_UNAVAILABLE;
}

void refuse_foreign_schema(const db::DbConfig& config)
{
    try {
        const db::Connection connection{config};
    } catch (const db::DbUnavailable&) {
        return;
    }
}

}  // namespace astercc
