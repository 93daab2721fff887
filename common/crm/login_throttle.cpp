// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/crm/login_throttle.h"

#include <algorithm>

namespace crm {

namespace {

using std::chrono::seconds;

constexpr seconds longest_wait = std::chrono::minutes{15};
constexpr seconds forgotten_after = std::chrono::hours{1};

bool is_forgotten(const LoginFailures& failures, runtime::TimePoint now)
{
    return failures.count == 0 || now - failures.last > forgotten_after;
}

}  // namespace

seconds login_wait(const LoginFailures& failures, unsigned free, runtime::TimePoint now)
{
    if (failures.count < free || is_forgotten(failures, now)) return seconds{0};
    const unsigned doublings = std::min(failures.count - free + 1, 10U);
    const auto wait = std::min(longest_wait, seconds{1LL << doublings});
    const auto left = std::chrono::ceil<seconds>(failures.last + wait - now);
    return std::clamp(left, seconds{0}, wait);  // a clock set back must not lock anybody out for longer
}

LoginFailures after_failure(const LoginFailures& failures, runtime::TimePoint now)
{
    return {is_forgotten(failures, now) ? 1 : failures.count + 1, now};
}

}  // namespace crm
