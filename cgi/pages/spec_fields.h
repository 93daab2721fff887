// SPDX-License-Identifier: GPL-3.0-or-later
// What the words of lists and forms are put together from: kinds of fields, and those many lists have.
#pragma once

#include "cgi/pages/grid_spec.h"

#include <array>
#include <string_view>

namespace pages::specs {

using i18n::message;
using i18n::Message;

inline constexpr std::array flag_words{ChoiceWord{"1", message("yes")}, ChoiceWord{"0", message("no")}};

constexpr FieldSpec shown(std::string_view name, Message caption)
{
    return {.name = name, .caption = caption};
}

constexpr FieldSpec asked(std::string_view name, Message caption, std::size_t longest, Input input = Input::text)
{
    return {.name = name, .caption = caption, .input = input, .longest = longest};
}

constexpr FieldSpec chosen(std::string_view name, Message caption, std::span<const ChoiceWord> words,
                           Input input = Input::none)
{
    return {.name = name,
            .caption = caption,
            .input = input,
            .longest = 20,
            .words = words,
            .preset = input == Input::choice ? words.front().value : ""};
}

// In the list only when asked for.
constexpr FieldSpec aside(FieldSpec spec)
{
    spec.is_shown = false;
    return spec;
}

constexpr FieldSpec dialed(FieldSpec spec)
{
    spec.is_dialed = true;
    return spec;
}

constexpr FieldSpec needed(FieldSpec spec)
{
    spec.is_needed = true;
    return spec;
}

constexpr FieldSpec technical(std::string_view name, Message caption)
{
    return {.name = name, .caption = caption, .is_shown = false, .is_technical = true};
}

constexpr FieldSpec with_help(FieldSpec spec, Message help)
{
    spec.help = help;
    return spec;
}

constexpr FieldSpec number_between(std::string_view name, Message caption, long long least, long long most,
                                   std::string_view preset)
{
    return {.name = name, .caption = caption, .input = Input::number, .preset = preset, .least = least, .most = most};
}

// The form's part under this heading begins with it.
constexpr FieldSpec in_section(Message heading, FieldSpec spec)
{
    spec.section = heading;
    return spec;
}

constexpr FieldSpec while_one_of(std::string_view field, std::string_view values, FieldSpec spec)
{
    spec.when_field = field;
    spec.when_values = values;
    return spec;
}

constexpr FieldSpec one_by_one(FieldSpec spec)
{
    spec.is_one_by_one = true;
    return spec;
}

constexpr FieldSpec minutes_between(std::string_view name, Message caption, long long least, long long most,
                                    std::string_view preset)
{
    auto spec = number_between(name, caption, least, most, preset);
    spec.input = Input::minutes;
    return spec;
}

constexpr FieldSpec decimal_between(std::string_view name, Message caption, long long least, long long most,
                                    std::string_view preset)
{
    auto spec = number_between(name, caption, least, most, preset);
    spec.input = Input::decimal;
    return spec;
}

constexpr FieldSpec begins_empty(FieldSpec spec)
{
    spec.begins_now = false;
    return spec;
}

constexpr FieldSpec begins_as(FieldSpec spec, std::string_view preset)
{
    spec.preset = preset;
    return spec;
}

inline constexpr FieldSpec group = asked("group", message("Group"), 0, Input::reference);

inline constexpr FieldSpec created = shown("cretime", message("Created"));

inline constexpr FieldSpec creator = shown("creby", message("Created by"));

inline constexpr std::array of_customer{RowLink{"customer", "/customers/show?id=", "customerid"}};

}  // namespace pages::specs
