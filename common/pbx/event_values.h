// SPDX-License-Identifier: GPL-3.0-or-later
// Headers of an AMI message as values, in the spellings of all versions. Pure.
#pragma once

#include "common/ami/message.h"

#include <initializer_list>
#include <optional>
#include <string_view>

namespace pbx {

// The first of these headers that is there and says something: "" for Asterisk's words for not knowing.
[[nodiscard]] std::string_view known(const ami::Message& message, std::initializer_list<std::string_view> names);
[[nodiscard]] long long number(const ami::Message& message, std::string_view name, long long otherwise = 0);
[[nodiscard]] int small_number(const ami::Message& message, std::string_view name, int otherwise = 0);
// "98.7" -> 99
[[nodiscard]] int rounded(std::string_view decimal);
// The number a text begins with, as in "(12 ms)" after its parenthesis.
[[nodiscard]] std::optional<int> leading_number(std::string_view text);

}  // namespace pbx
