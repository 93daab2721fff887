// SPDX-License-Identifier: GPL-3.0-or-later
#include "cgi/pages/person_form.h"

#include <catch2/catch.hpp>

using namespace pages;

namespace {

web::Request typed(const web::Request::Fields& fields)
{
    web::Request request;
    request.params = fields;
    return request;
}

}  // namespace

TEST_CASE("a customer's name alone is enough", "[web][form]")
{
    const auto form = read_person_form(typed({{"customer", "  Blue River  "}}));
    CHECK(form.problems.empty());
    CHECK(form.customer.customer == "Blue River");
    CHECK_FALSE(form.has_contact());
    CHECK_FALSE(form.has_note());
    CHECK(form.note.priority == 5);
    CHECK(form.note.attitude == 0);
}

TEST_CASE("each field that does not fit is named with its reason", "[web][form]")
{
    const auto [field, value, problem] = GENERATE(table<std::string, std::string, FieldProblem>({
        {"customer", std::string(121, 'x'), FieldProblem::too_long},
        {"phone", "call me", FieldProblem::no_number},
        {"contact_mobile", "<script>", FieldProblem::no_number},
        {"email", "a b@c", FieldProblem::no_email},
        {"contact_email", "a@", FieldProblem::no_email},
        {"website", "javascript://x", FieldProblem::no_website},
        {"website", "http://a b", FieldProblem::no_website},
        {"priority", "11", FieldProblem::not_offered},
        {"priority", "-1", FieldProblem::not_offered},
        {"attitude", "7", FieldProblem::not_offered},
        {"note", std::string(4001, 'x'), FieldProblem::too_long},
    }));
    auto request = typed({{"customer", "Blue River"}});
    request.params[field] = value;
    const auto form = read_person_form(request);
    REQUIRE(form.problems.size() == 1);
    CHECK(form.problems.at(field).problem == problem);
}

TEST_CASE("lengths count characters, not bytes", "[web][form]")
{
    std::string name;
    for (int i = 0; i < 120; ++i)
        name += "\u5ba2";
    CHECK(read_person_form(typed({{"customer", name}})).problems.empty());
    CHECK(read_person_form(typed({{"customer", name + "\u5ba2"}})).problems.count("customer") == 1);
}

TEST_CASE("neither customer nor contact is nothing to save", "[web][form]")
{
    CHECK(read_person_form(typed({{"note", "hello"}})).problems.at("customer").problem == FieldProblem::needed);
    CHECK(read_person_form(typed({{"contact", "Wei"}})).problems.empty());
}

TEST_CASE("a website is completed with its scheme", "[web][form]")
{
    CHECK(read_person_form(typed({{"customer", "x"}, {"website", "blue.example"}})).customer.website ==
          "http://blue.example");
    CHECK(read_person_form(typed({{"customer", "x"}, {"website", "http://"}})).customer.website.empty());
}

TEST_CASE("a note needs a text", "[web][form]")
{
    CHECK(read_note_form(typed({{"note", " \n "}})).problems.at("note").problem == FieldProblem::needed);
    const auto form = read_note_form(typed({{"note", "hello"}, {"priority", "0"}, {"attitude", "-1"}}));
    CHECK(form.problems.empty());
    CHECK(form.note.priority == 0);
    CHECK(form.note.attitude == -1);
}

TEST_CASE("the form remembers what was typed and marks what is wrong", "[web][form]")
{
    const auto request = typed({{"customer", "Blue"}, {"phone", "x"}, {"priority", "8"}, {"gender", "female"}});
    web::Model model;
    fill_person_form(model, request, read_person_form(request).problems);
    CHECK(model.value("CUSTOMER") == "Blue");
    CHECK(model.value("PHONE") == "x");
    CHECK(model.shows("GENDER_FEMALE"));
    REQUIRE(model.shows("PHONE_PROBLEM"));
    CHECK(model.rows("PHONE_PROBLEM").front()->shows("NO_NUMBER"));
    const auto priorities = model.rows("PRIORITY_CHOICE");
    REQUIRE(priorities.size() == 11);
    for (std::size_t p = 0; p < priorities.size(); ++p)
        CHECK(priorities[p]->shows("CHOSEN") == (p == 8));
}
