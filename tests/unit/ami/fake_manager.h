// SPDX-License-Identifier: GPL-3.0-or-later
// An Asterisk manager on a loopback port, in the test's own io_context: greets, challenges, checks the login,
// answers, and misbehaves when told to. One client at a time.
#pragma once

#include "common/ami/parser.h"
#include "common/runtime/asio.h"

#include <functional>
#include <memory>
#include <string>
#include <vector>

class FakeManager {
public:
    static constexpr const char* user = "asterccdaemon";
    static constexpr const char* secret = "s3cret";

    explicit FakeManager(asio::io_context& io);

    [[nodiscard]] std::string port() const;
    void say(const std::string& bytes);  // to the client connected now
    void cut();                          // drops the client
    void close();                        // and accepts no other

    // How it behaves; may be changed at any time.
    std::string greeting = "Asterisk Call Manager/11.0.0\r\n";
    bool refuses_challenge = false;
    bool mute = false;                                        // reads, and says nothing
    std::string after_login;                                  // sent in one piece with the login's answer
    std::function<std::string(const ami::Message&)> replies;  // overrides an answer; "" keeps the usual one

    // What it has seen.
    unsigned clients = 0;
    std::vector<std::string> actions;

    [[nodiscard]] long count(const std::string& action) const;

private:
    struct Client;

    void accept();
    void read(std::shared_ptr<Client> client);
    void handle(const ami::Message& action);
    [[nodiscard]] std::string answer_to(const ami::Message& action) const;
    [[nodiscard]] bool is_right(const ami::Message& login) const;

    asio::ip::tcp::acceptor acceptor_;
    std::shared_ptr<Client> client_;
};
