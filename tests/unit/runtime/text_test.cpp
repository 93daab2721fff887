// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/runtime/text.h"

#include <catch2/catch.hpp>

using namespace std::string_literals;
using runtime::to_utf8;

TEST_CASE("valid UTF-8 passes unchanged, what does not fit becomes the replacement character", "[text]")
{
    const auto [bytes, expected] = GENERATE(table<std::string, std::string>({
        {"plain", "plain"},
        {"\xE9\xA2\x9C \xC3\xBC \xF0\x9F\x98\x80", "\xE9\xA2\x9C \xC3\xBC \xF0\x9F\x98\x80"},
        {"a\0b"s,
         "a\xEF\xBF\xBD"
         "b"},
        {"\xC0\x80", "\xEF\xBF\xBD\xEF\xBF\xBD"},                  // overlong NUL
        {"\xED\xA0\x80", "\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD"},  // surrogate
        {"\xF5\x80", "\xEF\xBF\xBD\xEF\xBF\xBD"},
        {"cut \xE9\xA2", "cut \xEF\xBF\xBD\xEF\xBF\xBD"},
    }));
    CHECK(to_utf8(bytes) == expected);
}

TEST_CASE("a prefix counts characters, not bytes", "[text]")
{
    CHECK(runtime::utf8_prefix("\xE9\xA2\x9C\xC3\xBC"
                               "x",
                               2) == "\xE9\xA2\x9C\xC3\xBC");
    CHECK(runtime::utf8_prefix("ab", 5) == "ab");
    CHECK(runtime::utf8_prefix("ab", 0).empty());
}

TEST_CASE("lists are split at the separator, trimmed, empty parts left out", "[text]")
{
    CHECK(runtime::split_list(" a, b ,,c,", ',') == std::vector<std::string>{"a", "b", "c"});
    CHECK(runtime::split_list("", ',').empty());
}

TEST_CASE("only a whole decimal is a number", "[text]")
{
    CHECK(runtime::to_number("-12") == -12);
    for (const auto* text : {"", "1x", " 1", "99999999999999999999"})
        CHECK_FALSE(runtime::to_number(text));
}
