// SPDX-License-Identifier: GPL-3.0-or-later
// Tells the outside how a daemon is, from the daemon's own io_context:
//
//   GET /metrics   what Prometheus reads
//   GET /healthz   200 while every loop makes progress, else 503 and a sentence
//   GET /readyz    200 when all that is needed is reached, else 503 naming what is missing
//
// and once a second it tells RunContext::report, which is the heartbeat for the watchdog while nothing is stuck. That
// it comes from the io_context is the point: an io_context that is stuck does not beat.
//
// Meant for this host: an address of another kind is refused unless [metrics] remote = 1. GET and HEAD only, requests
// of at most 4 KiB, 16 clients at once, five seconds for each.
#pragma once

#include "common/runtime/health.h"
#include "common/runtime/metrics.h"
#include "common/runtime/vitals.h"

#include <functional>
#include <memory>
#include <optional>
#include <string>

namespace boost::asio {
class io_context;
}

namespace runtime {

class Config;

struct HealthServerConfig {
    std::string address = "127.0.0.1";
    std::optional<unsigned short> port;  // nothing: no HTTP, the reports only; 0: any free one

    // [metrics] listen, remote and DAEMON_port (0, or not there: no HTTP). Throws ConfigError.
    [[nodiscard]] static HealthServerConfig from(const Config& config, const std::string& daemon);
};

class HealthServer {
public:
    // A port that cannot be had is logged, and costs the HTTP side only.
    HealthServer(boost::asio::io_context& io, const HealthServerConfig& config, Metrics& metrics, const Health& health,
                 std::function<void(const Vitals&)> report);
    ~HealthServer();
    HealthServer(const HealthServer&) = delete;
    HealthServer& operator=(const HealthServer&) = delete;

    // Leaves the io_context without work of ours. On its thread; the destructor does it too.
    void stop();

    // The one in use, 0 when there is none.
    [[nodiscard]] unsigned short port() const;

private:
    class Impl;
    std::shared_ptr<Impl> impl_;
};

}  // namespace runtime
