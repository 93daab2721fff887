// SPDX-License-Identifier: GPL-3.0-or-later
// PURE: how long a name or an address waits after failed logins: some are free, then 2, 4, 8 ... seconds, up to
// 15 minutes. An hour without a failure forgets them.
#pragma once

#include "common/runtime/time.h"

namespace crm {

// An address may be a whole office behind one router, so it has more of them than a name.
constexpr unsigned free_failures_per_name = 5;
constexpr unsigned free_failures_per_address = 20;

struct LoginFailures {
    unsigned count = 0;
    runtime::TimePoint last{};
};

// Zero: an attempt may be made now.
[[nodiscard]] std::chrono::seconds login_wait(const LoginFailures& failures, unsigned free, runtime::TimePoint now);
// What they are once one more attempt has failed at `now`.
[[nodiscard]] LoginFailures after_failure(const LoginFailures& failures, runtime::TimePoint now);

}  // namespace crm
