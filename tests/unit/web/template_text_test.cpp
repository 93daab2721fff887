// SPDX-License-Identifier: GPL-3.0-or-later
#include "cgi/web/template_text.h"

#include <catch2/catch.hpp>

#include <map>

using namespace web;

namespace {

const std::string marker(escape_marker);

std::string prepare(const std::map<std::string, std::string>& files)
{
    return prepare_template(
        "page.html", [&](const std::string& name) { return files.at(name); },
        [](const std::string& message) { return message == "Save" ? "Sp<ei>chern & \"zu\"" : message; });
}

}  // namespace

TEST_CASE("messages are translated when the template is loaded, safe for text and attributes", "[web][template]")
{
    CHECK(prepare({{"page.html", marker + "<b title=\"[[Save]]\">{{NAME}}</b>"}}) ==
          marker + "<b title=\"Sp&lt;ei&gt;chern &amp; &quot;zu&quot;\">{{NAME}}</b>");
}

TEST_CASE("an included template brings its text, not its marker", "[web][template]")
{
    CHECK(prepare({{"page.html", marker + "a[[>part.html]]c"}, {"part.html", marker + "[[b]]"}}) == marker + "abc");
}

TEST_CASE("a template without the escaping marker is refused, included ones as well", "[web][template]")
{
    CHECK_THROWS_WITH(prepare({{"page.html", "<b>{{NAME}}</b>"}}), Catch::Contains("page.html"));
    CHECK_THROWS_WITH(prepare({{"page.html", "\n" + marker}}), Catch::Contains("page.html"));
    CHECK_THROWS_WITH(prepare({{"page.html", marker + "[[>part.html]]"}, {"part.html", "x"}}),
                      Catch::Contains("part.html"));
}

TEST_CASE("mistakes in a template are told, not shown", "[web][template]")
{
    CHECK_THROWS_AS(prepare({{"page.html", marker + "[[Save"}}), TemplateError);
    CHECK_THROWS_AS(prepare({{"page.html", marker + "[[>page.html]]"}}), TemplateError);
}
