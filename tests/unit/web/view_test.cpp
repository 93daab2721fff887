// SPDX-License-Identifier: GPL-3.0-or-later
#include "cgi/web/view.h"

#include "cgi/web/template_text.h"

#include <catch2/catch.hpp>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <regex>

using namespace web;

namespace {

std::string read(const std::filesystem::path& file)
{
    std::ifstream in(file);
    return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

}  // namespace

TEST_CASE("every template has the marker, quotes its attributes and asks for no raw output", "[web][template]")
{
    for (const auto& entry : std::filesystem::directory_iterator(CC_SHARE_DIR "/templates")) {
        INFO(entry.path());
        const auto text = read(entry.path());
        CHECK(text.starts_with(escape_marker));
        CHECK_FALSE(std::regex_search(text, std::regex{R"(\{\{[A-Z_0-9]+:)"}));
        CHECK_FALSE(std::regex_search(text, std::regex{R"(=\{\{)"}));
        CHECK_FALSE(std::regex_search(
            text, std::regex{R"(<style|\sstyle=|\son[a-z]+=|<script(?![^>]*\ssrc="/astercrm/static/))"}));
    }
}

TEST_CASE("a value is escaped for the place it stands in", "[web][view]")
{
    const View view{CC_SHARE_DIR};
    Model model;
    auto& person = model.add("PERSON");
    auto& customer = person.add("CUSTOMER_ROW");
    customer.set("NAME", "<b>\"&'");
    customer.add("WEBSITE_ROW").set("WEBSITE", "javascript:alert(1)");
    const auto page = view.render("pop.html", i18n::Language::en, model);
    CHECK(page.find("<b>\"&'") == std::string::npos);
    CHECK(page.find("&lt;b&gt;&quot;&amp;&#39;") != std::string::npos);
    CHECK(page.find("href=\"javascript") == std::string::npos);
}

TEST_CASE("templates are there in every language", "[web][view]")
{
    const View view{CC_SHARE_DIR};
    CHECK(view.render("login.html", i18n::Language::de, {}).find("Anmelden") != std::string::npos);
    CHECK(view.render("login.html", i18n::Language::zh_cn, {}).find("\u767b\u5f55") != std::string::npos);
    CHECK_THROWS_WITH(view.render("none.html", i18n::Language::en, {}), Catch::Contains("none.html"));
}
