// SPDX-License-Identifier: GPL-3.0-or-later
// PURE: from when on a figure of the system status or the wallboard is amber, and from when on red. `[board]` of
// astercrm.conf has NAME_amber and NAME_red for each.
#pragma once

#include <array>
#include <string_view>

namespace crm {

// Which way from the limit is bad: above it (callers who wait), or below it (agents who are ready).
enum class Bad { above, below };

struct BoardLimit {
    std::string_view name;
    Bad bad;
    long amber;
    long red;

    bool operator==(const BoardLimit&) const = default;

    // Red lies beyond amber, or at it.
    [[nodiscard]] constexpr bool is_ordered() const { return bad == Bad::above ? amber <= red : red <= amber; }
};

using BoardLimits = std::array<BoardLimit, 10>;

// Callers; seconds; percent of the calls of today; agents; then seconds in the state.
inline constexpr BoardLimits usual_board_limits{{
    {"waiting", Bad::above, 2, 5},
    {"wait", Bad::above, 20, 60},
    {"service_level", Bad::below, 90, 80},
    {"abandoned", Bad::above, 5, 10},
    {"ready", Bad::below, 2, 1},
    {"ringing", Bad::above, 15, 30},
    {"talking", Bad::above, 600, 1200},
    {"hold", Bad::above, 60, 180},
    {"wrapup", Bad::above, 60, 180},
    {"paused", Bad::above, 600, 1200},
}};

inline constexpr long highest_board_limit = 86'400;

}  // namespace crm
