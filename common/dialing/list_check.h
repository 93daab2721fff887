// SPDX-License-Identifier: GPL-3.0-or-later
// PURE: what a check of a campaign's list before the start has found: how many of its numbers may be dialed at that
// moment, and why the others may not.
#pragma once

#include "common/dialing/may_dial.h"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace dialing {

struct CheckedReason {
    long numbers = 0;
    std::optional<TimePoint> first_again{};  // the earliest of them all

    bool operator==(const CheckedReason&) const = default;
};

struct ListCheck {
    TimePoint begun{};
    std::optional<TimePoint> finished{};  // nothing: it has not come to the end of the list
    std::uint64_t last_id = 0;            // of diallist: those up to it have been looked at
    long checked = 0;
    long callable = 0;
    std::map<std::string, CheckedReason> reasons{};  // by the words of Reason
};

void count(ListCheck& check, const Verdict& verdict);

// {"do_not_call_group":{"numbers":3,"again":null}}; times are epoch milliseconds.
[[nodiscard]] std::string reasons_json(const ListCheck& check);
// What is not readable is left out.
[[nodiscard]] std::map<std::string, CheckedReason> parse_reasons(std::string_view text);

}  // namespace dialing
