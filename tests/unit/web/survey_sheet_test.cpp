// SPDX-License-Identifier: GPL-3.0-or-later
#include "cgi/pages/survey_sheet.h"

#include <catch2/catch.hpp>

using namespace pages;
using crm::QuestionKind;

namespace {

const crm::SurveyQuestion drink{1, QuestionKind::single_choice, "Drink?", {{11, "tea"}, {12, "coffee"}}};
const crm::SurveyQuestion food{2, QuestionKind::multiple_choice, "Food?", {{21, "rice"}, {22, "soup"}}};
const crm::SurveyQuestion wish{3, QuestionKind::text, "Else?", {}};

std::vector<SurveySheet> sheets(Answers stored = {})
{
    SurveySheet sheet;
    sheet.survey.id = 7;
    sheet.questions = {drink, food, wish};
    sheet.stored = std::move(stored);
    return {sheet};
}

// The form as it was opened: nothing answered.
web::Request opened()
{
    web::Request request;
    for (const auto* question : {"q1", "q2", "q3"})
        request.params[std::string(question) + "_seen"] = answer_mark({}, 0);
    return request;
}

}  // namespace

TEST_CASE("what a form left as it was is not its answer", "[web][survey]")
{
    CHECK(read_sheets(opened(), sheets()).changed.empty());
    auto request = opened();
    request.params["q3_note"] = " \n";
    CHECK(read_sheets(request, sheets()).changed.empty());
    // A form without the question says nothing about it.
    CHECK(read_sheets(web::Request{}, sheets()).changed.empty());
}

TEST_CASE("answers of each kind are read with their rows", "[web][survey]")
{
    auto request = opened();
    request.params["q1"] = "12";
    request.params["q2_21"] = "1";
    request.params["q2_22"] = "1";
    request.params["q2_note"] = "warm";
    request.params["q3_note"] = "cake";
    const auto form = read_sheets(request, sheets());
    CHECK(form.problems.empty());
    REQUIRE(form.changed.size() == 3);
    CHECK(form.changed.at(1).rows.front().choice == 12);
    CHECK(form.changed.at(2).rows.size() == 3);
    CHECK(form.changed.at(3).rows.front().note == "cake");
}

TEST_CASE("an answer that was cleared is taken back", "[web][survey]")
{
    const Answers stored{{2, {2, {21}, ""}}};
    auto request = opened();
    request.params["q2_seen"] = answer_mark(stored, 2);
    const auto form = read_sheets(request, sheets(stored));
    REQUIRE(form.changed.size() == 1);
    CHECK(form.changed.at(2).rows.empty());
}

TEST_CASE("a choice that is offered no more is neither shown nor undone", "[web][survey]")
{
    const auto stored = stored_answers({drink, food, wish}, {{1, 99, "", ""}, {2, 21, "", ""}, {2, 0, "warm", ""}});
    CHECK_FALSE(stored.contains(1));
    CHECK(stored.at(2).choices == std::vector<std::uint32_t>{21});
    CHECK(stored.at(2).note == "warm");
    CHECK(read_sheets(opened(), sheets(stored)).changed.empty());
}

TEST_CASE("the mark of an answer depends on what it says, not on the order of the ticks", "[web][survey]")
{
    CHECK(answer_mark({{2, {2, {22, 21}, ""}}}, 2) == answer_mark({{2, {2, {21, 22}, ""}}}, 2));
    CHECK(answer_mark({{2, {2, {21}, ""}}}, 2) != answer_mark({{2, {2, {21}, "x"}}}, 2));
    CHECK(answer_mark({{2, {2, {}, ""}}}, 2) == answer_mark({}, 2));
}

TEST_CASE("a savekey that is none gets one, so that the form can be stored", "[web][survey]")
{
    auto request = opened();
    request.params["savekey"] = "short";
    CHECK(read_sheets(request, sheets()).savekey.size() == 32);
}

TEST_CASE("a survey shows how far it is answered and opens while something is left", "[web][survey]")
{
    web::Model model;
    fill_sheets(model, sheets({{1, {1, {11}, ""}}}));
    REQUIRE(model.rows("SHEET").size() == 1);
    const auto& sheet = *model.rows("SHEET").front();
    CHECK(sheet.value("ANSWERED") == "1");
    CHECK(sheet.value("ASKED") == "3");
    CHECK(sheet.shows("OPEN"));
    web::Model done;
    fill_sheets(done, sheets({{1, {1, {11}, ""}}, {2, {2, {21}, ""}}, {3, {3, {}, "x"}}}));
    CHECK_FALSE(done.rows("SHEET").front()->shows("OPEN"));
    web::Model nothing;
    fill_sheets(nothing, {SurveySheet{}});
    CHECK_FALSE(nothing.shows("SHEETS"));  // a survey without questions asks nothing
}
