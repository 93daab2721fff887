// SPDX-License-Identifier: GPL-3.0-or-later
#include "cgi/pages/setting_keys.h"
#include "cgi/pages/setting_flaw.h"
#include "cgi/pages/settings_form.h"

#include <catch2/catch.hpp>

#include <fstream>
#include <iterator>

using namespace pages;
using runtime::Config;

namespace {

const SettingKey& key_of(std::string_view name)
{
    for (const auto& block : setting_blocks()) {
        for (const auto& key : block.keys) {
            if (key.name() == name) return key;
        }
    }
    throw std::invalid_argument(std::string(name));
}

web::Request sent(std::map<std::string, std::string, std::less<>> fields)
{
    web::Request request;
    for (auto& [name, value] : fields)
        request.params.emplace(name, value);
    return request;
}

}  // namespace

TEST_CASE("what holds when a key is empty fits, and so does what the sample says", "[web][settings]")
{
    std::ifstream in(CC_SOURCE_DIR "/etc/astercrm.conf");
    const auto sample =
        Config::parse(std::string{std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()});
    for (const auto& block : setting_blocks()) {
        for (const auto& key : block.keys) {
            INFO(key.name());
            CHECK_FALSE(setting_flaw(key, key.otherwise));
            CHECK_FALSE(setting_flaw(key, sample.text(key.section, key.key, key.otherwise)));
        }
    }
}

TEST_CASE("every check names keys that exist", "[web][settings]")
{
    for (const auto& block : setting_blocks()) {
        for (const auto& check : block.checks) {
            CHECK(find_setting_check(check.id) == &check);
            const std::string about{check.about};
            for (std::size_t at = 0; at < about.size();) {
                const auto end = std::min(about.find(',', at), about.size());
                CHECK_NOTHROW(key_of(about.substr(at, end - at)));
                at = end + 1;
            }
        }
    }
}

TEST_CASE("a value fits its key or is told what is wrong", "[web][settings]")
{
    const auto [name, value, flaw] = GENERATE(table<std::string, std::string, std::string>({
        {"database.dbhost", "/run/mysqld/mysqld.sock", ""},
        {"database.dbhost", "db-1.example.test", ""},
        {"database.dbhost", "db;host", "NO_HOST"},
        {"database.dbport", "65535", ""},
        {"database.dbport", "0", "NO_NUMBER"},
        {"system.timezone", "Asia/Shanghai", ""},
        {"system.timezone", "/etc/passwd", "NO_TIME_ZONE"},
        {"system.trim_prefix", "0,00,+86", ""},
        {"system.firstring", "both", "NOT_OFFERED"},
        {"system.external_crm_url", "https://crm.example.test/?n=%callerid&m=%method&a=%2F", ""},
        {"system.external_crm_url", "https://crm.example.test/?n=%caller", "NO_VARIABLE"},
        {"system.external_crm_url", "", ""},
        {"system.live_url", "/live", ""},
        {"system.live_url", "http://elsewhere.example", "NO_WEB_PATH"},
        {"map.tile_url", "https://{s}.tiles.example/{z}/{x}/{y}.png", ""},
        {"map.tile_url", "https://tiles.example/", "NO_TILE_URL"},
        {"map.search_url", "https://places.example/search", ""},
        {"map.search_url", "https://places.example;x/search", "NO_URL"},
        {"licence.licenceto", "a\x7f", "NOT_ONE_LINE"},
    }));
    INFO(name << " = " << value);
    CHECK(setting_flaw(key_of(name), value).value_or("") == flaw);
}

TEST_CASE("words for yes and no of the file are no change", "[web][settings]")
{
    const auto config = Config::parse("[system]\nlog_enabled = On\nenable_contact = no\n");
    const auto form = read_settings_form(sent({{"system.log_enabled", "1"}, {"system.enable_contact", "0"}}), config);
    CHECK(form.changes.empty());
}

TEST_CASE("an empty secret stays, and is asked for again when it would be told somebody else", "[web][settings]")
{
    const auto config = Config::parse("[asterisk]\nserver = pbx\nsecret = old\n");
    const auto kept = read_settings_form(sent({{"asterisk.secret", ""}, {"system.firstring", "callee"}}), config);
    CHECK(kept.problems.empty());
    CHECK(kept.value("asterisk.secret") == "old");
    const auto moved = read_settings_form(sent({{"asterisk.secret", ""}, {"asterisk.server", "thief"}}), config);
    CHECK(moved.problems.at("asterisk.secret") == "SECRET_AGAIN");
    CHECK(without_changes(moved, config).dropped.at("asterisk.server") == "thief");
}

TEST_CASE("what is told of the file is the same whatever its secrets are", "[web][settings]")
{
    CHECK(without_secrets("[asterisk]\nsecret = one\nport = 5038\n") ==
          without_secrets("[asterisk]\nsecret = two\nport = 5038\n"));
    CHECK(without_secrets("[asterisk]\nport = 5038\n") != without_secrets("[asterisk]\nport = 5039\n"));
}

TEST_CASE("a change that would move another key is refused", "[web][settings]")
{
    const std::string text = "[licence]\nlicenceto =\n  channel = 5\n";
    auto form = read_settings_form(sent({{"licence.licenceto", "Ours"}}), Config::parse(text));
    CHECK(changed_text(text, form) == text);
    CHECK(form.problems.at("licence.licenceto") == "NOT_KEEPABLE");
}
