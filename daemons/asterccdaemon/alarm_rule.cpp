// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemons/asterccdaemon/alarm_rule.h"

namespace watchdog {
namespace {

constexpr int deaths_that_call = 3;

}  // namespace

bool AlarmRule::is_due(const News& news)
{
    if (news.kind == News::Kind::recovered) calls_ = 0;
    if (news.kind != News::Kind::keeps_dying || news.deaths < deaths_that_call || calls_ >= tip_times_) return false;
    ++calls_;
    return true;
}

}  // namespace watchdog
