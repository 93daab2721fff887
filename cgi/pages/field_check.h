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
    no_decimal,    // no number with two places behind the point, or too small or large
    no_time,
    no_day_of_year,
    no_email,
    no_website,
    not_offered,
    other_group,  // refers to another group's row
    taken,        // a unique key has it
    no_user_name,
    no_digits,
    no_day,  // these of the hours of the week, as dialing::HoursFlaw
    no_hours,
    no_hour,
    no_span,
    ends_too_soon,
    out_of_order,
    day_twice,
    no_zone,
    no_server,  // what Asterisk has, as far as it can be told
    no_queue,
    no_context,
    no_extension,
    queue_needed,    // what a campaign's mode and profile ask for
    ring_too_short,  // place: the least
    message_needed,
    above_limit,  // place: the most
};

struct FieldFlaw {
    FieldFlaw(FieldProblem what) : problem(what) {}
    FieldFlaw(FieldProblem what, std::string where) : problem(what), place(std::move(where)) {}

    FieldProblem problem;
    std::string place{};  // the words that are wrong, or the limit
};

using FieldProblems = std::map<std::string, FieldFlaw, std::less<>>;  // by the field's name

// The section of field_problem.html that says it.
[[nodiscard]] std::string_view section_of(FieldProblem problem);
[[nodiscard]] inline std::string_view section_of(const FieldFlaw& flaw)
{
    return section_of(flaw.problem);
}
// Of password_problem.html.
[[nodiscard]] const char* section_of(crm::PasswordFlaw flaw);

[[nodiscard]] bool is_longer(std::string_view text, std::size_t characters);
[[nodiscard]] bool looks_like_phone(std::string_view text);
[[nodiscard]] bool looks_like_email(std::string_view text);
[[nodiscard]] bool looks_like_website(std::string_view text);

}  // namespace pages
