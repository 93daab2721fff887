// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/runtime/config.h"

#include <catch2/catch.hpp>

#include <sys/stat.h>
#include <unistd.h>

#include <cstdlib>
#include <fstream>
#include <functional>

using runtime::Config;
using runtime::ConfigError;

namespace {

std::string message_of(const std::function<void()>& action)
{
    try {
        action();
    } catch (const ConfigError& e) {
        return e.what();
    }
    return "";
}

const Config sample = Config::parse(
    "[asterisk]\nport = 5038 ; the default\nServer=pbx\nsecret=\nlog=on\n"
    "[asterisk:berlin]\nport=x5\n");

}  // namespace

TEST_CASE("keys and sections are found without regard to case", "[config]")
{
    CHECK(sample.text("Asterisk", "SERVER", "none") == "pbx");
    CHECK(sample.number("asterisk", "port", 1, 1, 65535) == 5038);
    CHECK(sample.flag("asterisk", "log", false));
}

TEST_CASE("an empty value counts as absent", "[config]")
{
    CHECK(sample.text("asterisk", "secret", "otherwise") == "otherwise");
    CHECK_THROWS_AS(sample.required_text("asterisk", "secret"), ConfigError);
}

TEST_CASE("a value that does not fit names file, section, key and what was expected", "[config]")
{
    const auto text = message_of([] { (void)sample.number("asterisk:berlin", "port", 5038, 1, 65535); });
    CHECK(text == "test.conf: [asterisk:berlin] port: 'x5' is not a whole number from 1 to 65535");
    CHECK(message_of([] { (void)sample.flag("asterisk", "server", false); }).find("neither 1 nor 0") !=
          std::string::npos);
}

TEST_CASE("a line that is no INI is named by its number", "[config]")
{
    CHECK(message_of([] { (void)Config::parse("[a]\nkey=1\nrubbish\n"); }).find("test.conf:3:") == 0);
}

TEST_CASE("sections keep the order of the file", "[config]")
{
    CHECK(sample.sections() == std::vector<std::string>{"asterisk", "asterisk:berlin"});
    CHECK(sample.has_section("ASTERISK"));
    CHECK_FALSE(sample.has_section("mysql"));
}

TEST_CASE("a missing file and one with secrets for everybody are refused with a way out", "[config]")
{
    CHECK(message_of([] { (void)Config::load("/nonexistent/astercc.conf"); }).find("-c FILE") != std::string::npos);

    char path[] = "/tmp/astercc-config-XXXXXX";
    close(mkstemp(path));
    std::ofstream{path} << "[database]\npassword=secret\n";
    chmod(path, 0644);
    CHECK(message_of([&] { (void)Config::load(path); }).find("chmod 0640") != std::string::npos);
    chmod(path, 0640);
    CHECK(Config::load(path).text("database", "password", "") == "secret");
    unlink(path);
}
