// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemons/asterccdaemon/hang_watch.h"

#include <utility>

namespace watchdog {
namespace {

constexpr std::chrono::seconds pause_of_ours{2};

}  // namespace

bool HangWatch::is_hung(Beat beat, Time now)
{
    const bool has_slept = looked_ == Time::min() || now - looked_ > pause_of_ours;
    looked_ = now;
    if (std::exchange(beat_, beat) != beat || has_slept) since_ = now;
    return beat && patience_.count() > 0 && now - since_ > patience_;
}

}  // namespace watchdog
