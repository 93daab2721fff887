// SPDX-License-Identifier: GPL-3.0-or-later
// PURE: what can be wrong with a field of a form, and the checks all forms share.
#pragma once

#include "common/crm/password_policy.h"

#include <map>
#include <string>
#include <string_view>

namespace pages {

enum class FieldProblem {
    needed,
    too_long,
    no_number,     // no phone number
    not_in_range,  // no whole number, or too small or large
    no_time,
    no_email,
    no_website,
    not_offered,
    other_group,  // refers to another group's row
    taken,        // a unique key has it
    no_user_name,
    no_digits,
};

using FieldProblems = std::map<std::string, FieldProblem, std::less<>>;  // by the field's name

// The section of field_problem.html that says it.
[[nodiscard]] std::string_view section_of(FieldProblem problem);
// Of password_problem.html.
[[nodiscard]] const char* section_of(crm::PasswordFlaw flaw);

[[nodiscard]] bool is_longer(std::string_view text, std::size_t characters);
[[nodiscard]] bool looks_like_phone(std::string_view text);
[[nodiscard]] bool looks_like_email(std::string_view text);
[[nodiscard]] bool looks_like_website(std::string_view text);

}  // namespace pages
