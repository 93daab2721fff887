// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/crm/survey.h"

namespace crm {

std::string_view to_string(QuestionKind kind)
{
    switch (kind) {
        case QuestionKind::single_choice:
            return "radio";
        case QuestionKind::multiple_choice:
            return "checkbox";
        case QuestionKind::text:
            return "text";
    }
    return "";
}

std::optional<QuestionKind> parse_question_kind(std::string_view word)
{
    for (const auto kind : {QuestionKind::single_choice, QuestionKind::multiple_choice, QuestionKind::text}) {
        if (word == to_string(kind)) return kind;
    }
    return std::nullopt;
}

}  // namespace crm
