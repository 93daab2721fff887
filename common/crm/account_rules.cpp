// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/crm/account_rules.h"

#include "common/runtime/text.h"

namespace crm {

namespace {

constexpr std::string_view separators = ", \t\r\n;";
constexpr std::string_view wide_comma = "，";
constexpr std::string_view wide_pause = "、";
constexpr std::string_view wide_blank = "　";
constexpr std::string_view wide_zero = "０";

// What the text begins with, if it is full-width, as ASCII; 0: it is not.
char narrow(std::string_view text)
{
    if (text.starts_with(wide_comma) || text.starts_with(wide_pause) || text.starts_with(wide_blank)) return ',';
    if (text.size() < wide_zero.size() || text.substr(0, 2) != wide_zero.substr(0, 2)) return 0;
    const auto digit = static_cast<unsigned char>(text[2]) - static_cast<unsigned char>(wide_zero[2]);
    return digit >= 0 && digit <= 9 ? static_cast<char>('0' + digit) : '\0';
}

}  // namespace

bool may_change_account(const Person& who, const Person& whose)
{
    if (who.type == UserType::admin) return true;
    if (who.type != UserType::groupadmin) return false;
    return who.id == whose.id || (whose.type == UserType::agent && whose.group == who.group);
}

bool may_delete_account(const Person& who, const Person& whose)
{
    return may_change_account(who, whose) && who.id != whose.id;
}

bool is_user_name(std::string_view name)
{
    if (name.find_first_of(separators) != std::string_view::npos) return false;
    for (const auto wide : {wide_comma, wide_pause, wide_blank}) {
        if (name.find(wide) != std::string_view::npos) return false;
    }
    return !name.empty();
}

bool is_digits(std::string_view text)
{
    return text.find_first_not_of("0123456789") == std::string_view::npos;
}

std::vector<std::string> split_names(std::string_view typed)
{
    std::string plain;
    while (!typed.empty()) {
        const char ascii = narrow(typed);
        const bool is_separator = ascii == 0 && separators.find(typed.front()) != std::string_view::npos;
        plain += is_separator ? ',' : ascii != 0 ? ascii : typed.front();
        typed.remove_prefix(ascii != 0 ? wide_zero.size() : 1);
    }
    return runtime::split_list(plain, ',');
}

}  // namespace crm
