// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/ami/client.h"

#include "common/ami/login_key.h"
#include "common/runtime/text.h"

#include <netdb.h>
#include <poll.h>
#include <sys/socket.h>

#include <array>
#include <cerrno>
#include <memory>
#include <system_error>

namespace ami {

using runtime::Errc;
using runtime::Error;

namespace {

using Clock = std::chrono::steady_clock;

std::string reason_of(int error)
{
    return std::generic_category().message(error);
}

// False: not within the time.
bool wait_for(const runtime::FileDescriptor& line, short what, Clock::time_point until)
{
    for (;;) {
        const auto left = std::chrono::ceil<std::chrono::milliseconds>(until - Clock::now());
        pollfd asked{.fd = line.get(), .events = what, .revents = 0};
        const int ready = poll(&asked, 1, static_cast<int>(std::max<long>(0, left.count())));
        if (ready >= 0 || errno != EINTR) return ready != 0;
    }
}

// 0, or the error.
int connect_to(const runtime::FileDescriptor& line, const addrinfo& address, Clock::time_point until)
{
    if (::connect(line.get(), address.ai_addr, address.ai_addrlen) == 0) return 0;
    if (errno != EINPROGRESS) return errno;
    if (!wait_for(line, POLLOUT, until)) return ETIMEDOUT;
    int error = 0;
    socklen_t size = sizeof error;
    return getsockopt(line.get(), SOL_SOCKET, SO_ERROR, &error, &size) == 0 ? error : errno;
}

Result<Reply> to_result(const Message& response)
{
    if (iequals(response.response(), "Error")) return Error{Errc::refused, std::string{response.find("Message")}};
    Reply reply;
    for (const auto& [name, value] : response.headers())
        reply.headers.emplace_back(name, value);
    return reply;
}

}  // namespace

Result<Reply> Client::ask(const Action& action)
{
    if (line_.is_open() && is_broken()) line_ = runtime::FileDescriptor{};
    if (!line_.is_open()) {
        BOOST_OUTCOME_TRYV(connect());
    }
    return exchange(action);
}

Result<Abilities> Client::abilities()
{
    if (abilities_ && line_.is_open() && !is_broken()) return *abilities_;
    Abilities found;
    BOOST_OUTCOME_TRY(commands, ask(list_commands()));
    for (const auto& [name, what] : commands.headers)
        found.actions.insert(runtime::to_lower(name));
    // A user without the right to ask is told nothing of the version: what depends on it is not offered then.
    if (const auto settings = ask(core_settings())) found.version = settings.value().find("AsteriskVersion");
    abilities_ = found;
    return found;
}

Result<void> Client::connect()
{
    abilities_.reset();
    parser_.reset();
    BOOST_OUTCOME_TRYV(open_line());
    auto logged_in = log_in();
    if (!logged_in) line_ = runtime::FileDescriptor{};
    return logged_in;
}

Result<void> Client::open_line()
{
    const auto until = Clock::now() + config_.connect;
    addrinfo wanted{};
    wanted.ai_socktype = SOCK_STREAM;
    addrinfo* found = nullptr;
    const int unknown = getaddrinfo(config_.host.c_str(), std::to_string(config_.port).c_str(), &wanted, &found);
    const std::unique_ptr<addrinfo, decltype(&freeaddrinfo)> addresses{found, &freeaddrinfo};
    if (unknown != 0) return give_up(Errc::unavailable, gai_strerror(unknown));

    int error = EHOSTUNREACH;
    for (const auto* address = found; address != nullptr; address = address->ai_next) {
        line_ = runtime::FileDescriptor{
            socket(address->ai_family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, address->ai_protocol)};
        error = line_.is_open() ? connect_to(line_, *address, until) : errno;
        if (error == 0) return runtime::outcome::success();
    }
    return give_up(Errc::unavailable, reason_of(error));
}

Result<void> Client::log_in()
{
    BOOST_OUTCOME_TRY(challenged, exchange(challenge()));
    const auto key = login_key(challenged.find("Challenge"), config_.secret);
    BOOST_OUTCOME_TRY(login, login_by_key(config_.username, key, "off"));
    BOOST_OUTCOME_TRY(accepted, exchange(login));
    (void)accepted;
    return runtime::outcome::success();
}

// Asterisk tells us nothing unasked but its farewell.
bool Client::is_broken()
{
    std::array<char, 4096> bytes;
    for (;;) {
        const auto size = recv(line_.get(), bytes.data(), bytes.size(), MSG_DONTWAIT);
        if (size == 0) return true;
        if (size < 0) return errno != EAGAIN && errno != EINTR;
        std::optional<Result<Reply>> nothing;
        take({bytes.data(), static_cast<std::size_t>(size)}, {}, nothing);
    }
}

Result<Reply> Client::exchange(const Action& action)
{
    const auto until = Clock::now() + config_.answer;
    const auto id = ids_.next();
    BOOST_OUTCOME_TRYV(send(action.serialize(id), until));
    return read_answer(id, until);
}

Result<void> Client::send(std::string_view bytes, Clock::time_point until)
{
    while (!bytes.empty()) {
        const auto size = ::send(line_.get(), bytes.data(), bytes.size(), MSG_NOSIGNAL);
        if (size >= 0)
            bytes.remove_prefix(static_cast<std::size_t>(size));
        else if (errno != EAGAIN && errno != EINTR)
            return give_up(Errc::unavailable, reason_of(errno));
        else if (!wait_for(line_, POLLOUT, until))
            return give_up(Errc::timed_out, "does not read");
    }
    return runtime::outcome::success();
}

Result<Reply> Client::read_answer(const std::string& id, Clock::time_point until)
{
    std::array<char, 16 * 1024> bytes;
    std::optional<Result<Reply>> answer;
    while (!answer) {
        if (!wait_for(line_, POLLIN, until)) return give_up(Errc::timed_out, "no answer");
        const auto size = recv(line_.get(), bytes.data(), bytes.size(), 0);
        if (size == 0) return give_up(Errc::unavailable, "closed the connection");
        if (size > 0)
            take({bytes.data(), static_cast<std::size_t>(size)}, id, answer);
        else if (errno != EAGAIN && errno != EINTR)
            return give_up(Errc::unavailable, reason_of(errno));
    }
    return *std::move(answer);
}

void Client::take(std::string_view bytes, std::string_view id, std::optional<Result<Reply>>& answer)
{
    parser_.feed(bytes, [&](const Message& message) {
        if (!id.empty() && message.event().empty() && message.find("ActionID") == id) answer = to_result(message);
    });
}

Error Client::give_up(Errc code, const std::string& why)
{
    line_ = runtime::FileDescriptor{};
    return {code, "Asterisk at " + config_.host + " port " + std::to_string(config_.port) + ": " + why};
}

}  // namespace ami
