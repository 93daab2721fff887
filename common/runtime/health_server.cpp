// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/runtime/health_server.h"

#include "common/runtime/asio.h"
#include "common/runtime/config.h"
#include "common/runtime/log.h"
#include "common/runtime/spawn.h"

#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http.hpp>

#include <chrono>
#include <string_view>
#include <unordered_set>
#include <utility>

namespace runtime {

namespace {

namespace http = boost::beast::http;
using asio::ip::tcp;
using boost::system::error_code;

constexpr std::size_t max_head_bytes = 4 * 1024;
constexpr std::size_t max_clients = 16;
constexpr std::chrono::seconds client_deadline{5};
constexpr std::chrono::seconds report_every{1};
constexpr std::chrono::milliseconds pause_after_accept_error{100};

using Response = http::response<http::string_body>;

Response make_response(http::status status, std::string text)
{
    Response response{status, 11};
    response.set(http::field::content_type, "text/plain; version=0.0.4; charset=utf-8");
    response.set(http::field::cache_control, "no-store");
    response.keep_alive(false);
    response.body() = std::move(text);
    return response;
}

// Empty trouble is good news.
Response verdict(const std::string& trouble)
{
    return trouble.empty() ? make_response(http::status::ok, "ok\n")
                           : make_response(http::status::service_unavailable, trouble + "\n");
}

}  // namespace

class HealthServer::Impl : public std::enable_shared_from_this<Impl> {
public:
    Impl(asio::io_context& io, Metrics& metrics, const Health& health, std::function<void(const Vitals&)> report)
        : io_(io), metrics_(metrics), health_(health), report_(std::move(report)), acceptor_(io), report_timer_(io)
    {
    }

    void listen(const HealthServerConfig& config);
    void start();
    void stop();
    [[nodiscard]] unsigned short port() const;

private:
    using Socket = std::shared_ptr<tcp::socket>;

    asio::awaitable<void> keep_reporting();
    asio::awaitable<void> accept();
    asio::awaitable<void> serve(Socket socket);
    [[nodiscard]] Response answer(const http::request<http::empty_body>& request);
    void note(const std::string& trouble);

