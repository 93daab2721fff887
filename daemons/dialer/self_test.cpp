// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemons/dialer/self_test.h"

#include "common/ami/client.h"
#include "daemons/dialer/dialer_config.h"
#include "daemons/shared/self_test.h"

#include <sysexits.h>

#include <iostream>

namespace dialer {

namespace {

bool test_context(ami::Client& asterisk, const std::string& context)
{
    const auto question = ami::show_dialplan("s", context);
    const auto answer = question ? asterisk.ask(question.value()) : ami::Result<ami::Reply>{question.error()};
    std::cout << "Context " << context << ": " << (answer ? "ok" : answer.error().what) << "\n";
    if (!answer)
        std::cout << "Without it calls go straight to queue or extension, with neither message nor machine detection.\n"
                     "Load etc/asterisk/extensions_astercc.conf, or correct [dialer] context.\n";
    return static_cast<bool>(answer);
}

bool test_server(const astercc::ServerConfig& server, const std::string& context)
{
    std::cout << "Connecting to asterisk on " << server.host << " port " << server.port << ":\n";
    ami::Client asterisk{
        {.host = server.host, .port = server.port, .username = server.username, .secret = server.secret}};
    const auto can = asterisk.abilities();
    if (!can) {
        std::cout << "Failed: " << can.error().what << "\n"
                  << "Check [dialer] username and secret, else those of [asterisk], and the user in Asterisk's "
                     "manager.conf.\n";
        return false;
    }
    std::cout << "Asterisk socket connection successful.\nCheck asterisk username & secret:\nSuccess\n";
    if (!can.value().actions.contains("originate")) {
        std::cout << "Originate: not allowed. Give the manager user write=originate in Asterisk's manager.conf.\n";
        return false;
    }
    std::cout << "Originate: ok\n";
    return test_context(asterisk, context);
}

}  // namespace

int self_test(const runtime::Config& config)
{
    const auto dialer = read_dialer_config(config);
    bool is_well = astercc::test_database(dialer.database);
    for (const auto& server : dialer.servers)
        is_well = test_server(server, dialer.context) && is_well;
    return is_well ? EX_OK : EX_UNAVAILABLE;
}

}  // namespace dialer
