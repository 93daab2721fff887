// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/runtime/config_edit.h"
#include "common/runtime/config.h"

#include <catch2/catch.hpp>

using runtime::Config;
using runtime::with_value;

namespace {

constexpr const char* file =
    "; who we are\n"
    "[database]\n"
    "dbhost = 127.0.0.1            ; host, or a socket\n"
    "; Used with a host only.\n"
    ";dbport = 3306\n"
    "password =\n"
    "\n"
    "; --- the system ---\n"
    "[system]\n"
    "timezone = Asia/Shanghai\n";

std::string read_back(const std::string& text, const char* section, const char* key)
{
    return Config::parse(text).text(section, key, "(none)");
}

}  // namespace

TEST_CASE("only the line of the value changes, and its comment stays", "[runtime][config]")
{
    const auto text = with_value(file, "database", "DBHOST", "db.example.test");
    CHECK(text.find("dbhost = db.example.test            ; host, or a socket\n") != std::string::npos);
    CHECK(with_value(text, "database", "dbhost", "127.0.0.1") == file);
}

TEST_CASE("a key that was commented out is set behind its comment", "[runtime][config]")
{
    const auto text = with_value(file, "database", "dbport", "3307");
    CHECK(text.find(";dbport = 3306\ndbport = 3307\n") != std::string::npos);
    CHECK(read_back(text, "database", "dbport") == "3307");
}

TEST_CASE("a new key joins its section, a new section the file", "[runtime][config]")
{
    auto text = with_value(file, "database", "dbtype", "mysql");
    CHECK(text.find("password =\ndbtype = mysql\n\n; --- the system") != std::string::npos);
    text = with_value(text, "licence", "channel", "30");
    CHECK(read_back(text, "licence", "channel") == "30");
    CHECK(read_back(text, "system", "timezone") == "Asia/Shanghai");
}

TEST_CASE("a value can be emptied, and a key in another section is another key", "[runtime][config]")
{
    const auto text = with_value(with_value(file, "system", "timezone", ""), "asterisk", "password", "x");
    CHECK(read_back(text, "system", "timezone") == "(none)");
    CHECK(read_back(text, "database", "password") == "(none)");
}

TEST_CASE("of a key that is there twice the last one counts", "[runtime][config]")
{
    CHECK(with_value("[a]\nk = 1\nk = 2\n", "a", "k", "3") == "[a]\nk = 1\nk = 3\n");
}

TEST_CASE("an empty file gets section and key", "[runtime][config]")
{
    CHECK(with_value("", "a", "k", "v") == "[a]\nk = v\n");
}
