// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemons/asterccdaemon/restart_policy.h"

#include <algorithm>

namespace watchdog {
namespace {

constexpr std::chrono::seconds early_death{10};
constexpr std::chrono::seconds good_life{60};
constexpr std::chrono::seconds first_pause{1};
constexpr std::chrono::seconds longest_pause{30};

}  // namespace

std::chrono::seconds RestartPolicy::died(Time now)
{
    if (last_start_) {
        recovers(now);
        if (now - *last_start_ < early_death) {
            ++deaths_;
            pause_ = std::clamp(2 * pause_, first_pause, longest_pause);
        }
    }
    next_start_ = now + pause_;
    return pause_;
}

bool RestartPolicy::recovers(Time now)
{
    if (deaths_ == 0 || !last_start_ || now - *last_start_ < good_life) return false;
    deaths_ = 0;
    pause_ = std::chrono::seconds{0};
    return true;
}

}  // namespace watchdog
