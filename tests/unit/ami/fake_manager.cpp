// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/unit/ami/fake_manager.h"

#include "common/ami/login_key.h"

#include <algorithm>
#include <array>

using boost::system::error_code;

namespace {

constexpr const char* challenge = "40249098";

}  // namespace

struct FakeManager::Client {
    explicit Client(asio::ip::tcp::socket s) : socket(std::move(s)) {}

    asio::ip::tcp::socket socket;
    std::array<char, 4096> buffer{};
    ami::Parser parser;
};

FakeManager::FakeManager(asio::io_context& io) : acceptor_(io, {asio::ip::address_v4::loopback(), 0})
{
    accept();
}

std::string FakeManager::port() const
{
    return std::to_string(acceptor_.local_endpoint().port());
}

long FakeManager::count(const std::string& action) const
{
    return std::count(actions.begin(), actions.end(), action);
}

void FakeManager::accept()
{
    acceptor_.async_accept([this](error_code ec, asio::ip::tcp::socket socket) {
        if (ec) return;
        ++clients;
        client_ = std::make_shared<Client>(std::move(socket));
        say(greeting);
        read(client_);
        accept();
    });
}

void FakeManager::read(std::shared_ptr<Client> client)
{
    auto& c = *client;
    c.socket.async_read_some(asio::buffer(c.buffer), [this, client](error_code ec, std::size_t size) {
        if (ec) return;
        client->parser.feed({client->buffer.data(), size}, [&](const ami::Message& action) { handle(action); });
        if (client->socket.is_open()) read(client);
    });
}

void FakeManager::handle(const ami::Message& action)
{
    actions.emplace_back(action.find("Action"));
    if (mute) return;
    auto answer = replies ? replies(action) : std::string{};
    if (answer.empty()) answer = answer_to(action);
    const auto id = "ActionID: " + std::string{action.find("ActionID")} + "\r\n\r\n";
    const bool logged_in = actions.back() == "Login" && answer.starts_with("Response: Success");
    say(answer + id + (logged_in ? after_login : ""));
    if (actions.back() == "Logoff") cut();
}

std::string FakeManager::answer_to(const ami::Message& action) const
{
    const auto name = action.find("Action");
    if (name == "Challenge")
        return refuses_challenge ? std::string{"Response: Error\r\nMessage: Must specify AuthType\r\n"}
                                 : std::string{"Response: Success\r\nChallenge: "} + challenge + "\r\n";
    if (name == "Login" && !is_right(action)) return "Response: Error\r\nMessage: Authentication failed\r\n";
    if (name == "Logoff") return "Response: Goodbye\r\nMessage: Thanks for all the fish.\r\n";
    return "Response: Success\r\n";
}

bool FakeManager::is_right(const ami::Message& login) const
{
    if (login.find("Username") != user) return false;
    if (login.find("AuthType") == "MD5") return login.find("Key") == ami::login_key(challenge, secret);
    return login.find("Secret") == secret;
}

void FakeManager::say(const std::string& bytes)
{
    error_code gone;
    if (client_) asio::write(client_->socket, asio::buffer(bytes), gone);
}

void FakeManager::cut()
{
    error_code ignored;
    if (client_) client_->socket.close(ignored);
}

void FakeManager::close()
{
    error_code ignored;
    acceptor_.close(ignored);
    cut();
}
