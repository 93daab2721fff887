// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/pbx/queue_log.h"

#include <catch2/catch.hpp>

#include <fstream>
#include <sstream>

using namespace pbx;

namespace {

const std::string enter = "1795413305|1795413305.16|support|NONE|ENTERQUEUE||02188776655|1\n";
const std::string connect = "1795413306|1795413305.16|support|Agent 8001|CONNECT|1|1795413305.17|0\n";

}  // namespace

TEST_CASE("a line is its fields, with the caller's number where the event tells it", "[pbx][queue_log]")
{
    const auto entry = parse_queue_log_line("1795413305|1795413305.16|support|NONE|ENTERQUEUE||02188776655|1");
    REQUIRE(entry);
    CHECK(entry->at == runtime::from_epoch_ms(1'795'413'305'000));
    CHECK(entry->uniqueid == "1795413305.16");
    CHECK(entry->queue == "support");
    CHECK(entry->agent == "NONE");
    CHECK(entry->event == "ENTERQUEUE");
    CHECK(entry->info == std::array<std::string, 3>{"", "02188776655", "1"});
    CHECK(entry->src == "02188776655");
    CHECK(parse_queue_log_line("1|u|q|Agent 8001|CONNECT|1|x|0")->dst == "Agent 8001");
    CHECK(parse_queue_log_line("1|u|q|a|PAUSE")->info[0].empty());
    CHECK(parse_queue_log_line("1.25|u|q|a|PAUSE\r")->event == "PAUSE");
}

TEST_CASE("what is no line of a queue_log is refused", "[pbx][queue_log]")
{
    const auto* line =
        GENERATE("", "hello", "1795413305|u|q|a", "x|u|q|a|CONNECT", "-5|u|q|a|CONNECT", "1|u|q|a|",
                 "1|u|q|a|two words", "99999999999999999999|u|q|a|CONNECT", "999999999999|u|q|a|CONNECT");
    CHECK_FALSE(parse_queue_log_line(line));
}

TEST_CASE("a line half written waits", "[pbx][queue_log]")
{
    const auto whole = enter + connect;
    for (std::size_t cut = 0; cut < whole.size(); ++cut) {
        const auto batch = read_queue_log(std::string_view{whole}.substr(0, cut), 1000, 50);
        const std::size_t lines = cut < enter.size() ? 0 : 1;
        REQUIRE(batch.entries.size() == lines);
        REQUIRE(batch.bad_lines.empty());
        REQUIRE(batch.end == 1000 + (lines == 0 ? 0 : enter.size()));
    }
    const auto batch = read_queue_log(whole, 1000, 50);
    REQUIRE(batch.entries.size() == 2);
    CHECK(batch.entries[1].position == 1000 + enter.size());
    CHECK(batch.end == 1000 + whole.size());
}

TEST_CASE("bad lines are named by their place, the rest goes on", "[pbx][queue_log]")
{
    const auto batch = read_queue_log(enter + "garbage\n\n" + connect, 0, 50);
    CHECK(batch.entries.size() == 2);
    CHECK(batch.bad_lines == std::vector<std::uint64_t>{enter.size()});
}

TEST_CASE("a pass ends at its number of lines", "[pbx][queue_log]")
{
    const auto batch = read_queue_log(enter + connect, 0, 1);
    CHECK(batch.entries.size() == 1);
    CHECK(batch.end == enter.size());
}

TEST_CASE("bytes without a line feed for longer than any line do not stop the reader", "[pbx][queue_log]")
{
    const std::string noise(20'000, 'x');
    const auto batch = read_queue_log(noise, 0, 50);
    CHECK(batch.entries.empty());
    CHECK_FALSE(batch.bad_lines.empty());
    CHECK(batch.end == noise.size());
}

TEST_CASE("recorded queue_logs are read whole", "[pbx][queue_log][capture]")
{
    const auto* name = GENERATE("1.4/queue_answered", "11/queue_answered", "13/queue_answered", "16/queue_admin",
                                "22/queue_admin", "22/queue_abandoned", "22/predictive_queue");
    std::ifstream in{std::string{CC_TEST_DATA "/captures/"} + name + "/queue_log.txt"};
    std::ostringstream text;
    text << in.rdbuf();
    const auto bytes = text.str();
    const auto batch = read_queue_log(bytes, 0, 1000);
    CHECK(batch.bad_lines.empty());
    CHECK(batch.end == bytes.size());
    CHECK(batch.entries.size() == static_cast<std::size_t>(std::count(bytes.begin(), bytes.end(), '\n')));
    CHECK_FALSE(batch.entries.empty());
}
