// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/crm/survey_answers.h"

#include <catch2/catch.hpp>

using namespace crm;

namespace {

const SurveyQuestion single{1, QuestionKind::single_choice, "Content?", {{11, "yes"}, {12, "no"}}};
const SurveyQuestion multiple{2, QuestionKind::multiple_choice, "Which?", {{21, "red"}, {22, "blue"}}};
const SurveyQuestion text{3, QuestionKind::text, "Why?", {}};

}  // namespace

TEST_CASE("each choice is a row, once, with the texts of its day", "[crm][survey]")
{
    const auto rows = answer_rows(multiple, {2, {22, 21, 22}, ""});
    REQUIRE(rows);
    REQUIRE(rows->size() == 2);
    CHECK(rows->front().choice == 21);
    CHECK(rows->back().choice_text == "blue");
    CHECK(rows->back().question_text == "Which?");
}

TEST_CASE("a note is a row of its own, blanks are none", "[crm][survey]")
{
    const auto answered = answer_rows(text, {3, {}, "too <b>slow</b>"});
    REQUIRE(answered);
    REQUIRE(answered->size() == 1);
    CHECK(answered->front().choice == 0);
    CHECK(answered->front().note == "too <b>slow</b>");
    CHECK(answer_rows(text, {3, {}, " \n"}).value().empty());
    CHECK(answer_rows(single, {1, {11}, "gladly"}).value().size() == 2);
}

TEST_CASE("choices that the question does not offer are refused", "[crm][survey]")
{
    CHECK_FALSE(answer_rows(single, {1, {11, 12}, ""}));
    CHECK_FALSE(answer_rows(single, {1, {21}, ""}));
    CHECK_FALSE(answer_rows(multiple, {2, {21, 99}, ""}));
    CHECK_FALSE(answer_rows(text, {3, {0}, "because"}));
    CHECK(answer_rows(single, {1, {11, 11}, ""}).value().size() == 1);
}

TEST_CASE("answered questions are not asked again, the others keep their order", "[crm][survey]")
{
    const auto open = open_questions({text, single, multiple}, {1});
    REQUIRE(open.size() == 2);
    CHECK(open[0].id == 3);
    CHECK(open[1].id == 2);
    CHECK(open_questions({single}, {1}).empty());
}

TEST_CASE("an answer is read as a line", "[crm][survey]")
{
    CHECK(answer_text(answer_rows(multiple, {2, {22, 21}, "dark ones"}).value()) == "Which?: red, blue; dark ones");
    CHECK(answer_text(answer_rows(text, {3, {}, "too slow"}).value()) == "Why?: too slow");
    CHECK(answer_text(answer_rows(single, {1, {12}, ""}).value()) == "Content?: no");
    CHECK(answer_text({}).empty());
}
