// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/crm/password_policy.h"

#include <catch2/catch.hpp>

#include <string>

using namespace crm;

TEST_CASE("weak passwords are refused with the reason", "[crm][password]")
{
    const auto [password, flaw] = GENERATE(table<std::string, PasswordFlaw>({
        {"", PasswordFlaw::too_short},
        {"admin", PasswordFlaw::too_short},
        {"\u5bc6\u7801\u5bc6\u7801", PasswordFlaw::too_short},  // four characters, twelve bytes
        {std::string(257, 'x'), PasswordFlaw::too_long},
        {"password", PasswordFlaw::too_common},
        {"Password123", PasswordFlaw::too_common},
        {"12345678", PasswordFlaw::too_common},
        {"99999999999", PasswordFlaw::too_common},
        {"asterisk2024!", PasswordFlaw::too_common},
        {"AsterCC-1", PasswordFlaw::too_common},
        {"xx-Alice-xx", PasswordFlaw::has_user_name},
    }));
    CHECK(password_flaw(password, "alice") == flaw);
}

TEST_CASE("long and unusual is enough: no rules of composition", "[crm][password]")
{
    for (const auto* password :
         {"orange kettle", "lauter kleine wolken", "\u4e00\u4e8c\u4e09\u56db\u4e94\u516d\u4e03\u516b", "xq7vzzkp"}) {
        CHECK_FALSE(password_flaw(password, "alice"));
    }
    CHECK_FALSE(password_flaw(std::string(64, 'a') + "b", "alice"));
    CHECK_FALSE(password_flaw("go and al there", "al"));  // a very short name is in everything
}
