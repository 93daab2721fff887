// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/crm/phone_number.h"

#include <catch2/catch.hpp>

using namespace crm;

TEST_CASE("a number is what is left without the writing around it", "[crm][number]")
{
    const auto [raw, clean] = GENERATE(table<std::string, std::string>({
        {"02188776655", "02188776655"},
        {"+86 (21) 8877-6655", "+862188776655"},
        {"021.8877.6655 ext", "02188776655"},
        {"86+21", "8621"},
        {"*97#", "*97#"},
        {"<unknown>", ""},
        {"anonymous", ""},
        {"", ""},
    }));
    CHECK(clean_number(raw) == clean);
}

TEST_CASE("the longest prefix that fits is taken off, once", "[crm][number]")
{
    const PrefixList prefixes{"0, 9,90,+86,,x"};
    const auto [number, trimmed] = GENERATE(table<std::string, std::string>({
        {"02188", "2188"},
        {"902188", "2188"},
        {"9102188", "102188"},
        {"0090", "090"},
        {"+862188", "2188"},
        {"862188", "862188"},
        {"2188", "2188"},
        {"90", "0"},  // "90" would leave nothing, "9" fits too
        {"9", "9"},
    }));
    CHECK(prefixes.trim(number) == trimmed);
    CHECK(PrefixList{}.trim(number) == number);
}

TEST_CASE("a long number may be the end of a stored one, a short one must be all of it", "[crm][match]")
{
    const NumberRules rules{.trim_prefix = PrefixList{"0"}, .smart_match_remove = 0};
    CHECK(plan_match("021-8877-6655", rules).exact == "5566778812%");
    CHECK(plan_match("021-8877-6655", rules).number == "2188776655");
    CHECK(plan_match("8001", rules).exact == "1008");
    CHECK(plan_match("+862188776655", rules).exact == "556677881268%");
    CHECK(plan_match("anonymous", rules).empty());
    CHECK(plan_match("*", rules).empty());
}

TEST_CASE("a similar number differs in its last digits", "[crm][match]")
{
    NumberRules rules;
    CHECK(plan_match("8885", rules).similar ==
          std::vector<std::string>{"0888", "1888", "2888", "3888", "4888", "5888", "6888", "7888", "8888", "9888"});
    CHECK(plan_match("02188776655", rules).similar.front() == "05667788120%");

    rules.smart_match_remove = 3;
    CHECK(plan_match("02188776655", rules).similar == std::vector<std::string>{"___67788120%"});
    CHECK(plan_match("88855", rules).similar.empty());  // two digits say nothing

    rules.smart_match_remove = 0;
    CHECK(plan_match("02188776655", rules).similar.empty());
}
