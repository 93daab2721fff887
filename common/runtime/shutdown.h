// SPDX-License-Identifier: GPL-3.0-or-later
// How a daemon hears that it shall end or reload. block_signals() once, before any thread starts;
// then one thread (or a signalfd in an event loop) waits.
#pragma once

namespace runtime {

// SIGTERM, SIGINT, SIGHUP are blocked in this and all later threads; SIGPIPE is ignored.
void block_signals();
// A non-blocking, close-on-exec signalfd for them: readable when one is due.
[[nodiscard]] int open_signal_fd();
enum class Signal { none, terminate, reload };
// Takes the next due signal from the descriptor.
[[nodiscard]] Signal read_signal(int signal_fd);

}  // namespace runtime
