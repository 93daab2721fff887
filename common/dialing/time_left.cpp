// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/dialing/time_left.h"

#include <algorithm>
#include <cmath>

namespace dialing {

namespace {

using std::chrono::minutes;

constexpr minutes step{5};  // hours close at such times

bool are_open(std::span<const Timetable> hours, TimePoint t)
{
    return std::ranges::all_of(hours, [t](const Timetable& table) { return is_open(table, t); });
}

}  // namespace

double expected_dials(const RemainingWork& work)
{
    double attempts = 1;
    double reached = 1;  // share of the numbers that come to the attempt
    for (unsigned made = 1; made < work.max_attempts && reached > 0.001; ++made) {
        reached *= work.retried;
        attempts += reached;
    }
    return static_cast<double>(work.numbers) * attempts;
}

std::optional<minutes> time_left(const RemainingWork& work, std::span<const Timetable> hours, TimePoint now)
{
    if (work.dials_per_minute <= 0) return std::nullopt;
    minutes dialing{std::llround(std::ceil(expected_dials(work) / work.dials_per_minute))};
    if (hours.empty()) return dialing;
    auto t = now;
    while (dialing.count() > 0) {
        const auto open = next_open(hours, t);
        if (!open) return std::nullopt;
        for (t = *open; dialing.count() > 0 && are_open(hours, t);) {
            const auto part = std::min(dialing, step);
            t += part;
            dialing -= part;
        }
        if (t > now + hours_horizon) return std::nullopt;
    }
    return std::chrono::ceil<minutes>(t - now);
}

}  // namespace dialing
