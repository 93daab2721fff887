// SPDX-License-Identifier: GPL-3.0-or-later
// SIGTERM, SIGINT and SIGHUP as events of an io_context. Needs block_signals() before (daemon_main does it).
#pragma once

#include "common/runtime/asio.h"
#include "common/runtime/shutdown.h"

#include <functional>

namespace runtime {

class SignalWaiter {
public:
    SignalWaiter(asio::io_context& io, std::function<void()> on_terminate, std::function<void()> on_reload)
        : descriptor_(io, open_signal_fd()), on_terminate_(std::move(on_terminate)), on_reload_(std::move(on_reload))
    {
        wait();
    }

private:
    void wait()
    {
        descriptor_.async_wait(asio::posix::stream_descriptor::wait_read, [this](boost::system::error_code error) {
            if (error) return;
            switch (read_signal(descriptor_.native_handle())) {
                case Signal::terminate:
                    on_terminate_();
                    return;
                case Signal::reload:
                    on_reload_();
                    break;
                case Signal::none:
                    break;
            }
            wait();
        });
    }

    asio::posix::stream_descriptor descriptor_;
    std::function<void()> on_terminate_;
    std::function<void()> on_reload_;
};

}  // namespace runtime
