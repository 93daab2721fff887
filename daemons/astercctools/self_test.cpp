// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemons/astercctools/self_test.h"

#include "common/ami/session.h"
#include "common/runtime/asio.h"
#include "daemons/astercctools/session_config.h"
#include "daemons/astercctools/tools_config.h"
#include "daemons/shared/self_test.h"

#include <sysexits.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <iostream>
#include <memory>
#include <string>

namespace tools {

namespace {

struct Question {
    ami::Action action;
    const char* tells;
    const char* right;  // empty: there is a substitute, or Asterisk may not have it
};

// Logs in, asks, and tells of each answer.
class ServerTest {
public:
    explicit ServerTest(const astercc::ServerConfig& server)
    {
        auto config = session_config(server);
        config.events = "off";
        config.filter = [](std::string_view) { return false; };
        session_ = std::make_unique<ami::Session>(
            io_, std::move(config),
            ami::SessionCallbacks{[](const ami::Message&) {}, [this](const std::string&) { ask(); },
                                  [this](const std::string& why) { fail(why); }});
    }

    bool run()
    {
        session_->start();
        io_.run();
        return is_well_ && is_up_;
    }

private:
    void ask()
    {
        is_up_ = true;
        std::cout << "Asterisk socket connection successful.\nCheck asterisk username & secret:\nSuccess\n";
        const Question questions[]{
            {ami::queue_status(), "queues", "write=agent"},
            {ami::device_state_list(), "device states", "write=call or reporting"},
            {ami::pjsip_show_endpoints(), "PJSIP's endpoints (else device states have to do)", ""},
            {ami::sip_peers(), "chan_sip's peers", ""},
            {ami::iax_peer_list(), "IAX2's peers", ""},
        };
        for (const auto& question : questions) {
            ++open_;
            session_->send(question.action, [this, name = question.action.name(), tells = question.tells,
                                             right = std::string{question.right}](const ami::Result<ami::Reply>& r) {
                tell(name, tells, right, r);
                if (--open_ == 0) session_->stop();
            });
        }
    }

    void tell(const std::string& name, const char* what, const std::string& right, const ami::Result<ami::Reply>& reply)
    {
        std::cout << name << " (" << what << "): ";
        if (reply) {
            std::cout << "ok\n";
            return;
        }
        const auto& why = reply.error().what;
        std::cout << why << "\n";
        if (right.empty() || why.find("ermission denied") == std::string::npos) return;
        std::cout << "Give the manager user " << right << " in Asterisk's manager.conf.\n";
        is_well_ = false;
    }

    void fail(const std::string& why)
    {
        if (!is_up_)
            std::cout << "Failed: " << why << "\n"
                      << "Check [asterisk] server, port, username and secret, and the user in Asterisk's "
                         "manager.conf.\n";
        session_->stop();
    }

    asio::io_context io_{1};
    std::unique_ptr<ami::Session> session_;
    int open_ = 0;
    bool is_up_ = false;
    bool is_well_ = true;
};

bool test_path(const std::string& path, const char* key, int mode)
{
    if (path.empty()) return true;
    const bool is_usable = access(path.c_str(), mode) == 0;
    const bool is_well = is_usable || errno == ENOENT;
    std::cout << path << ": " << (is_usable ? "ok" : std::strerror(errno)) << "\n";
    if (!is_usable && is_well) std::cout << "Nothing is read there. If it should be, correct " << key << ".\n";
    if (!is_well)
        std::cout << "Let the user of this program into it (a group of Asterisk's), or correct " << key << ".\n";
    return is_well;
}

bool test_server(const ToolsServer& server)
{
    std::cout << "Connecting to asterisk on " << server.asterisk.host << " port " << server.asterisk.port << ":\n";
    bool is_well = ServerTest{server.asterisk}.run();
    is_well = test_path(server.queue_log, "queue_log_path", R_OK) && is_well;
    return test_path(server.recordings_path, "monitorpath, recordings_path", R_OK | W_OK | X_OK) && is_well;
}

}  // namespace

int self_test(const runtime::Config& config)
{
    const auto tools = read_tools_config(config);
    bool is_well = astercc::test_database(tools.database);
    for (const auto& server : tools.servers)
        is_well = test_server(server) && is_well;
    return is_well ? EX_OK : EX_UNAVAILABLE;
}

}  // namespace tools
