// SPDX-License-Identifier: GPL-3.0-or-later
// PURE: which passwords are refused. Length counts, composition rules do not (OWASP ASVS 6.2).
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

namespace crm {

constexpr std::size_t min_password_length = 8;
constexpr std::size_t max_password_length = 256;  // bytes; bounds the work of hashing

enum class PasswordFlaw {
    too_short,
    too_long,
    too_common,     // among the 3,000 commonest or the product's own words, a few digits behind it or not
    has_user_name,  // is or holds the account's name
};

// Nothing when the password may be used.
[[nodiscard]] std::optional<PasswordFlaw> password_flaw(std::string_view password, std::string_view username);

}  // namespace crm
