// SPDX-License-Identifier: GPL-3.0-or-later
// PURE: cells of spreadsheets as text. A number without ".0", a date as 2026-11-24 or 2026-11-24 18:30:00.
#pragma once

#include <string>
#include <string_view>

namespace sheets {

[[nodiscard]] std::string number_text(double number);
// Excel's day number; `since_1904`: of a workbook that counts from there.
[[nodiscard]] std::string date_text(double serial, bool since_1904);
// Does this number format show a date? Built-in ones by number, others by their code.
[[nodiscard]] bool is_date_format(int number);
[[nodiscard]] bool is_date_code(std::string_view code);
// "AB12" -> 27, counted from 0; -1 for anything else.
[[nodiscard]] long column_of(std::string_view reference);

}  // namespace sheets