    asio::io_context& io_;
    Metrics& metrics_;
    const Health& health_;
    std::function<void(const Vitals&)> report_;
    tcp::acceptor acceptor_;
    asio::steady_timer report_timer_;
    std::unordered_set<Socket> clients_;
    std::string trouble_;  // as logged last
    bool is_stopped_ = false;
};

void HealthServer::Impl::listen(const HealthServerConfig& config)
{
    try {
        acceptor_ = tcp::acceptor{io_, tcp::endpoint{asio::ip::make_address(config.address), *config.port}};
        log_info("metrics_listening", {{"address", config.address}, {"port", port()}});
    } catch (const boost::system::system_error& e) {
        log_error("metrics_unavailable",
                  {{"address", config.address},
                   {"port", *config.port},
                   {"err", e.code().message() + "; change [metrics] listen or this daemon's port"}});
    }
}

void HealthServer::Impl::start()
{
    spawn_logged(io_.get_executor(), "health", [self = shared_from_this()] { return self->keep_reporting(); });
    if (acceptor_.is_open())
        spawn_logged(io_.get_executor(), "metrics", [self = shared_from_this()] { return self->accept(); });
}

void HealthServer::Impl::stop()
{
    is_stopped_ = true;
    error_code ignored;
    report_timer_.cancel(ignored);
    acceptor_.close(ignored);
    for (const auto& client : clients_)
        client->close(ignored);
}

unsigned short HealthServer::Impl::port() const
{
    error_code none;
    return acceptor_.is_open() ? acceptor_.local_endpoint(none).port() : static_cast<unsigned short>(0);
}

asio::awaitable<void> HealthServer::Impl::keep_reporting()
{
    while (!is_stopped_) {
        const Vitals vitals{health_.stuck(std::chrono::steady_clock::now()), health_.missing(), health_.lag()};
        note(vitals.stuck);
        if (report_) report_(vitals);
        report_timer_.expires_after(report_every);
        error_code cancelled;
        co_await report_timer_.async_wait(asio::redirect_error(asio::use_awaitable, cancelled));
    }
}

void HealthServer::Impl::note(const std::string& trouble)
{
    if (trouble.empty() == trouble_.empty()) return;
    trouble_ = trouble;
    if (trouble.empty())
        log_info("progress_again");
    else
        log_error("no_progress", {{"err", trouble}});
}

asio::awaitable<void> HealthServer::Impl::accept()
{
    while (!is_stopped_) {
        error_code error;
        auto socket = co_await acceptor_.async_accept(asio::redirect_error(asio::use_awaitable, error));
        if (is_stopped_) co_return;
        if (error) {  // most likely out of descriptors
            asio::steady_timer pause{io_, pause_after_accept_error};
            co_await pause.async_wait(asio::use_awaitable);
            continue;
        }
        if (clients_.size() >= max_clients) continue;  // one too many is hung up on
        auto client = std::make_shared<tcp::socket>(std::move(socket));
        clients_.insert(client);
        spawn_logged(io_.get_executor(), "metrics_client",
                     [self = shared_from_this(), client] { return self->serve(client); });
    }
}

asio::awaitable<void> HealthServer::Impl::serve(Socket socket)
{
    asio::steady_timer deadline{io_, client_deadline};
    deadline.async_wait([weak = std::weak_ptr{socket}](error_code cancelled) {
        error_code ignored;
        if (const auto late = weak.lock(); late && !cancelled) late->close(ignored);
    });
    boost::beast::flat_buffer buffer{max_head_bytes};
    http::request_parser<http::empty_body> parser;
    parser.header_limit(max_head_bytes);
    error_code error;  // whoever left does not need an answer
    co_await http::async_read_header(*socket, buffer, parser, asio::redirect_error(asio::use_awaitable, error));
    if (!error) {
        auto response = answer(parser.get());
        response.prepare_payload();
        http::response_serializer<http::string_body> serializer{response};
        if (parser.get().method() == http::verb::head)
            co_await http::async_write_header(*socket, serializer, asio::redirect_error(asio::use_awaitable, error));
        else
            co_await http::async_write(*socket, serializer, asio::redirect_error(asio::use_awaitable, error));
        socket->shutdown(tcp::socket::shutdown_send, error);
    }
    clients_.erase(socket);
}

Response HealthServer::Impl::answer(const http::request<http::empty_body>& request)
{
    if (request.method() != http::verb::get && request.method() != http::verb::head) {
        auto refusal = make_response(http::status::method_not_allowed, "GET or HEAD only.\n");
        refusal.set(http::field::allow, "GET, HEAD");
        return refusal;
    }
    const std::string_view target{request.target().data(), request.target().size()};
    const auto path = target.substr(0, target.find('?'));
    if (path == "/metrics") return make_response(http::status::ok, metrics_.text());
    if (path == "/healthz") return verdict(health_.stuck(std::chrono::steady_clock::now()));
    if (path == "/readyz") return verdict(health_.missing());
    return make_response(http::status::not_found, "Here are /metrics, /healthz and /readyz.\n");
}

HealthServerConfig HealthServerConfig::from(const Config& config, const std::string& daemon)
{
    HealthServerConfig server;
    server.address = config.text("metrics", "listen", server.address);
    if (const auto port = config.number("metrics", daemon + "_port", 0, 0, 65535); port != 0)
        server.port = static_cast<unsigned short>(port);
    error_code error;
    const auto address = asio::ip::make_address(server.address, error);
    if (error) config.fail("metrics", "listen", "'" + server.address + "' is no IP address");
    if (!address.is_loopback() && !config.flag("metrics", "remote", false))
        config.fail("metrics", "listen",
                    "'" + server.address +
                        "' lets other machines read; keep 127.0.0.1, or set [metrics] remote = 1 behind a firewall");
    return server;
}

HealthServer::HealthServer(asio::io_context& io, const HealthServerConfig& config, Metrics& metrics,
                           const Health& health, std::function<void(const Vitals&)> report)
    : impl_(std::make_shared<Impl>(io, metrics, health, std::move(report)))
{
    if (config.port) impl_->listen(config);
    impl_->start();
}

HealthServer::~HealthServer()
{
    impl_->stop();
}

void HealthServer::stop()
{
    impl_->stop();
}

unsigned short HealthServer::port() const
{
    return impl_->port();
}

}  // namespace runtime
