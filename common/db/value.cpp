// SPDX-License-Identifier: GPL-3.0-or-later
// What stands in a statement. Times travel as text: 'YYYY-MM-DD HH:MM:SS.mmm', UTC, as the session's time zone says.
#include "common/db/time_text.h"

#include "common/db/connection.h"
#include "common/runtime/text.h"

#include <algorithm>
#include <cstdio>
#include <stdexcept>

namespace db {

Value::Value(TimePoint t) : kind_(Kind::text), text_(to_time_text(t)) {}

Value Value::bytes(std::string_view v)
{
    Value value{v};
    value.kind_ = Kind::bytes;
    return value;
}

Statement& Statement::add(const Statement& other)
{
    text_ += other.text_;
    values_.insert(values_.end(), other.values_.begin(), other.values_.end());
    return *this;
}

Statement& Statement::add(const Name& name)
{
    text_ += name.quoted();
    return *this;
}

Name::Name(std::string_view name)
{
    constexpr std::size_t longest = 64;
    const bool is_plain = std::none_of(name.begin(), name.end(), [](char c) { return c >= 0 && c < ' '; });
    if (name.empty() || name.size() > longest || !is_plain)
        throw std::invalid_argument("'" + std::string{name} + "' is no name of a database or table");
    quoted_ = '`';
    for (const char c : name)
        quoted_.append(c == '`' ? 2 : 1, c);
    quoted_ += '`';
}

std::string to_time_text(TimePoint t)
{
    using namespace std::chrono;
    const auto day = floor<days>(t);
    const year_month_day date{day};
    const hh_mm_ss time{t - day};
    char text[40];
    std::snprintf(text, sizeof text, "%04d-%02u-%02u %02ld:%02ld:%02lld.%03lld", static_cast<int>(date.year()),
                  static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()),
                  static_cast<long>(time.hours().count()), static_cast<long>(time.minutes().count()),
                  static_cast<long long>(time.seconds().count()), static_cast<long long>(time.subseconds().count()));
    return text;
}

std::optional<TimePoint> parse_time_text(std::string_view text)
{
    using namespace std::chrono;
    if (text.size() < 19 || text.substr(0, 4) == "0000") return std::nullopt;
    const auto field = [&](std::size_t at, std::size_t length) {
        return static_cast<int>(runtime::to_number(text.substr(at, length)).value_or(-1));
    };
    const year_month_day date{year{field(0, 4)}, month{static_cast<unsigned>(field(5, 2))},
                              day{static_cast<unsigned>(field(8, 2))}};
    if (!date.ok()) return std::nullopt;
    auto fraction = std::string{text.size() > 20 ? text.substr(20, 3) : ""};
    fraction.resize(3, '0');
    return TimePoint{sys_days{date}} + hours{field(11, 2)} + minutes{field(14, 2)} + seconds{field(17, 2)} +
           milliseconds{runtime::to_number(fraction).value_or(0)};
}

}  // namespace db
