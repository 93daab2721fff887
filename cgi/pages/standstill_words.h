// SPDX-License-Identifier: GPL-3.0-or-later
// Why isn't it dialing? One sentence for each word that board::standstill_of tells, which says what to do, too.
#pragma once

#include "common/i18n/message.h"

#include <span>
#include <string_view>

namespace pages {

// How much it asks of whoever reads it.
enum class Urgency {
    none,   // it dials as it should
    waits,  // it goes on by itself
    act,    // nothing goes on before somebody does something
    off,    // people have stopped it
};
[[nodiscard]] std::string_view to_string(Urgency urgency);

struct StandstillWords {
    std::string_view why;  // empty: it dials as fast as it may
    Urgency urgency{};
    i18n::Message sentence;
};
[[nodiscard]] std::span<const StandstillWords> standstill_words();

// What is wrong with a campaign's settings, by dialing::SettingFlaw's word.
struct FlawWords {
    std::string_view flaw;
    i18n::Message words;
};
[[nodiscard]] std::span<const FlawWords> flaw_words();

}  // namespace pages
