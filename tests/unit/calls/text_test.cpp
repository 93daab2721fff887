// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/calls/text.h"

#include <catch2/catch.hpp>

using calls::IdText;
using calls::ShortText;

TEST_CASE("a text is the same whether it has room of its own or not", "[calls][text]")
{
    for (const std::size_t length : {0U, 1U, 14U, 15U, 16U, 23U, 24U, 300U}) {
        INFO(length);
        const std::string original(length, 'x');
        ShortText text{original};
        CHECK(text == original);
        CHECK(text.empty() == original.empty());
        const ShortText copy = text;
        ShortText moved = std::move(text);
        CHECK(moved == copy);
        moved = IdText{original}.view();
        CHECK(moved.str() == original);
        moved.clear();
        CHECK(moved.empty());
        CHECK(copy == original);
    }
    static_assert(sizeof(ShortText) == 16 && sizeof(IdText) == 24);
}

TEST_CASE("texts are ordered as strings are", "[calls][text]")
{
    const auto text = [](std::string_view from) { return ShortText{from}; };
    CHECK(text("1.10") < text("1.9"));
    CHECK(text("1") < text("1111111111111111111"));
    CHECK_FALSE(text("1.9") < text("1.9"));
}
