// SPDX-License-Identifier: GPL-3.0-or-later
// Reads a manager's stream through ami::Session, as astercc does, and ends after so many events: scripts/bench clients
// compares what that costs with other AMI clients.
//   ami_client read|track PORT EVENTS      read: every event is split into headers; track: what astercc needs is
//   tracked
#include "common/ami/session.h"
#include "common/calls/tracker.h"
#include "common/runtime/asio.h"
#include "common/runtime/time.h"

#include <cstdio>
#include <cstdlib>
#include <exception>
#include <memory>
#include <string>
#include <string_view>

namespace {

class Client {
public:
    Client(bool tracks, std::string port, std::uint64_t events) : events_(events)
    {
        ami::SessionConfig config;
        config.port = std::move(port);
        config.username = config.secret = "bench";
        config.filter = tracks ? calls::is_wanted_event : nullptr;
        session_ = std::make_unique<ami::Session>(
            io_, std::move(config),
            ami::SessionCallbacks{[this, tracks](const ami::Message& m) { take(m, tracks); }, [](const std::string&) {},
                                  [this](const std::string&) { session_->stop(); }});
    }

    // Whether all events came.
    bool run()
    {
        session_->start();
        io_.run();
        const auto counted = session_->counters();
        return counted.messages + counted.skipped >= events_;
    }

private:
    void take(const ami::Message& message, bool tracks)
    {
        if (tracks) tracker_.apply(message, runtime::now(), changes_);
        changes_.clear();
        const auto counted = session_->counters();
        if (counted.messages + counted.skipped >= events_) session_->stop();
    }

    asio::io_context io_{1};
    std::uint64_t events_;
    calls::Tracker tracker_;
    std::vector<calls::Change> changes_;
    std::unique_ptr<ami::Session> session_;
};

}  // namespace

int main(int argc, char** argv)
{
    if (argc != 4) {
        std::fprintf(stderr, "usage: ami_client read|track PORT EVENTS\n");
        return 64;
    }
    try {
        Client client{std::string_view{argv[1]} == "track", argv[2], std::strtoull(argv[3], nullptr, 10)};
        return client.run() ? EXIT_SUCCESS : EXIT_FAILURE;
    } catch (const std::exception& e) {
        std::fprintf(stderr, "ami_client: %s\n", e.what());
        return EXIT_FAILURE;
    }
}
