// SPDX-License-Identifier: GPL-3.0-or-later
#include "cgi/web/settings.h"

#include "common/runtime/config.h"
#include "tests/temp_directory.h"

#include <catch2/catch.hpp>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>

using namespace web;
using runtime::Config;

namespace {

Settings settings_with(const std::string& system_lines)
{
    return Settings::from(Config::parse("[database]\nusername=astercrm\n[system]\n" + system_lines));
}

}  // namespace

TEST_CASE("the shipped sample is read, and says what the defaults are", "[web][settings]")
{
    std::ifstream in(CC_SOURCE_DIR "/etc/astercrm.conf");
    const std::string text{std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
    const auto sample = Settings::from(Config::parse(text));
    const auto plain = settings_with("");
    CHECK(sample.database.user == "astercrm");
    CHECK(sample.phone_number_length == plain.phone_number_length);
    CHECK(sample.numbers.smart_match_remove == plain.numbers.smart_match_remove);
    CHECK(sample.detail_level == plain.detail_level);
    CHECK(sample.portal_list == plain.portal_list);
    CHECK(sample.pop_up_when_dial_in == plain.pop_up_when_dial_in);
    CHECK(sample.pop_up_when_dial_out == plain.pop_up_when_dial_out);
    CHECK(sample.allow_same_data == plain.allow_same_data);
    CHECK(sample.enable_contact == plain.enable_contact);
    CHECK(sample.poll_interval == plain.poll_interval);
    CHECK(sample.board_limits == plain.board_limits);
    CHECK(sample.notify_when_spied == plain.notify_when_spied);
    CHECK(sample.notify_when_forced == plain.notify_when_forced);
    CHECK(sample.live_url == plain.live_url);
    CHECK(sample.log_file.empty());
    CHECK(sample.map.google_key.empty());
    CHECK(sample.map.tile_url == plain.map.tile_url);
    CHECK(sample.map.search_url == plain.map.search_url);
}

TEST_CASE("a value that does not fit is refused by name", "[web][settings]")
{
    const auto [line, key] = GENERATE(table<std::string, std::string>({
        {"detail_level=everything", "detail_level"},
        {"portal_display_type=calls", "portal_display_type"},
        {"smart_match_remove=many", "smart_match_remove"},
        {"phone_number_length=-1", "phone_number_length"},
        {"password_memory_mib=8", "password_memory_mib"},
        {"pop_up_when_dial_in=maybe", "pop_up_when_dial_in"},
        {"timezone=Europe/Atlantis", "timezone"},
        {"recordings_timeout=0", "recordings_timeout"},
        {"[asterisk]\nmonitorpath=monitor", "monitorpath"},
        {"[board]\nwaiting_amber=6", "waiting_red: must not be below amber"},
        {"[board]\nready_red=3", "ready_red: must not be above amber"},
        {"[map]\ntile_url=https://tiles.example/", "tile_url"},
        {"[map]\ntile_url=https://tiles.example,https://b/{z}/{x}/{y}", "tile_url"},
        {"[map]\nsearch_url=places.example", "search_url"},
        {"[asterisk]\nrecordings_url=ftp://pbx/", "recordings_url"},
        {"[asterisk]\nrecordings_url=file:///etc/", "recordings_url"},
        {"[asterisk:two]\nrecordings_path=/a\nrecordings_url=http://pbx/", "recordings_url"},
    }));
    CHECK_THROWS_WITH(settings_with(line), Catch::Contains(key));
}

TEST_CASE("settings are outdated when their file is another one, and fits", "[web][settings]")
{
    namespace fs = std::filesystem;
    const test::TempDirectory folder;
    const fs::path file = folder.path() + "/astercrm.conf";
    auto write = [&, written = fs::file_time_type::clock::now()](const char* system) mutable {
        std::ofstream{file} << "[database]\nusername=astercrm\n[system]\n" << system;
        fs::last_write_time(file, written += std::chrono::seconds{1});
    };
    write("phone_number_length=3\n");
    setenv("ASTERCRM_CONF", file.c_str(), 1);
    const auto settings = Settings::load();
    CHECK(settings.phone_number_length == 3);
    CHECK_FALSE(settings.is_outdated());
    write("phone_number_length=many\n");
    CHECK_FALSE(settings.is_outdated());
    write("phone_number_length=4\n");
    CHECK(settings.is_outdated());
    fs::remove(file);
    CHECK_FALSE(settings.is_outdated());
    unsetenv("ASTERCRM_CONF");
}

TEST_CASE("each server's recordings are in a mounted folder or behind an address", "[web][settings]")
{
    const auto plain = settings_with("").monitor_folders;
    REQUIRE(plain.size() == 1);
    CHECK(plain[0].server == "asterisk");
    CHECK(plain[0].path == "/var/spool/asterisk/monitor/");
    const auto two = settings_with(
                         "[asterisk]\nmonitorpath=/m\nrecordings_path=/mnt/m\n"
                         "[asterisk:East]\nrecordings_url=https://pbx.example/rec\n")
                         .monitor_folders;
    REQUIRE(two.size() == 2);
    CHECK(two[0].monitor_path == "/m/");
    CHECK(two[0].path == "/mnt/m/");
    CHECK(two[1].server == "East");
    CHECK(two[1].path.empty());
    CHECK(two[1].url == "https://pbx.example/rec/");
}
