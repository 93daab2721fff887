// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemons/shared/server_config.h"
#include "common/runtime/config.h"

#include <catch2/catch.hpp>

using astercc::read_servers;
using runtime::Config;

TEST_CASE("one Asterisk is called asterisk, further ones by their section", "[config]")
{
    const auto servers =
        read_servers(Config::parse("[asterisk]\nusername=a\nsecret=s\n"
                                   "[asterisk:berlin-2]\nserver=10.0.0.2\nport=5039\nusername=b\nsecret=t\n"));
    REQUIRE(servers.size() == 2);
    CHECK(servers[0].name == "asterisk");
    CHECK(servers[0].host == "127.0.0.1");
    CHECK(servers[0].port == 5038);
    CHECK(servers[1].name == "berlin-2");
    CHECK(servers[1].port == 5039);
}

TEST_CASE("what is missing or cannot be a server's name is refused by name", "[config]")
{
    const auto [text, complaint] = GENERATE(table<std::string, std::string>({
        {"[database]\nusername=x\n", "no section [asterisk]"},
        {"[asterisk]\nusername=a\n", "[asterisk] secret"},
        {"[asterisk]\nusername=a\nsecret=s\nrecord_username=r\n", "[asterisk] record_secret"},
        {"[asterisk:a b]\nusername=a\nsecret=s\n", "[asterisk:a b] NAME"},
        {"[asterisk:]\nusername=a\nsecret=s\n", "NAME"},
    }));
    CHECK_THROWS_WITH(read_servers(Config::parse(text)), Catch::Contains(complaint));
}

TEST_CASE("an Asterisk's call records are a file or a table, in times that are local unless said otherwise", "[config]")
{
    const auto cdr = [](const std::string& keys) {
        return read_servers(
                   Config::parse("[database]\nusername=u\npassword=p\n[asterisk]\nusername=a\nsecret=s\n" + keys))
            .front()
            .cdr;
    };
    CHECK_FALSE(cdr("").is_set());
    CHECK(cdr("cdr_csv=/var/log/asterisk/cdr-csv/Master.csv\n").clock == calls::CdrClock::local);
    CHECK(cdr("cdr_csv=/a.csv\ncdr_time=UTC\n").clock == calls::CdrClock::utc);
    const auto table = cdr("cdr_database=asteriskcdrdb\ncdr_dbhost=10.0.0.9\ncdr_username=reader\n").table;
    REQUIRE(table);
    CHECK((table->name == "asteriskcdrdb" && table->host == "10.0.0.9" && table->user == "reader" &&
           table->password == "p"));
    CHECK_THROWS_WITH(cdr("cdr_csv=Master.csv\n"), Catch::Contains("no absolute path"));
    CHECK_THROWS_WITH(cdr("cdr_csv=/a.csv\ncdr_time=CET\n"), Catch::Contains("neither local nor utc"));
}
