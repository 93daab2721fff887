// SPDX-License-Identifier: GPL-3.0-or-later
#include "tools/asterccdb/config_conversion.h"

#include <catch2/catch.hpp>

using namespace asterccdb;

namespace {

constexpr const char* crm_sample =
    "[database]\ndbhost = 127.0.0.1\n;dbport = 3306\n[system]\n; said so\nfirstring = caller\n"
    "log_file_path = /var/log/x\n[licence]\nlicenceto =\nchannel = 0\n";
constexpr const char* daemon_sample = "[database]\ndbname = astercc\n[system]\nforce_record = 0    ; 1 records\n";

}  // namespace

TEST_CASE("settings of PHP's file are read, whatever its line ends", "[tools][convert]")
{
    std::vector<std::string> remarks;
    const auto found = read_original(
        ";<?\r\n[database]\r\ndbhost = \"db;1\"\r\n; password=x\r\nusername=root ; who\r\n;?>\r\n", "a.php", remarks);
    REQUIRE(found.size() == 2);
    CHECK((found[0].section == "database" && found[0].key == "dbhost" && found[0].value == "db;1"));
    CHECK((found[1].value == "root" && found[1].place == "a.php, line 5"));
    CHECK(remarks.empty());
}

TEST_CASE("a line that is no setting is named and left out", "[tools][convert]")
{
    std::vector<std::string> remarks;
    CHECK(read_original("early = 1\n[a]\nrubbish\n= 3\nb = 1\n", "x.conf", remarks).size() == 1);
    CHECK(remarks == std::vector<std::string>{"x.conf, line 1: neither [section] nor key = value: left out",
                                              "x.conf, line 3: neither [section] nor key = value: left out",
                                              "x.conf, line 4: neither [section] nor key = value: left out"});
}

TEST_CASE("what has a place is filled in, comments stay, the rest is named", "[tools][convert]")
{
    std::vector<std::string> remarks;
    const std::vector<OriginalSetting> crm{{"database", "dbport", "3307", "c, line 2"},
                                           {"system", "firstring", "callee", "c, line 4"},
                                           {"system", "log_file_path", "/tmp/x", "c, line 5"},
                                           {"billing", "x", "1", "c, line 7"},
                                           {"database", "dbhost", "a ;b", "c, line 8"}};
    const std::vector<OriginalSetting> daemon{{"system", "force_record", "1", "d, line 2"},
                                              {"database", "dbname", "", "d, line 3"},
                                              {"database", "tb_cdr", "mycdr", "d, line 4"},
                                              {"licence", "licenceto", "ACME", "d, line 5"},
                                              {"licence", "channel", "5", "d, line 6"}};
    const auto ours = convert(crm, daemon, {crm_sample, daemon_sample}, remarks);
    CHECK(ours.crm ==
          "[database]\ndbhost = 127.0.0.1\n;dbport = 3306\ndbport = 3307\n[system]\n; said so\nfirstring = callee\n"
          "log_file_path = /var/log/x\n[licence]\nlicenceto = ACME\nchannel = 0\n");
    CHECK(ours.daemon.starts_with("[database]\ndbname = astercc\n[system]\nforce_record = 1"));
    REQUIRE(remarks.size() == 5);
    CHECK(remarks[0].starts_with("c, line 5: [system] log_file_path: files of the web server"));
    CHECK(remarks[1] == "c, line 7: [billing] x: has no place here");
    CHECK(remarks[2].starts_with("c, line 8: [database] dbhost: holds ' ;'"));
    CHECK(remarks[3] == "d, line 4: [database] tb_cdr: has no place here");
    CHECK(remarks[4].starts_with("d, line 6: [licence] channel: "));
}
