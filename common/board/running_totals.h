// SPDX-License-Identifier: GPL-3.0-or-later
// PURE: sums over the rows of a table that only grows, without reading them all each time. Rows up to a settled id are
// summed once; the last ones, among which a slow writer's may still become visible, each time.
#pragma once

#include "common/runtime/time.h"

#include <cstdint>
#include <optional>

namespace board {

// `Totals` is a map whose values have `+=`.
template <class Totals>
class RunningTotals {
public:
    static constexpr std::uint64_t unsettled_rows = 1'000;

    // The sums of the day that began at `day`. `newest` is the largest id there is; `sum(after, up_to)` reads the sums
    // of the day's rows with after < id <= up_to.
    template <class Sum>
    [[nodiscard]] Totals read(runtime::TimePoint day, std::uint64_t newest, Sum sum)
    {
        if (day_ != day || newest < settled_id_) {
            settled_.clear();
            settled_id_ = 0;
            day_ = day;
        }
        const auto may_settle = newest > unsettled_rows ? newest - unsettled_rows : 0;
        if (may_settle > settled_id_ + unsettled_rows) {
            add(settled_, sum(settled_id_, may_settle));
            settled_id_ = may_settle;
        }
        auto totals = settled_;
        add(totals, sum(settled_id_, newest));
        return totals;
    }

private:
    static void add(Totals& totals, const Totals& more)
    {
        for (const auto& [key, value] : more)
            totals[key] += value;
    }

    std::optional<runtime::TimePoint> day_;
    std::uint64_t settled_id_ = 0;
    Totals settled_;
};

}  // namespace board
