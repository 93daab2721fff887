// SPDX-License-Identifier: GPL-3.0-or-later
// An optional<TimePoint> in eight bytes: what a living call has many of.
#pragma once

#include "common/runtime/time.h"

#include <optional>

namespace calls {

using runtime::TimePoint;

class OptionalTime {
public:
    OptionalTime() = default;
    OptionalTime(TimePoint time) : time_(time) {}                                         // NOLINT: it is one
    OptionalTime(const std::optional<TimePoint>& time) : time_(time.value_or(kNever)) {}  // NOLINT
    operator std::optional<TimePoint>() const                                             // NOLINT
    {
        return has_value() ? std::optional{time_} : std::nullopt;
    }

    [[nodiscard]] bool has_value() const { return time_ != kNever; }
    explicit operator bool() const { return has_value(); }
    TimePoint operator*() const { return time_; }
    [[nodiscard]] TimePoint value_or(TimePoint otherwise) const { return has_value() ? time_ : otherwise; }
    void reset() { time_ = kNever; }

    bool operator==(const OptionalTime&) const = default;

private:
    static constexpr TimePoint kNever = TimePoint::min();
    TimePoint time_ = kNever;
};

}  // namespace calls
