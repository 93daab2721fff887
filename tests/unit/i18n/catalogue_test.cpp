// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/i18n/catalogue.h"

#include <catch2/catch.hpp>

using namespace i18n;

TEST_CASE("a message comes out in the language of its catalogue", "[i18n]")
{
    const Catalogues catalogues{CC_LOCALE_DIR};
    CHECK(catalogues.of(Language::de).translate("Sign in") == "Anmelden");
    CHECK(catalogues.of(Language::zh_cn).translate("Sign in") == "\u767b\u5f55");
    CHECK(catalogues.of(Language::en).translate("Sign in") == "Sign in");
}

TEST_CASE("a message nobody translated comes out in English", "[i18n]")
{
    CHECK(Catalogue(CC_LOCALE_DIR, Language::de).translate("No such message") == "No such message");
}

TEST_CASE("a catalogue that cannot be read is named", "[i18n]")
{
    CHECK_THROWS_WITH(Catalogue("/nowhere", Language::de), Catch::Contains("/nowhere/de/LC_MESSAGES/astercrm.mo"));
}
