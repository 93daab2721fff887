// SPDX-License-Identifier: GPL-3.0-or-later
// PURE: hours of the week as people write them (campaign.hours): "Mon-Fri 09:00-12:00,13:00-20:00; Sat 10:00-16:00;
// holidays closed". Days that are not named are closed, holidays that are not named are as the weekday they fall on.
#pragma once

#include "common/dialing/calling_hours.h"
#include "common/runtime/result.h"

#include <optional>
#include <string>
#include <string_view>

namespace dialing {

struct HoursFlaw {
    enum class Kind {
        unknown_day,    // neither Mon to Sun nor "holidays"
        no_hours,       // days without hours
        bad_time,       // not HH:MM between 00:00 and 24:00
        not_a_span,     // not two times with "-" between
        ends_too_soon,  // not after its beginning: a night is written as two days
        out_of_order,   // begins before the span in front of it has ended
        day_twice,
    };
    Kind kind{};
    std::string place;  // the words that are wrong, as they were written

    bool operator==(const HoursFlaw&) const = default;
};

template <class T>
using HoursResult = runtime::outcome::basic_result<T, HoursFlaw, runtime::outcome::policy::all_narrow>;

// Nothing: the text is empty, which means any time.
[[nodiscard]] HoursResult<std::optional<WeekHours>> read_hours(std::string_view text);
// The same for logs: the flaw is an English sentence that names the place.
[[nodiscard]] runtime::Result<std::optional<WeekHours>> parse_hours(std::string_view text);
// read_hours finds the same hours in it.
[[nodiscard]] std::string format_hours(const WeekHours& hours);

}  // namespace dialing
