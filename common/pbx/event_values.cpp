// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/pbx/event_values.h"

#include "common/runtime/text.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <limits>

namespace pbx {

std::string_view known(const ami::Message& message, std::initializer_list<std::string_view> names)
{
    constexpr std::array unknown_words{std::string_view{"<unknown>"}, std::string_view{"unknown"},
                                       std::string_view{"<null>"},    std::string_view{"(null)"},
                                       std::string_view{"-none-"},    std::string_view{"N/A"}};
    for (const auto name : names) {
        const auto value = message.find(name);
        if (!value.empty() && std::find(unknown_words.begin(), unknown_words.end(), value) == unknown_words.end())
            return value;
    }
    return {};
}

long long number(const ami::Message& message, std::string_view name, long long otherwise)
{
    return runtime::to_number(message.find(name)).value_or(otherwise);
}

int small_number(const ami::Message& message, std::string_view name, int otherwise)
{
    using Limits = std::numeric_limits<int>;
    return static_cast<int>(std::clamp<long long>(number(message, name, otherwise), Limits::min(), Limits::max()));
}

int rounded(std::string_view decimal)
{
    const auto dot = decimal.find('.');
    const int whole = leading_number(decimal.substr(0, dot)).value_or(0);
    const bool is_up = dot != std::string_view::npos && dot + 1 < decimal.size() && decimal[dot + 1] >= '5';
    return is_up && whole < std::numeric_limits<int>::max() ? whole + 1 : whole;
}

std::optional<int> leading_number(std::string_view text)
{
    int value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc{}) return std::nullopt;
    return value;
}

}  // namespace pbx
