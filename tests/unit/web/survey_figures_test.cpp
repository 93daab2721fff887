// SPDX-License-Identifier: GPL-3.0-or-later
#include "cgi/pages/survey_figures.h"

#include <catch2/catch.hpp>

using namespace pages;

namespace {

const crm::SurveyQuestion drink{
    1, crm::QuestionKind::single_choice, "Drink?", {{11, "tea"}, {12, "coffee"}, {13, "water"}}};

}  // namespace

TEST_CASE("every choice has its figures, also when nobody took it", "[web][survey]")
{
    const auto figures = survey_figures(
        {drink}, {}, {2, {{1, 11, "", 1, 2}, {1, 12, "", 1, 2}}, {{1, 11, "alice", 1, 1}, {1, 12, "grace", 1, 1}}});
    REQUIRE(figures.size() == 1);
    CHECK(figures[0].answered == 2);
    REQUIRE(figures[0].choices.size() == 3);
    CHECK(figures[0].choices[0].share == 0.5);
    CHECK(figures[0].choices[2].persons == 0);
    REQUIRE(figures[0].agents.size() == 2);
    CHECK(figures[0].agents[0].agent == "alice");
    CHECK(figures[0].agents[0].choices[0].share == 1.0);
    CHECK(figures[0].agents[0].choices[1].persons == 0);
}

TEST_CASE("choices and questions that were removed keep their figures under the words of their day", "[web][survey]")
{
    const std::vector<db::AnswerText> texts{{1, 19, "Drink?", "milk"}, {2, 21, "Food?", "rice"}};
    const auto figures = survey_figures(
        {drink}, texts, {1, {{1, 19, "", 1, 1}, {2, 21, "", 1, 1}}, {{1, 19, "alice", 1, 1}, {2, 21, "alice", 1, 1}}});
    REQUIRE(figures.size() == 2);
    CHECK_FALSE(figures[0].is_removed);
    CHECK(figures[0].choices.back().text == "milk");
    CHECK(figures[0].choices.back().is_removed);
    CHECK(figures[0].choices.back().persons == 1);
    CHECK(figures[1].is_removed);
    CHECK(figures[1].question.text == "Food?");
    CHECK(figures[1].choices.front().persons == 1);
}
