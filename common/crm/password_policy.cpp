// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/crm/password_policy.h"

#include "common/runtime/text.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <string>

namespace crm {

namespace {

constexpr std::string_view common_passwords[] = {
#include "common/crm/common_passwords.inc"
};
static_assert(std::is_sorted(std::begin(common_passwords), std::end(common_passwords)));

constexpr std::string_view product_words[] = {"asterisk", "astercc",   "astercrm",      "callcenter", "callcentre",
                                              "passw0rd", "telephone", "administrator", "groupadmin", "changeme"};

bool is_common_word(std::string_view word)
{
    return std::binary_search(std::begin(common_passwords), std::end(common_passwords), word) ||
           std::find(std::begin(product_words), std::end(product_words), word) != std::end(product_words);
}

bool is_common(std::string_view lower)
{
    const auto last_letter = lower.find_last_not_of("0123456789!.?@#$*-_");
    const auto stem = lower.substr(0, last_letter == std::string_view::npos ? 0 : last_letter + 1);
    const bool one_character = lower.find_first_not_of(lower.front()) == std::string_view::npos;
    return one_character || is_common_word(lower) || is_common_word(stem);
}

bool is_shorter(std::string_view text, std::size_t characters)
{
    return runtime::utf8_prefix(text, characters - 1).size() == text.size();
}

}  // namespace

std::optional<PasswordFlaw> password_flaw(std::string_view password, std::string_view username)
{
    if (is_shorter(password, min_password_length)) return PasswordFlaw::too_short;
    if (password.size() > max_password_length) return PasswordFlaw::too_long;
    const auto lower = runtime::to_lower(password);
    if (is_common(lower)) return PasswordFlaw::too_common;
    if (username.size() >= 3 && lower.find(runtime::to_lower(username)) != std::string::npos) {
        return PasswordFlaw::has_user_name;
    }
    return std::nullopt;
}

}  // namespace crm
