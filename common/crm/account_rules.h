// SPDX-License-Identifier: GPL-3.0-or-later
// PURE: who may change which account, and what was typed to name accounts.
#pragma once

#include "common/crm/permission.h"

#include <string>
#include <string_view>
#include <vector>

namespace crm {

struct Person {
    unsigned id = 0;
    std::optional<UserType> type;
    unsigned group = 0;
};

// An administrator anybody; a group administrator the own group's agents; both themselves.
[[nodiscard]] bool may_change_account(const Person& who, const Person& whose);
// Whom one may change, but nobody themselves.
[[nodiscard]] bool may_delete_account(const Person& who, const Person& whose);

// A user name stands in lists: no blanks, no commas.
[[nodiscard]] bool is_user_name(std::string_view name);
[[nodiscard]] bool is_digits(std::string_view text);
// "8001, alice": between commas or blanks. Full-width commas and digits, as an input method types them, are plain ones.
[[nodiscard]] std::vector<std::string> split_names(std::string_view typed);

}  // namespace crm
