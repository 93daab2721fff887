// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/crm/import_row.h"

#include "common/crm/phone_number.h"
#include "common/runtime/text.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdio>

namespace crm {

namespace {

struct FlawName {
    Flaw flaw;
    std::string_view name;
};

constexpr std::array flaw_names{
    FlawName{Flaw::empty_row, "empty_row"},
    FlawName{Flaw::too_many_cells, "too_many_cells"},
    FlawName{Flaw::unreadable, "unreadable"},
    FlawName{Flaw::missing, "missing"},
    FlawName{Flaw::too_long, "too_long"},
    FlawName{Flaw::bad_number, "bad_number"},
    FlawName{Flaw::bad_time, "bad_time"},
    FlawName{Flaw::unknown_choice, "unknown_choice"},
    FlawName{Flaw::unknown_extension, "unknown_extension"},
    FlawName{Flaw::duplicate, "duplicate"},
};

constexpr std::string_view unreadable_mark = "\xEF\xBF\xBD";

struct GenderWord {
    std::string_view word;
    std::string_view gender;
};

constexpr std::array gender_words{
    GenderWord{"", "unknown"},          GenderWord{"unknown", "unknown"}, GenderWord{"未知", "unknown"},
    GenderWord{"unbekannt", "unknown"}, GenderWord{"male", "male"},       GenderWord{"m", "male"},
    GenderWord{"mr", "male"},           GenderWord{"男", "male"},         GenderWord{"先生", "male"},
    GenderWord{"männlich", "male"},     GenderWord{"herr", "male"},       GenderWord{"female", "female"},
    GenderWord{"f", "female"},          GenderWord{"w", "female"},        GenderWord{"mrs", "female"},
    GenderWord{"ms", "female"},         GenderWord{"女", "female"},       GenderWord{"女士", "female"},
    GenderWord{"weiblich", "female"},   GenderWord{"frau", "female"},
};

std::size_t characters_of(std::string_view utf8)
{
    return static_cast<std::size_t>(
        std::ranges::count_if(utf8, [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }));
}

bool is_ascii(std::string_view text)
{
    return std::ranges::all_of(text, [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

// Control characters have no place in our texts; line breaks of a cell stay.
std::string tidy(std::string_view cell)
{
    std::string text{runtime::trim(cell)};
    std::erase_if(text, [](char c) { return (static_cast<unsigned char>(c) < 0x20 && c != '\n') || c == 0x7f; });
    return text;
}

std::string phone_digits(std::string_view cell)
{
    return is_ascii(cell) ? digits_of(cell) : digits_of(to_half_width(cell));
}

bool is_all_digits(std::string_view text)
{
    return std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

// "Europe/Berlin", "America/Argentina/Salta", "UTC".
bool looks_like_zone(std::string_view text)
{
    const auto is_zone_char = [](char c) {
        return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '/' || c == '_' ||
               c == '+' || c == '-';
    };
    return std::ranges::all_of(text, is_zone_char) && (text.find('/') != std::string_view::npos || text == "UTC");
}

std::optional<std::string> line_type_of(std::string_view word)
{
    constexpr std::array<std::string_view, 7> mobile{"mobile", "cell", "mobil", "handy", "手机", "手機", "移动"};
    constexpr std::array<std::string_view, 7> fixed{"fixed", "landline", "line",    "festnetz",
                                                    "固话",  "座机",     "固定电话"};
    if (word.empty() || word == "unknown" || word == "未知" || word == "unbekannt") return "unknown";
    if (std::ranges::find(mobile, word) != mobile.end()) return "mobile";
    if (std::ranges::find(fixed, word) != fixed.end()) return "fixed";
    return std::nullopt;
}

// The cell in the column's form, or what is wrong with it.
std::optional<Flaw> convert(const ImportColumn& column, std::string_view cell, std::string& value)
{
    value = tidy(cell);
    if (value.find(unreadable_mark) != std::string::npos) return Flaw::unreadable;
    switch (column.kind) {
        case ColumnKind::text:
            break;
        case ColumnKind::phone: {
            auto number = phone_digits(value);
            if (number.empty() && !value.empty()) return Flaw::bad_number;
            value = std::move(number);
            break;
        }
        case ColumnKind::digits:
            value = to_half_width(value);
            if (!is_all_digits(value)) return Flaw::bad_number;
            break;
        case ColumnKind::gender: {
            const auto word = runtime::to_lower(value);
            const auto known = std::ranges::find(gender_words, word, &GenderWord::word);
            if (known == gender_words.end()) return Flaw::unknown_choice;
            value = known->gender;
            break;
        }
        case ColumnKind::zone:
            if (!value.empty() && !looks_like_zone(value)) return Flaw::unknown_choice;
            break;
        case ColumnKind::line_type: {
            const auto known = line_type_of(runtime::to_lower(value));
            if (!known) return Flaw::unknown_choice;
            value = *known;
            break;
        }
        case ColumnKind::time: {
            if (value.empty()) break;
            const auto time = parse_local_time(to_half_width(value));
            if (!time) return Flaw::bad_time;
            value = to_text(*time);
            break;
        }
    }
    return value.size() > column.length && characters_of(value) > column.length ? std::optional(Flaw::too_long)
                                                                                : std::nullopt;
}

// The numbers in a text, and whether nothing else but separators stands between them.
std::vector<int> numbers_in(std::string_view text)
{
    std::vector<int> numbers;
    bool in_number = false;
    for (const char c : text) {
        const bool is_digit = c >= '0' && c <= '9';
        if (is_digit && !in_number) numbers.push_back(0);
        if (is_digit) numbers.back() = std::min(numbers.back() * 10 + (c - '0'), 99999);
        in_number = is_digit;
    }
    return numbers;
}

bool has_foreign_letters(std::string_view text)
{
    constexpr std::array<std::string_view, 6> chinese{"年", "月", "日", "时", "分", "秒"};
    std::string rest{text};
    for (const auto word : chinese)
        for (auto at = rest.find(word); at != std::string::npos; at = rest.find(word))
            rest.replace(at, word.size(), "-");
    return rest.find_first_not_of("0123456789-/.: TZ") != std::string::npos;
}

bool is_possible(const LocalTime& t)
{
    using namespace std::chrono;
    const year_month_day date{year{t.year}, month{static_cast<unsigned>(t.month)}, day{static_cast<unsigned>(t.day)}};
    return date.ok() && t.year >= 1900 && t.year <= 2999 && t.hour < 24 && t.minute < 60 && t.second < 60;
}

}  // namespace

std::string_view to_string(Flaw flaw)
{
    return std::ranges::find(flaw_names, flaw, &FlawName::flaw)->name;
}

std::optional<Flaw> parse_flaw(std::string_view text)
{
    const auto known = std::ranges::find(flaw_names, text, &FlawName::name);
    return known == flaw_names.end() ? std::nullopt : std::optional(known->flaw);
}

std::string to_text(const std::vector<RowFlaw>& flaws)
{
    std::string text;
    for (const auto& flaw : flaws) {
        if (!text.empty()) text += ',';
        text += to_string(flaw.flaw);
        if (flaw.column) text.append(":").append(std::to_string(*flaw.column));
    }
    return text;
}

std::vector<RowFlaw> parse_row_flaws(std::string_view text)
{
    std::vector<RowFlaw> flaws;
    for (const auto& part : runtime::split_list(text, ',')) {
        const auto colon = part.find(':');
        const auto flaw = parse_flaw(part.substr(0, colon));
        if (!flaw) continue;
        RowFlaw entry{*flaw, std::nullopt};
        if (colon != std::string::npos)
            if (const auto column = runtime::to_number(part.substr(colon + 1)); column && *column >= 0)
                entry.column = static_cast<std::size_t>(*column);
        flaws.push_back(entry);
    }
    return flaws;
}

std::optional<LocalTime> parse_local_time(std::string_view text)
{
    text = runtime::trim(text);
    if (has_foreign_letters(text)) return std::nullopt;
    auto n = numbers_in(text);
    if (n.size() != 3 && (n.size() < 5 || n.size() > 7)) return std::nullopt;
    n.resize(6);                           // a fraction of the second is left out
    if (n[2] > 31) std::swap(n[0], n[2]);  // 24.11.2026
    const LocalTime time{n[0], n[1], n[2], n[3], n[4], n[5]};
    return is_possible(time) ? std::optional(time) : std::nullopt;
}

std::string to_text(const LocalTime& t)
{
    std::array<char, 80> text{};
    std::snprintf(text.data(), text.size(), "%04d-%02d-%02d %02d:%02d:%02d", t.year, t.month, t.day, t.hour, t.minute,
                  t.second);
    return text.data();
}

std::string to_half_width(std::string_view utf8)
{
    std::string out;
    for (std::size_t i = 0; i < utf8.size(); ++i) {
        const auto at = [&](std::size_t k) { return static_cast<unsigned char>(utf8[i + k]); };
        const bool is_wide = i + 2 < utf8.size() && at(0) == 0xEF && (at(1) == 0xBC || at(1) == 0xBD);
        const bool is_blank = utf8.substr(i).starts_with("\xE3\x80\x80");
        if (!is_wide && !is_blank) {
            out += utf8[i];
            continue;
        }
        // U+FF01..U+FF5E lie 0xFEE0 above ASCII.
        const unsigned code = is_blank ? 0xFF00U : 0xF000U | (at(1) & 0x3FU) << 6U | (at(2) & 0x3FU);
        if (code > 0xFF5EU) {
            out.append(utf8.substr(i, 3));
        } else {
            out += static_cast<char>(code - 0xFEE0U);
        }
        i += 2;
    }
    return out;
}

CheckedRow check_row(ImportTable table, const Mapping& mapping, std::size_t width, const FileRow& row)
{
    const auto columns = columns_of(table);
    CheckedRow checked;
    checked.values.resize(columns.size());
    const auto is_blank = [](const std::string& cell) { return runtime::trim(cell).empty(); };
    if (std::ranges::all_of(row.cells, is_blank)) {
        checked.flaws.push_back({Flaw::empty_row, std::nullopt});
        return checked;
    }
    for (std::size_t i = width; i < row.cells.size(); ++i) {
        if (is_blank(row.cells[i])) continue;
        checked.flaws.push_back({Flaw::too_many_cells, std::nullopt});
        break;
    }
    for (std::size_t c = 0; c < columns.size(); ++c)
        if (columns[c].kind == ColumnKind::gender || columns[c].kind == ColumnKind::line_type)
            checked.values[c] = "unknown";
    const auto required = required_column(table);
    std::optional<std::size_t> required_at;
    for (std::size_t i = 0; i < mapping.size(); ++i) {
        if (!mapping[i]) continue;
        const auto column = *mapping[i];
        if (column == required) required_at = i;
        if (i >= row.cells.size()) continue;
        if (const auto flaw = convert(columns[column], row.cells[i], checked.values[column]))
            checked.flaws.push_back({*flaw, i});
    }
    if (checked.flaws.empty() && checked.values[required].empty())
        checked.flaws.push_back({Flaw::missing, required_at});
    return checked;
}

}  // namespace crm
