// SPDX-License-Identifier: GPL-3.0-or-later
// The words of surveys and their answers.
#include "cgi/pages/crm_specs.h"
#include "cgi/pages/spec_fields.h"
#include "common/db/crm_tables.h"

namespace pages::specs {

namespace {

constexpr std::array survey_fields{
    needed(asked("surveyname", message("Survey"), 60)),
    with_help(asked("surveynote", message("Description"), 255), message("Agents read it above the questions.")),
    with_help(chosen("enable", message("Enabled"), flag_words, Input::flag),
              message("Agents of the group are asked to fill it in.")),
    shown("questions", message("Questions")),
    shown("answers", message("Answers")),
    with_help(asked("campaign", message("Campaign"), 0, Input::reference),
              message("Asked only while that campaign is enabled.")),
    needed(group),
    aside(created),
    creator,
};
constexpr std::array survey_links{RowLink{"surveyname", "/surveys/questions?id=", ""},
                                  RowLink{"questions", "/surveys/questions?id=", ""},
                                  RowLink{"answers", "/statistics?survey=", ""}};
constexpr std::array survey_dependants{DependantWord{"surveyresult", message("Survey results")}};

constexpr std::array survey_result_fields{
    shown("customer", message("Customer")),
    shown("contact", message("Contact")),
    shown("surveytitle", message("Survey")),
    shown("surveyoption", message("Question")),
    shown("itemcontent", message("Answer")),
    shown("surveynote", message("Note")),
    shown("creby", message("Agent")),
    shown("cretime", message("Answered")),
    aside(shown("campaign", message("Campaign"))),
    aside(shown("group", message("Group"))),
    technical("surveyid", message("Survey number")),
    technical("questionid", message("Question number")),
    technical("choiceid", message("Choice number")),
    technical("customerid", message("Customer number")),
};

}  // namespace

constinit const GridSpec surveys{.path = "/surveys",
                                 .menu = "/surveys",
                                 .title = message("Surveys"),
                                 .new_title = message("New survey"),
                                 .edit_title = message("Survey"),
                                 .table = db::tables::survey,
                                 .fields = survey_fields,
                                 .has_form = true,
                                 .may_delete = true,
                                 .links = survey_links,
                                 .dependants = survey_dependants};

constinit const GridSpec survey_results{.path = "/surveyresults",
                                        .menu = "/statistics",
                                        .title = message("Survey results"),
                                        .table = db::tables::survey_results,
                                        .fields = survey_result_fields,
                                        .may_delete = true,
                                        .links = of_customer};

}  // namespace pages::specs
