// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/i18n/language.h"

#include <catch2/catch.hpp>

#include <string>

using namespace i18n;

TEST_CASE("the browser's wish is read by weight", "[i18n]")
{
    const auto [header, language] = GENERATE(table<std::string, std::optional<Language>>({
        {"de-AT,de;q=0.9,en;q=0.8", Language::de},
        {"fr,en;q=0.3,zh-Hans-CN;q=0.7", Language::zh_cn},
        {"en;q=0,de;q=0.1", Language::de},
        {"DE", Language::de},
        {"fr-FR,es", std::nullopt},
        {"", std::nullopt},
        {";;q=,,", std::nullopt},
        {"en;q=abc", Language::en},
    }));
    CHECK(accepted_language(header) == language);
}

TEST_CASE("the account's language comes before the one chosen before the browser's", "[i18n]")
{
    CHECK(choose_language("de", "zh_CN", "en") == Language::de);
    CHECK(choose_language("", "zh_CN", "en") == Language::zh_cn);
    CHECK(choose_language("tlh", "xx", "de") == Language::de);
    CHECK(choose_language("", "", "fr") == Language::en);
}

TEST_CASE("languages are stored by a name that reads back", "[i18n]")
{
    for (const auto language : all_languages)
        CHECK(parse_language(to_string(language)) == language);
    CHECK_FALSE(parse_language("../de"));
}
