// SPDX-License-Identifier: GPL-3.0-or-later
// One Asterisk: passes on what it says of the dialer's calls, and the orders to it. After each login it asks whether
// our dialplan is there and which calls live; the second again when it is asked to.
//
// Events on the io_context's thread; order() and list() from any.
#pragma once

#include "common/ami/session.h"
#include "common/runtime/health.h"
#include "daemons/dialer/inbox.h"
#include "daemons/shared/server_config.h"

#include <memory>
#include <mutex>
#include <string>
#include <unordered_map>

namespace dialer {

class AsteriskLine {
public:
    struct Config {
        std::size_t index = 0;
        astercc::ServerConfig server;
        std::string context;
        runtime::Need asterisk;
    };
    AsteriskLine(boost::asio::io_context& io, Config config, Inbox& inbox);
    AsteriskLine(const AsteriskLine&) = delete;
    AsteriskLine& operator=(const AsteriskLine&) = delete;

    void start() { session_->start(); }
    void stop() { session_->stop(); }
    [[nodiscard]] bool is_up() const { return session_->is_up(); }
    [[nodiscard]] const std::string& name() const { return config_.server.name; }

    // An order that was never answered may have been carried out.
    void order(const ami::Action& originate, const std::string& call);
    void list();

private:
    void on_up();
    void on_down(const std::string& reason);
    void on_message(const ami::Message& message);
    void on_listed(const ami::Message& message);
    void pass_on(dialing::AboutCall about, const ami::Message& message);
    void ask_for_context();
    void put(decltype(News::what) what);

    const Config config_;
    Inbox& inbox_;
    std::mutex mutex_;
    std::unordered_map<std::string, std::string> ordered_;  // ActionID to call; guarded by mutex_
    std::string list_id_;                                   // guarded by mutex_
    ChannelsListed listed_;                                 // guarded by mutex_
    std::unique_ptr<ami::Session> session_;                 // last: its callbacks use all of the above
};

}  // namespace dialer
