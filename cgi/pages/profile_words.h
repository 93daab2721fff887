// SPDX-License-Identifier: GPL-3.0-or-later
// What people call the compliance profiles.
#pragma once

#include "cgi/pages/grid_spec.h"

#include <algorithm>
#include <array>

namespace pages {

inline constexpr std::array profile_words{
    ChoiceWord{"generic", i18n::message("generic")},   ChoiceWord{"US", i18n::message("United States")},
    ChoiceWord{"UK", i18n::message("United Kingdom")}, ChoiceWord{"CA", i18n::message("Canada")},
    ChoiceWord{"CN", i18n::message("China")},          ChoiceWord{"DE", i18n::message("Germany")}};

[[nodiscard]] inline i18n::Message profile_word(std::string_view code)
{
    const auto* word = std::ranges::find(profile_words, code, &ChoiceWord::value);
    return word == profile_words.end() ? i18n::Message{} : word->word;
}

}  // namespace pages
