// SPDX-License-Identifier: GPL-3.0-or-later
// sd_notify(3) without its library: "READY=1" when the duty has begun, "WATCHDOG=1" with each heartbeat. Does nothing
// where systemd did not start us; a message that cannot be sent is lost, and systemd draws its own conclusions.
#pragma once

#include <string_view>

namespace runtime {

void notify_systemd(std::string_view message) noexcept;

}  // namespace runtime
