// SPDX-License-Identifier: GPL-3.0-or-later
#include "cgi/pages/field_check.h"

#include "common/runtime/text.h"

namespace pages {

std::string_view section_of(FieldProblem problem)
{
    switch (problem) {
        case FieldProblem::needed:
            return "NEEDED";
        case FieldProblem::too_long:
            return "TOO_LONG";
        case FieldProblem::no_number:
            return "NO_NUMBER";
        case FieldProblem::not_in_range:
            return "NOT_IN_RANGE";
        case FieldProblem::no_decimal:
            return "NO_DECIMAL";
        case FieldProblem::no_time:
            return "NO_TIME";
        case FieldProblem::no_day_of_year:
            return "NO_DAY_OF_YEAR";
        case FieldProblem::no_email:
            return "NO_EMAIL";
        case FieldProblem::no_website:
            return "NO_WEBSITE";
        case FieldProblem::not_offered:
            return "NOT_OFFERED";
        case FieldProblem::other_group:
            return "OTHER_GROUP";
        case FieldProblem::taken:
            return "TAKEN";
        case FieldProblem::no_user_name:
            return "NO_USER_NAME";
        case FieldProblem::no_digits:
            return "NO_DIGITS";
        case FieldProblem::no_day:
            return "NO_DAY";
        case FieldProblem::no_hours:
            return "NO_HOURS";
        case FieldProblem::no_hour:
            return "NO_HOUR";
        case FieldProblem::no_span:
            return "NO_SPAN";
        case FieldProblem::ends_too_soon:
            return "ENDS_TOO_SOON";
        case FieldProblem::out_of_order:
            return "OUT_OF_ORDER";
        case FieldProblem::day_twice:
            return "DAY_TWICE";
        case FieldProblem::no_zone:
            return "NO_ZONE";
        case FieldProblem::no_server:
            return "NO_SERVER";
        case FieldProblem::no_queue:
            return "NO_QUEUE";
        case FieldProblem::no_context:
            return "NO_CONTEXT";
        case FieldProblem::no_extension:
            return "NO_EXTENSION";
        case FieldProblem::queue_needed:
            return "QUEUE_NEEDED";
        case FieldProblem::ring_too_short:
            return "RING_TOO_SHORT";
        case FieldProblem::message_needed:
            return "MESSAGE_NEEDED";
        case FieldProblem::above_limit:
            return "ABOVE_LIMIT";
    }
    return "NEEDED";
}

const char* section_of(crm::PasswordFlaw flaw)
{
    switch (flaw) {
        case crm::PasswordFlaw::too_short:
            return "TOO_SHORT";
        case crm::PasswordFlaw::too_long:
            return "TOO_LONG";
        case crm::PasswordFlaw::too_common:
            return "TOO_COMMON";
        case crm::PasswordFlaw::has_user_name:
            return "HAS_USER_NAME";
    }
    return "TOO_COMMON";
}

bool is_longer(std::string_view text, std::size_t characters)
{
    return runtime::utf8_prefix(text, characters).size() < text.size();
}

bool looks_like_phone(std::string_view text)
{
    return text.find_first_not_of("0123456789+*#()-./ ") == std::string_view::npos;
}

bool looks_like_email(std::string_view text)
{
    const auto at = text.find('@');
    return at != std::string_view::npos && at > 0 && at + 1 < text.size() &&
           text.find('@', at + 1) == std::string_view::npos &&
           text.find_first_of(" \t\n,;<>") == std::string_view::npos;
}

bool looks_like_website(std::string_view text)
{
    const bool is_web = text.starts_with("http://") || text.starts_with("https://");
    return is_web && text.find_first_of(" \t\n\"<>") == std::string_view::npos;
}

}  // namespace pages
