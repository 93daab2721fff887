// SPDX-License-Identifier: GPL-3.0-or-later
// How a daemon is, as its HealthServer finds it once a second.
#pragma once

#include <chrono>
#include <optional>
#include <string>

namespace runtime {

struct Vitals {
    std::string stuck;    // a sentence naming what makes no progress; empty: all does
    std::string missing;  // a sentence naming what is not reached; empty: all is
    std::optional<std::chrono::milliseconds>
        lag;  // age of the oldest thing read and not passed on; nothing: no such thing

    bool operator==(const Vitals&) const = default;
};

}  // namespace runtime
