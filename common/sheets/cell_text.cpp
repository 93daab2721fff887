// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/sheets/cell_text.h"

#include <array>
#include <chrono>
#include <cmath>
#include <cstdio>

namespace sheets {

namespace {

template <class... A>
std::string print(const char* format, A... values)
{
    std::array<char, 80> text{};
    std::snprintf(text.data(), text.size(), format, values...);
    return text.data();
}

constexpr double last_date = 2958465;  // 9999-12-31

}  // namespace

std::string number_text(double number)
{
    constexpr double exact = 1e15;
    if (std::isfinite(number) && std::fabs(number) < exact && number == std::trunc(number))
        return std::to_string(static_cast<long long>(number));
    return print("%.15g", number);
}

std::string date_text(double serial, bool since_1904)
{
    using namespace std::chrono;
    if (!(serial >= 0) || serial > last_date) return number_text(serial);
    // Excel counts a 29 February 1900 that never was.
    const auto epoch = since_1904 ? sys_days{year{1904} / 1 / 1} : sys_days{year{1899} / 12 / (serial < 60 ? 31 : 30)};
    const auto seconds_in = static_cast<long long>(std::llround(serial * 86400));
    const auto day = epoch + days{seconds_in / 86400};
    const auto rest = seconds_in % 86400;
    const year_month_day date{day};
    auto text = print("%04d-%02u-%02u", static_cast<int>(date.year()), static_cast<unsigned>(date.month()),
                      static_cast<unsigned>(date.day()));
    if (rest != 0) text += print(" %02lld:%02lld:%02lld", rest / 3600, rest / 60 % 60, rest % 60);
    return text;
}

bool is_date_format(int number)
{
    return (number >= 14 && number <= 22) || (number >= 27 && number <= 36) || (number >= 45 && number <= 47) ||
           (number >= 50 && number <= 58);
}

bool is_date_code(std::string_view code)
{
    bool quoted = false;
    bool bracketed = false;
    for (std::size_t i = 0; i < code.size(); ++i) {
        const char c = code[i];
        if (c == '"') quoted = !quoted;
        if (quoted) continue;
        if (c == '\\') {
            ++i;
            continue;
        }
        if (c == '[') bracketed = true;
        if (c == ']') bracketed = false;
        if (!bracketed && std::string_view("ymdhsYMDHS").find(c) != std::string_view::npos) return true;
        if (code.substr(i).starts_with("General")) return false;
    }
    return false;
}

long column_of(std::string_view reference)
{
    long column = 0;
    for (const char c : reference) {
        if (c < 'A' || c > 'Z') break;
        column = column * 26 + (c - 'A' + 1);
        if (column > 100000) return -1;
    }
    return column - 1;
}

}  // namespace sheets
