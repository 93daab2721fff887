// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/dialing/abandon_rate.h"

#include <algorithm>
#include <cmath>

namespace dialing {

namespace {

double share(double part, double whole)
{
    return whole > 0 ? part / whole : 0;
}

}  // namespace

double abandon_rate(const AbandonCount& count)
{
    return share(static_cast<double>(count.abandoned), static_cast<double>(count.live_answers));
}

bool has_abandons_left(const AbandonRule& rule, const AbandonCount& count)
{
    const double allowed = std::max(1.0, std::floor(rule.limit * static_cast<double>(count.live_answers)));
    return rule.limit >= 1 || static_cast<double>(count.abandoned) < allowed;
}

double estimated_abandon_rate(long drops, long machines, long live)
{
    const auto machine_share = share(static_cast<double>(machines), static_cast<double>(machines + live));
    const double dropped_persons = static_cast<double>(drops) * (1 - machine_share);
    return share(dropped_persons, static_cast<double>(live) + dropped_persons);
}

}  // namespace dialing
