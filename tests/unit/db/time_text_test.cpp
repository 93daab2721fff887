// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/db/time_text.h"

#include <catch2/catch.hpp>

using db::parse_time_text;
using db::to_time_text;

TEST_CASE("a time survives the way to the database and back to the millisecond", "[time]")
{
    const auto text =
        GENERATE(as<std::string>{}, "2026-11-23 05:55:05.271", "1970-01-01 00:00:00.000", "2024-02-29 23:59:59.999");
    const auto time = parse_time_text(text);
    REQUIRE(time);
    CHECK(to_time_text(*time) == text);
}

TEST_CASE("whole seconds and short fractions are read", "[time]")
{
    CHECK(parse_time_text("2026-11-23 05:55:05") == runtime::from_epoch_ms(1795413305000));
    CHECK(parse_time_text("2026-11-23 05:55:05.5") == runtime::from_epoch_ms(1795413305500));
}

TEST_CASE("what did not happen is no time", "[time]")
{
    for (const auto* text : {"", "0000-00-00 00:00:00", "rubbish", "2026-13-01 00:00:00"})
        CHECK_FALSE(parse_time_text(text));
}
