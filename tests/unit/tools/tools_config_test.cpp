// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemons/astercctools/tools_config.h"

#include "common/runtime/config.h"

#include <catch2/catch.hpp>

using runtime::Config;

namespace {

const std::string base = "[database]\nusername=u\n[asterisk]\nusername=a\nsecret=s\n";

tools::ToolsConfig read(const std::string& more)
{
    return tools::read_tools_config(Config::parse(base + more));
}

}  // namespace

TEST_CASE("without a word the files are where Asterisk keeps them", "[tools][config]")
{
    const auto config = read("");
    REQUIRE(config.servers.size() == 1);
    CHECK(config.servers[0].queue_log == "/var/log/asterisk/queue_log");
    CHECK(config.servers[0].monitor_path == "/var/spool/asterisk/monitor/");
    CHECK(config.servers[0].recordings_path == "/var/spool/asterisk/monitor/");
    CHECK(config.sleep == std::chrono::seconds{5});
    CHECK(config.lines_per_pass == 50);
    CHECK(config.keep_cdr_days == 0);
    CHECK(config.keep_import_days == 30);
}

TEST_CASE("a further server names its own files, or has none here", "[tools][config]")
{
    const auto config = read(
        "[asterisk:berlin]\nusername=a\nsecret=s\nmonitorpath=/mnt/berlin\n"
        "[asterisk:rome]\nusername=a\nsecret=s\n[system]\nrecordings_path=/srv/sound\n");
    REQUIRE(config.servers.size() == 3);
    CHECK(config.servers[0].recordings_path == "/srv/sound/");
    CHECK(config.servers[1].queue_log.empty());
    CHECK(config.servers[1].recordings_path == "/mnt/berlin/");
    CHECK(config.servers[2].queue_log.empty());
    CHECK(config.servers[2].recordings_path.empty());
}

TEST_CASE("a path that is not absolute is refused by name", "[tools][config]")
{
    CHECK_THROWS_WITH(read("[system]\nqueue_log_path=queue_log\n"),
                      Catch::Contains("queue_log_path") && Catch::Contains("no absolute path"));
}
