// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/runtime/log.h"

#include <catch2/catch.hpp>

using runtime::format_line;
using runtime::LogLevel;

TEST_CASE("an event is one line of key=value", "[log]")
{
    CHECK(format_line("astercc", LogLevel::info, "call_finished", {{"linkedid", "1700000.12"}, {"talk_ms", 18230}}) ==
          "info daemon=astercc event=call_finished linkedid=1700000.12 talk_ms=18230");
}

TEST_CASE("a hostile value cannot forge a second line or a second key", "[log]")
{
    CHECK(format_line("d", LogLevel::warning, "e", {{"agent", "x\r\nevent=forged \"q\""}}) ==
          "warning daemon=d event=e agent=\"x\\x0d\\x0aevent=forged \\\"q\\\"\"");
    CHECK(format_line("d", LogLevel::error, "e", {{"err", ""}}) == "error daemon=d event=e err=\"\"");
}
