// SPDX-License-Identifier: GPL-3.0-or-later
// Load client for /live: holds N streams, counts the events they get and prints one JSON line with the time from
// payload.at (Asterisk's event, this machine's clock) to the arrival.
//
//   sse_load HOST PORT PATH COOKIES STREAMS SECONDS [KEY]
//
// KEY is the text before the epoch milliseconds to measure from, "at": if not given.
// COOKIES is a file with one session token per line; streams take them in turn. Prints "ready" on standard error when
// every stream has had its hello, then measures for SECONDS or until SIGTERM. One thread; a stream that breaks is
// counted, not reopened.
#include "common/runtime/asio.h"

#include <sys/resource.h>

#include <algorithm>
#include <charconv>
#include <chrono>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <exception>
#include <fstream>
#include <iostream>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace {

using asio::ip::tcp;

constexpr int connects_at_once = 50;

struct Plan {
    std::string host;
    std::string port;
    std::string path;
    std::vector<std::string> cookies;
    std::size_t streams = 0;
    std::chrono::seconds time{};
    std::string key = "\"at\":";
};

struct Tally {
    std::size_t greeted = 0;
    std::size_t refused = 0;
    std::size_t broken = 0;
    std::vector<long long> latencies_ms;
};

long long now_ms()
{
    using namespace std::chrono;
    return duration_cast<milliseconds>(system_clock::now().time_since_epoch()).count();
}

// The number behind the key; 0: there is none.
long long at_of(std::string_view data, std::string_view key)
{
    const auto found = data.find(key);
    long long at = 0;
    if (found != std::string_view::npos)
        std::from_chars(data.data() + found + key.size(), data.data() + data.size(), at);
    return at;
}

// Reads lines until the stream ends. Whoever calls it counts the end.
asio::awaitable<void> listen(tcp::socket& socket, std::string_view key, std::string& buffer, Tally& tally)
{
    std::string event;
    for (;;) {
        const auto length =
            co_await asio::async_read_until(socket, asio::dynamic_buffer(buffer), '\n', asio::use_awaitable);
        const std::string_view line{buffer.data(), length - 1};
        if (line.starts_with("event: ")) event = line.substr(7);
        if (line.starts_with("data: ")) {
            if (event == "hello")
                ++tally.greeted;
            else if (const auto at = at_of(line, key); at > 0)
                tally.latencies_ms.push_back(now_ms() - at);
        }
        buffer.erase(0, length);
    }
}

asio::awaitable<void> open_stream(asio::io_context& io, const Plan& plan, tcp::endpoint server, std::string cookie,
                                  Tally& tally)
{
    tcp::socket socket{io};
    try {
        co_await socket.async_connect(server, asio::use_awaitable);
        // HTTP/1.0, so that no proxy cuts the lines into chunks.
        const auto request = "GET " + plan.path + " HTTP/1.0\r\nHost: " + plan.host +
                             "\r\nAccept: text/event-stream\r\nCookie: sid=" + cookie + "\r\n\r\n";
        co_await asio::async_write(socket, asio::buffer(request), asio::use_awaitable);
        std::string buffer;
        const auto length =
            co_await asio::async_read_until(socket, asio::dynamic_buffer(buffer), "\r\n", asio::use_awaitable);
        if (std::string_view{buffer}.substr(0, length).find(" 200 ") == std::string_view::npos) {
            ++tally.refused;
            co_return;
        }
        co_await listen(socket, plan.key, buffer, tally);
    } catch (const boost::system::system_error&) {
        ++tally.broken;
    }
}

// A few at a time, as browsers come; returns when every stream is greeted or has failed.
asio::awaitable<void> open_all(asio::io_context& io, const Plan& plan, Tally& tally)
{
    tcp::resolver resolver{io};
    const auto found = co_await resolver.async_resolve(plan.host, plan.port, asio::use_awaitable);
    const auto server = found.begin()->endpoint();
    asio::steady_timer pause{io};
    const auto settled = [&] { return tally.greeted + tally.refused + tally.broken; };
    for (std::size_t i = 0; i < plan.streams; ++i) {
        asio::co_spawn(io, open_stream(io, plan, server, plan.cookies[i % plan.cookies.size()], tally), asio::detached);
        while (i + 1 >= settled() + connects_at_once) {
            pause.expires_after(std::chrono::milliseconds{1});
            co_await pause.async_wait(asio::use_awaitable);
        }
    }
    while (settled() < plan.streams) {
        pause.expires_after(std::chrono::milliseconds{1});
        co_await pause.async_wait(asio::use_awaitable);
    }
}

asio::awaitable<void> measure(asio::io_context& io, const Plan& plan, Tally& tally)
{
    co_await open_all(io, plan, tally);
    tally.latencies_ms.clear();
    std::cerr << "ready" << std::endl;
    asio::steady_timer end{io, plan.time};
    co_await end.async_wait(asio::use_awaitable);
    io.stop();
}

long long percentile(const std::vector<long long>& sorted, std::size_t percent)
{
    return sorted.empty() ? 0 : sorted[std::min(sorted.size() - 1, sorted.size() * percent / 100)];
}

void print(Tally& tally)
{
    auto& ms = tally.latencies_ms;
    std::sort(ms.begin(), ms.end());
    std::printf(
        "{\"streams\":%zu,\"refused\":%zu,\"broken\":%zu,\"events\":%zu,\"p50_ms\":%lld,\"p99_ms\":%lld,\"max_ms\":%"
        "lld}\n",
        tally.greeted, tally.refused, tally.broken, ms.size(), percentile(ms, 50), percentile(ms, 99),
        ms.empty() ? 0 : ms.back());
}

Plan read_plan(char** argv)
{
    Plan plan;
    plan.host = argv[1];
    plan.port = argv[2];
    plan.path = argv[3];
    std::ifstream file{argv[4]};
    for (std::string cookie; std::getline(file, cookie);)
        if (!cookie.empty()) plan.cookies.push_back(cookie);
    if (plan.cookies.empty()) throw std::runtime_error(std::string{argv[4]} + ": has no session token");
    plan.streams = std::stoul(argv[5]);
    plan.time = std::chrono::seconds{std::stol(argv[6])};
    if (argv[7] != nullptr) plan.key = argv[7];
    return plan;
}

void allow_many_descriptors()
{
    rlimit limit{};
    if (getrlimit(RLIMIT_NOFILE, &limit) != 0) return;
    limit.rlim_cur = limit.rlim_max;
    setrlimit(RLIMIT_NOFILE, &limit);
}

}  // namespace

int main(int argc, char** argv)
try {
    if (argc != 7 && argc != 8) {
        std::cerr << "usage: sse_load HOST PORT PATH COOKIES STREAMS SECONDS [KEY]\n";
        return EXIT_FAILURE;
    }
    allow_many_descriptors();
    const auto plan = read_plan(argv);
    Tally tally;
    asio::io_context io{1};
    asio::co_spawn(io, measure(io, plan, tally), [](std::exception_ptr error) {
        if (error) std::rethrow_exception(error);
    });
    asio::signal_set early_end{io, SIGTERM};
    early_end.async_wait([&](boost::system::error_code, int) { io.stop(); });
    io.run();
    print(tally);
    return tally.greeted == plan.streams && tally.broken == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
} catch (const std::exception& e) {
    std::cerr << "sse_load: " << e.what() << "\n";
    return EXIT_FAILURE;
}
