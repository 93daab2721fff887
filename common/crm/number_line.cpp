// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/crm/number_line.h"

#include "common/crm/phone_number.h"

namespace crm {

namespace {

constexpr std::size_t fewest_digits = 3, most_digits = 30;

std::string take_cell(std::string_view& line)
{
    const auto end = line.find_first_of(",;\t");
    const auto cell = line.substr(0, end);
    line.remove_prefix(end == std::string_view::npos ? line.size() : end + 1);
    // A word before or behind the number makes it something else.
    if (cell.find_first_not_of("0123456789+()-./ \"'\r") != std::string_view::npos) return {};
    return clean_number(cell);
}

}  // namespace

std::optional<std::string> number_of_line(std::string_view line, std::string_view prefix)
{
    auto number = take_cell(line);
    if (number.size() == 3) {
        const auto rest = take_cell(line);
        if (rest.size() == 7) number += rest;
    }
    if (number.size() < fewest_digits || number.size() > most_digits) return std::nullopt;
    return std::string(prefix) + number;
}

}  // namespace crm
