// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/ami/backoff.h"

#include <algorithm>
#include <utility>

namespace ami {

Backoff::Backoff(Duration first, Duration most, Random random)
    : first_(first), most_(most), current_(first), random_(std::move(random))
{
}

Backoff::Duration Backoff::next()
{
    const auto half = current_ / 2;
    const auto delay = half + std::chrono::duration_cast<Duration>(random_() * half);
    current_ = std::min(most_, 2 * current_);
    return delay;
}

}  // namespace ami
