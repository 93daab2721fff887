// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/calls/recording_name.h"

#include <catch2/catch.hpp>

using namespace calls;

namespace {

constexpr auto start = 1'795'413'526'769LL;  // 2026-11-23 05:58:46 UTC

std::string path(std::string_view uniqueid, std::uint64_t row = 17, std::string_view folder = "/spool/monitor/")
{
    return recording_path(folder, "east", uniqueid, row, runtime::from_epoch_ms(start));
}

}  // namespace

TEST_CASE("a recording is filed by its hour and named by server, Uniqueid and row", "[calls][recording]")
{
    CHECK(path("1795413525.115332") == "/spool/monitor/2026/11/23/05/east-1795413525.115332-17");
    CHECK(path("1795413525.115332", 17, "/spool/monitor") == path("1795413525.115332"));
    CHECK(path("1.2", 17, "/") == "/2026/11/23/05/east-1.2-17");
}

TEST_CASE("recordings of one call have different names", "[calls][recording]")
{
    CHECK(path("1795413525.1", 17) != path("1795413525.1", 18));
}

TEST_CASE("no Uniqueid leads a recording out of its folder or into a command", "[calls][recording]")
{
    const auto [uniqueid, name] = GENERATE(table<const char*, const char*>({
        {"../../etc/passwd", "east--.-.--etc-passwd-17"},
        {"a..b", "east-a.-b-17"},
        {"a;rm -rf /", "east-a-rm--rf---17"},
        {"a,b(c)|d$", "east-a-b-c--d--17"},
        {"a\r\nAction: Logoff", "east-a--Action--Logoff-17"},
        {".", "east---17"},
        {"", "east--17"},
    }));
    CHECK(path(uniqueid) == std::string{"/spool/monitor/2026/11/23/05/"} + name);
    CHECK(path(std::string(500, 'x')).size() < 150);
}

TEST_CASE("a folder for recordings is absolute and plain", "[calls][recording]")
{
    CHECK(is_recording_folder("/var/spool/asterisk/monitor/"));
    for (const auto* folder : {"", "monitor", "/var/../etc", "/var/spool/my calls", "/var/$(id)", "/a,b"})
        CHECK_FALSE(is_recording_folder(folder));
    CHECK_FALSE(is_recording_folder("/" + std::string(100, 'x')));
}

TEST_CASE("formats are those of the original", "[calls][recording]")
{
    for (const auto* word : {"gsm", "wav", "wav49"})
        CHECK(to_string(parse_recording_format(word).value()) == word);
    CHECK_FALSE(parse_recording_format("mp3"));
}
