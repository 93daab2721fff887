// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/crm/page_rights.h"

#include <catch2/catch.hpp>

using namespace crm;

TEST_CASE("pages and rights are their words", "[crm][rights]")
{
    for (const auto page : all_pages())
        CHECK(parse_page(to_string(page)) == page);
    for (const auto right : all_rights)
        CHECK(parse_right(to_string(right)) == right);
    CHECK_FALSE(parse_page("preferences"));
    CHECK_FALSE(parse_page(""));
    CHECK_FALSE(parse_right("admin"));
}

TEST_CASE("a new type may nothing, but an agent always comes to the agent's page", "[crm][rights]")
{
    for (const auto base : base_types) {
        const PageRights rights{base};
        for (const auto page : all_pages()) {
            for (const auto right : all_rights) {
                CAPTURE(to_string(page), to_string(right));
                CHECK(rights.may(page, right) == is_always_given(base, page, right));
            }
        }
    }
    CHECK(PageRights{UserType::agent}.may(Page::portal, Right::view));
    CHECK_FALSE(PageRights{UserType::groupadmin}.may(Page::portal, Right::view));
}

TEST_CASE("rights never go beyond the base", "[crm][rights]")
{
    for (const auto base : base_types) {
        PageRights rights{base};
        for (const auto page : all_pages()) {
            for (const auto right : all_rights)
                rights.give(page, right);
        }
        for (const auto page : all_pages()) {
            for (const auto right : all_rights)
                CHECK(rights.may(page, right) == base_allows(base, page, right));
        }
    }
    CHECK(base_allows(UserType::agent, Page::customers, Right::edit));
    CHECK_FALSE(base_allows(UserType::agent, Page::customers, Right::remove));
    CHECK(PageRights::all_of(UserType::agent).words(Page::customers) == "view,edit");
    CHECK_FALSE(base_allows(UserType::agent, Page::recordings, Right::download));
    CHECK(base_allows(UserType::groupadmin, Page::recordings, Right::download));
}

TEST_CASE("whoever may do more may also look", "[crm][rights]")
{
    PageRights rights{UserType::groupadmin};
    rights.give(Page::customers, Right::export_rows);
    CHECK(rights.may(Page::customers, Right::view));
    CHECK_FALSE(rights.may(Page::customers, Right::edit));
    CHECK_FALSE(rights.may(Page::contacts, Right::view));
    CHECK(rights.words(Page::customers) == "view,export");
    CHECK(rights.words(Page::contacts).empty());
}

TEST_CASE("what the base never has brings nothing along", "[crm][rights]")
{
    PageRights rights{UserType::groupadmin};
    rights.give(Page::cdr, Right::edit);
    CHECK_FALSE(rights.may(Page::cdr, Right::view));
}
