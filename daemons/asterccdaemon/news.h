// SPDX-License-Identifier: GPL-3.0-or-later
// What the watchdog tells of a program, to whoever is to hear of it.
#pragma once

#include <string>
#include <string_view>

namespace watchdog {

struct News {
    enum class Kind {
        died,         // and is started again at once
        hangs,        // and was killed, or could not be
        keeps_dying,  // the next start waits
        recovered,    // after having kept dying it has lived for a minute
    };

    Kind kind = Kind::died;
    std::string program;
    std::string detail;  // one line; may be empty
    int deaths = 0;      // in a row, each soon after its start
};

// As in the log: "program_died".
[[nodiscard]] constexpr std::string_view to_string(News::Kind kind)
{
    switch (kind) {
        case News::Kind::died:
            return "program_died";
        case News::Kind::hangs:
            return "program_hangs";
        case News::Kind::keeps_dying:
            return "program_keeps_dying";
        case News::Kind::recovered:
            return "program_recovered";
    }
    return {};
}

}  // namespace watchdog
