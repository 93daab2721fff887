// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemons/astercclive/server.h"

#include "common/runtime/log.h"
#include "common/runtime/spawn.h"
#include "daemons/astercclive/opening.h"
#include "daemons/astercclive/request.h"

#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http.hpp>

#include <chrono>
#include <stdexcept>
#include <utility>

namespace live {
namespace {

namespace http = boost::beast::http;
using asio::ip::tcp;
using boost::system::error_code;

constexpr std::size_t max_head_bytes = 8 * 1024;
constexpr long max_requests = 2'000;  // at once, before they are streams
constexpr std::chrono::seconds head_deadline{10};
constexpr std::chrono::milliseconds pause_after_accept_error{100};

std::string text_answer(const std::string& status, const std::string& text)
{
    const bool may_retry = status.starts_with("503");
    return "HTTP/1.1 " + status + "\r\nContent-Type: text/plain; charset=utf-8\r\nCache-Control: no-store\r\n" +
           (may_retry ? "Retry-After: 2\r\n" : "") + "Content-Length: " + std::to_string(text.size() + 1) +
           "\r\nConnection: close\r\n\r\n" + text + "\n";
}

}  // namespace

tcp::acceptor Server::take_port(asio::io_context& io, const LiveConfig& config)
{
    try {
        return tcp::acceptor{io, tcp::endpoint{asio::ip::make_address(config.listen), config.port}};
    } catch (const boost::system::system_error& e) {
        throw std::runtime_error("cannot listen on " + config.listen + " port " + std::to_string(config.port) + ": " +
                                 e.code().message() + "; change [live] listen or port");
    }
}

Server::Server(asio::io_context& io, const LiveConfig& config, Hub& hub, BoardHub& board, DatabaseThread& database)
    : io_(io),
      acceptor_(take_port(io, config)),
      hub_(hub),
      board_(board),
      database_(database),
      max_streams_(config.max_streams)
{
}

void Server::start()
{
    runtime::spawn_logged(io_.get_executor(), "accept", [this] { return accept(); });
}

asio::awaitable<void> Server::accept()
{
    while (acceptor_.is_open()) {
        error_code error;
        auto socket = co_await acceptor_.async_accept(asio::redirect_error(asio::use_awaitable, error));
        if (error) {  // most likely out of descriptors: wait until somebody leaves
            runtime::log_warning("accept_failed", {{"err", error.message()}});
            asio::steady_timer pause{io_, pause_after_accept_error};
            co_await pause.async_wait(asio::use_awaitable);
            continue;
        }
        if (request_.use_count() <= max_requests)
            runtime::spawn_logged(
                io_.get_executor(), "request",
                [this, peer = std::make_shared<tcp::socket>(std::move(socket))] { return serve(peer); });
    }
}

asio::awaitable<void> Server::serve(Socket socket)
{
    const auto counted = request_;
    auto request = co_await read_request(socket);
    if (!request) co_return;
    switch (route(request->method, request->target)) {
        case Route::stream:
            co_await open_stream(socket, std::move(*request));
            break;
        case Route::health:
            co_await answer(socket, database_.is_connected() && hub_.is_ready() ? "200 OK" : "503 Service Unavailable",
                            health());
            break;
        case Route::not_found:
            co_await answer(socket, "404 Not Found", "There is nothing here.");
            break;
    }
}

asio::awaitable<std::optional<Server::Request>> Server::read_request(Socket socket)
{
    asio::steady_timer deadline{io_, head_deadline};
    deadline.async_wait([weak = std::weak_ptr{socket}](error_code cancelled) {
        error_code ignored;
        if (const auto late = weak.lock(); late && !cancelled) late->close(ignored);
    });
    boost::beast::flat_buffer buffer{max_head_bytes};
    http::request_parser<http::empty_body> parser;
    parser.header_limit(max_head_bytes);
    error_code error;
    co_await http::async_read_header(*socket, buffer, parser, asio::redirect_error(asio::use_awaitable, error));
    if (error == http::error::header_limit || error == http::error::buffer_overflow) {
        co_await answer(socket, "431 Request Header Fields Too Large", "The head of the request is too large.");
        co_return std::nullopt;
    }
    if (error.category() == make_error_code(http::error::bad_method).category() &&
        error != http::error::end_of_stream) {
        co_await answer(socket, "400 Bad Request", "This is no HTTP request.");
        co_return std::nullopt;
    }
    if (error) co_return std::nullopt;
    const auto& head = parser.get();
    co_return Request{.method = std::string{head.method_string()},
                      .target = std::string{head.target()},
                      .cookie = std::string{head[http::field::cookie]},
                      .last_event_id = std::string{head["Last-Event-ID"]}};
}

asio::awaitable<void> Server::open_stream(Socket socket, Request request)
{
    const auto token = session_token(request.cookie);
    if (token.empty()) co_return co_await answer(socket, "401 Unauthorized", "Log in first.");
    const auto wish = board_wish(request.target);
    if (!wish) co_return co_await answer(socket, "404 Not Found", "There is no such board.");
    if (hub_.streams() >= max_streams_)
        co_return co_await answer(socket, "503 Service Unavailable", "Too many listen.");
    if (!hub_.is_ready()) co_return co_await answer(socket, "503 Service Unavailable", "The feed is not read yet.");

    const auto session = hash_token(token);
    const auto wanted = position(request.last_event_id, request.target);
    const bool needs_database = wanted && hub_.needs_database(*wanted);
    const std::function<Opening(Gateways&)> question = [=](Gateways& gateways) {
        return look_up(gateways, session, wanted, needs_database);
    };
    std::optional<Opening> opening;
    try {
        opening = co_await database_.ask(question);
    } catch (const std::runtime_error& e) {  // DbUnavailable, DbError
        runtime::log_debug("stream_refused", {{"err", e.what()}});
    }
    if (!opening) co_return co_await answer(socket, "503 Service Unavailable", "The database is away.");
    if (!opening->account)
        co_return co_await answer(socket, "401 Unauthorized", "The session has ended; log in again.");
    if (wish == BoardWish::system && !opening->account->supervises)
        co_return co_await answer(socket, "403 Forbidden", "This account may not see the system status.");
    if (wish == BoardWish::campaigns && !opening->account->runs_campaigns)
        co_return co_await answer(socket, "403 Forbidden", "This account may not see campaigns at work.");
    const auto stream = std::make_shared<Stream>(std::move(*socket), opening->account->id, session);
    hub_.join(stream, opening->resume);
    if (wish == BoardWish::system) board_.join_system(stream, *opening->account->supervises);
    if (wish == BoardWish::campaigns) board_.join_campaigns(stream, *opening->account->runs_campaigns);
    if (wish == BoardWish::colleagues) board_.join_colleagues(stream);
}

asio::awaitable<void> Server::answer(Socket socket, std::string status, std::string text)
{
    const auto bytes = text_answer(status, text);
    error_code error;  // whoever left does not need an answer
    co_await asio::async_write(*socket, asio::buffer(bytes), asio::redirect_error(asio::use_awaitable, error));
    socket->shutdown(tcp::socket::shutdown_send, error);
}

std::string Server::health() const
{
    return "database=" + std::string{database_.is_connected() ? "up" : "away"} +
           " streams=" + std::to_string(hub_.streams()) + " events=" + std::to_string(hub_.events()) +
           " watermark=" + std::to_string(hub_.watermark()) + " board=" + std::to_string(board_.rows());
}

}  // namespace live
