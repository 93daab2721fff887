// SPDX-License-Identifier: GPL-3.0-or-later
// The alarm call, as the original made it: Asterisk calls the administrator, and who answers hears the time said.
#pragma once

#include "common/ami/actions.h"
#include "daemons/asterccdaemon/alarm_config.h"

namespace watchdog {

// invalid: a number or context that Asterisk would not be asked for.
[[nodiscard]] runtime::Result<ami::Action> alarm_order(const AlarmCall& call);

// Orders it and waits for Asterisk's answer, six seconds at most; the call itself goes on by itself.
[[nodiscard]] runtime::Result<void> place_alarm_call(const AlarmCall& call);

}  // namespace watchdog
