// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/runtime/health_server.h"
#include "common/runtime/asio.h"
#include "common/runtime/config.h"

#include <catch2/catch.hpp>

#include <future>
#include <optional>
#include <thread>

using namespace std::chrono_literals;
using asio::ip::tcp;
using Catch::Matchers::Contains;
using Catch::Matchers::StartsWith;

namespace {

// A daemon with nothing but its health; its io_context runs in a thread.
struct Daemon {
    runtime::Metrics metrics;
    runtime::Health health;
    runtime::Pulse pulse = health.watch("worker", 0s);
    runtime::Need database = health.require("database");
    std::promise<void> first_report;
    bool has_reported = false;
    asio::io_context io{1};
    std::optional<runtime::HealthServer> server{
        std::in_place,
        io,
        runtime::HealthServerConfig{"127.0.0.1", static_cast<unsigned short>(0)},
        metrics,
        health,
        [this](const runtime::Vitals&) {
            if (!std::exchange(has_reported, true)) first_report.set_value();
        }};
    const unsigned short port = server->port();
    std::thread thread{[this] { io.run(); }};

    ~Daemon()
    {
        asio::post(io, [this] { server->stop(); });
        thread.join();
    }
};

// What the server sends until it hangs up.
std::string ask(const Daemon& daemon, const std::string& request)
{
    asio::io_context io;
    tcp::socket socket{io};
    socket.connect({asio::ip::make_address("127.0.0.1"), daemon.port});
    boost::system::error_code error;
    asio::write(socket, asio::buffer(request), error);
    std::string answer;
    asio::read(socket, asio::dynamic_buffer(answer), error);
    return answer;
}

std::string get(const Daemon& daemon, const std::string& path)
{
    return ask(daemon, "GET " + path + " HTTP/1.1\r\nHost: x\r\n\r\n");
}

std::string body(const std::string& answer)
{
    return answer.substr(answer.find("\r\n\r\n") + 4);
}

std::string refusal(const std::string& text)
{
    try {
        (void)runtime::HealthServerConfig::from(runtime::Config::parse(text), "astercc");
    } catch (const runtime::ConfigError& e) {
        return e.what();
    }
    return "";
}

}  // namespace

TEST_CASE("/metrics is what was counted", "[health]")
{
    Daemon daemon;
    daemon.metrics.counter("calls_total", "Calls.").add(2);
    const auto answer = get(daemon, "/metrics");
    CHECK_THAT(answer, StartsWith("HTTP/1.1 200 OK\r\n") && Contains("text/plain; version=0.0.4"));
    CHECK_THAT(body(answer), Contains("\ncalls_total 2\n"));
}

TEST_CASE("/readyz names what is missing", "[health]")
{
    Daemon daemon;
    CHECK_THAT(get(daemon, "/readyz"), StartsWith("HTTP/1.1 503 ") && Contains("database: not reached yet\n"));
    daemon.database.met();
    CHECK_THAT(get(daemon, "/readyz"), StartsWith("HTTP/1.1 200 ") && Contains("\r\n\r\nok\n"));
}

TEST_CASE("/healthz is 200 while loops make progress, 503 and a sentence when one stands still", "[health]")
{
    Daemon daemon;
    CHECK_THAT(get(daemon, "/healthz"), StartsWith("HTTP/1.1 200 "));
    daemon.pulse.beat();
    CHECK_THAT(get(daemon, "/healthz"),
               StartsWith("HTTP/1.1 503 ") && Contains("worker has made no progress for 0 s\n"));
    daemon.pulse.rest();
    CHECK_THAT(get(daemon, "/healthz"), StartsWith("HTTP/1.1 200 "));
}

TEST_CASE("the heartbeat comes from the io_context", "[health]")
{
    Daemon daemon;
    daemon.first_report.get_future().get();
}

TEST_CASE("HEAD gives the head only; other methods and paths are refused", "[health]")
{
    Daemon daemon;
    const auto head = ask(daemon, "HEAD /healthz HTTP/1.1\r\n\r\n");
    CHECK_THAT(head, StartsWith("HTTP/1.1 200 ") && Contains("Content-Length: 3\r\n"));
    CHECK(body(head).empty());
    CHECK_THAT(ask(daemon, "POST /metrics HTTP/1.1\r\nContent-Length: 0\r\n\r\n"),
               StartsWith("HTTP/1.1 405 ") && Contains("Allow: GET, HEAD"));
    CHECK_THAT(get(daemon, "/etc/passwd"), StartsWith("HTTP/1.1 404 "));
    CHECK_THAT(get(daemon, "/metrics?x=1"), StartsWith("HTTP/1.1 200 "));
}

TEST_CASE("nonsense and heads without end are hung up on, and the next client is served", "[health]")
{
    Daemon daemon;
    CHECK(ask(daemon, "\x16\x03\x01 hello\r\n\r\n").empty());
    CHECK(ask(daemon, "GET / HTTP/1.1\r\nX: " + std::string(100'000, 'x')).empty());
    CHECK_THAT(get(daemon, "/healthz"), StartsWith("HTTP/1.1 200 "));
}

TEST_CASE("clients that say nothing do not pile up", "[health]")
{
    Daemon daemon;
    asio::io_context io;
    std::vector<tcp::socket> silent;
    for (int i = 0; i < 16; ++i)
        silent.emplace_back(io).connect({asio::ip::make_address("127.0.0.1"), daemon.port});
    CHECK(get(daemon, "/healthz").empty());  // one too many
    silent.clear();
    while (get(daemon, "/healthz").empty())
        std::this_thread::yield();
}

TEST_CASE("a stopped server leaves no work behind, whoever is connected", "[health]")
{
    std::optional<Daemon> daemon{std::in_place};
    asio::io_context io;
    tcp::socket silent{io};
    silent.connect({asio::ip::make_address("127.0.0.1"), daemon->port});
    daemon.reset();  // joins the thread: io.run() has returned
}

TEST_CASE("a port that is taken costs the HTTP side only", "[health]")
{
    asio::io_context io;
    const tcp::acceptor taken{io, {asio::ip::make_address("127.0.0.1"), 0}};
    runtime::Metrics metrics;
    const runtime::Health health;
    int reports = 0;
    runtime::HealthServer server{
        io, {"127.0.0.1", taken.local_endpoint().port()}, metrics, health, [&](const runtime::Vitals&) { ++reports; }};
    CHECK(server.port() == 0);
    io.poll();
    CHECK(reports == 1);
}

TEST_CASE("[metrics] names address and port, and no other machine unless it says so", "[health]")
{
    const auto read = [](const std::string& text) {
        return runtime::HealthServerConfig::from(runtime::Config::parse(text), "astercc");
    };
    CHECK_FALSE(read("").port);
    CHECK_FALSE(read("[metrics]\nastercc_port = 0\n").port);
    CHECK(read("[metrics]\nastercc_port = 9180\nastercclive_port = 9181\n").port == 9180);
    CHECK(read("[metrics]\nlisten = ::1\nastercc_port = 9180\n").address == "::1");
    CHECK(read("[metrics]\nlisten = 0.0.0.0\nremote = 1\n").address == "0.0.0.0");
    CHECK_THAT(refusal("[metrics]\nlisten = 0.0.0.0\n"), Contains("[metrics] listen") && Contains("remote = 1"));
    CHECK_THAT(refusal("[metrics]\nlisten = localhost\n"), Contains("is no IP address"));
    CHECK_THAT(refusal("[metrics]\nastercc_port = 70000\n"), Contains("[metrics] astercc_port"));
}
