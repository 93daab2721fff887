// SPDX-License-Identifier: GPL-3.0-or-later
// Collects the lines of one action and the first thing wrong with them. Only actions.cpp uses it: whoever needs an
// action that is not there adds a builder function, never free text.
#pragma once

#include "common/ami/actions.h"

namespace ami {

// 1 to 32 of 0-9 * # +
[[nodiscard]] bool is_dial_string(std::string_view value);

class ActionBuilder {
public:
    explicit ActionBuilder(std::string_view action);

    // Each adds one line unless the value is refused. The `_if` forms leave an empty value out.
    ActionBuilder& text(std::string_view field, std::string_view value);
    ActionBuilder& required_text(std::string_view field, std::string_view value);
    ActionBuilder& text_if(std::string_view field, std::string_view value);
    ActionBuilder& number(std::string_view field, long long value, long long min, long long max);
    ActionBuilder& flag(std::string_view field, bool value);
    ActionBuilder& dial_string(std::string_view field, std::string_view value);
    ActionBuilder& word(std::string_view field, std::string_view value);  // [A-Za-z0-9_.-]{1,80}
    ActionBuilder& word_if(std::string_view field, std::string_view value);
    ActionBuilder& channel(std::string_view field, std::string_view value);  // of a live one: TECH/anything
    ActionBuilder& device(std::string_view field, std::string_view value);   // TECH/rest, rest without separators
    // `allowed` beside letters and digits; an empty value is refused.
    ActionBuilder& limited(std::string_view field, std::string_view value, std::string_view allowed);
    // `forbidden` characters beside the control bytes.
    ActionBuilder& text_without(std::string_view field, std::string_view value, std::string_view forbidden);

    ActionBuilder& refuse(std::string_view field, std::string_view why);

    [[nodiscard]] Result<Action> build() &&;
    // For an action without any input, which can't be refused.
    [[nodiscard]] Action build_constant() &&;

private:
    std::string name_;
    std::string lines_;
    std::size_t headers_ = 0;
    std::optional<runtime::Error> error_;
};

}  // namespace ami
