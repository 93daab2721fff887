// SPDX-License-Identifier: GPL-3.0-or-later
#include "cgi/pages/pop_model.h"

#include <catch2/catch.hpp>

using namespace pages;

namespace {

constexpr runtime::TimePoint now{std::chrono::hours{490000}};

db::Customer green_hill()
{
    db::Customer customer;
    customer.id = 7;
    customer.groupid = 1;
    customer.customer = "Green Hill";
    return customer;
}

db::Contact wei()
{
    db::Contact contact;
    contact.id = 9;
    contact.customerid = 7;
    contact.groupid = 1;
    contact.contact = "Wei Zhang";
    return contact;
}

Pop call_from(const std::string& number)
{
    Pop pop;
    pop.call = {.leg = "a|1|2", .number = number, .did = "031180930758", .channel = "PJSIP/trunk-1"};
    pop.plan = crm::plan_match(number, {});
    return pop;
}

web::Model model_of(const Pop& pop)
{
    web::Model model;
    fill_pop(model, pop, true, now, i18n::Language::en);
    return model;
}

}  // namespace

TEST_CASE("an unknown caller leaves the place to the form", "[web][pop]")
{
    const auto model = model_of(call_from("02188776655"));
    CHECK(model.shows("UNKNOWN"));
    CHECK_FALSE(model.shows("PERSON"));
    CHECK(model.value("NUMBER") == "02188776655");
    CHECK(model.shows("CALLS"));
}

TEST_CASE("a person is shown under the contact's name, with the customer's fields that are filled", "[web][pop]")
{
    auto pop = call_from("02188776655");
    pop.person.emplace();
    pop.person->customer = green_hill();
    pop.person->customer->zipcode = "200001";
    pop.person->customer->city = "Shanghai";
    pop.person->customer->country = "China";
    pop.person->contact = wei();
    pop.person->notes = {{.note = "hi", .priority = 9, .attitude = -1, .when = now, .creby = "grace"}};
    const auto model = model_of(pop);
    CHECK(model.value("WHO_WORD") == "Wei Zhang");
    const auto& person = *model.rows("PERSON").front();
    CHECK(person.value("CUSTOMERID") == "7");
    CHECK(person.value("CONTACTID") == "9");
    const auto& customer = *person.rows("CUSTOMER_ROW").front();
    CHECK(customer.rows("PLACE_ROW").front()->value("PLACE") == "200001 Shanghai, China");
    CHECK_FALSE(customer.shows("FAX_ROW"));
    CHECK(person.rows("NOTE").front()->shows("URGENT"));
    CHECK(person.rows("NOTE").front()->shows("ATTITUDE_BAD"));
}

TEST_CASE("several people with one number are offered, the shown one marked; a single one is not a choice",
          "[web][pop]")
{
    auto pop = call_from("02188776655");
    pop.person.emplace();
    pop.person->contact = wei();
    pop.candidates = {{9, 7, "Wei Zhang", "Green Hill", "02188776655"}, {0, 5, "", "Blue River", "02188776655"}};
    const auto model = model_of(pop);
    const auto offered = model.rows("CANDIDATE");
    REQUIRE(offered.size() == 2);
    CHECK(offered[0]->shows("SHOWN"));
    CHECK_FALSE(offered[1]->shows("SHOWN"));
    CHECK(offered[1]->value("NAME") == "Blue River");

    pop.candidates.pop_back();
    CHECK_FALSE(model_of(pop).shows("CANDIDATE"));
}

TEST_CASE("a record opened from a list has no call to tell of", "[web][pop]")
{
    Pop pop;
    pop.person.emplace();
    pop.person->customer = green_hill();
    const auto model = model_of(pop);
    CHECK(model.value("WHO_WORD") == "Green Hill");
    CHECK_FALSE(model.shows("CALLS"));
    CHECK_FALSE(model.shows("DID_SHOWN_ROW"));
}
