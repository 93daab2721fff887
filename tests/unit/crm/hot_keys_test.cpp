// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/crm/hot_keys.h"

#include <catch2/catch.hpp>

using crm::check_hot_keys;
using crm::HotKeyFlaw;

TEST_CASE("hot keys are function keys, or letters and digits with Ctrl or Alt", "[crm][hot_keys]")
{
    CHECK(check_hot_keys("") == HotKeyFlaw::none);
    CHECK(check_hot_keys("answer=F2,hold=Alt+H,mute=Ctrl+Alt+Shift+7,status=Shift+F12") == HotKeyFlaw::none);
    for (const auto* text : {"answer", "answer=", "answer=H", "answer=Shift+H", "answer=F0", "answer=F13", "answer=F02",
                             "answer=Esc", "dance=F2", "answer=F2,answer=F3", "answer=Alt+Ctrl+H", "answer=<b>"}) {
        CAPTURE(text);
        CHECK(check_hot_keys(text) == HotKeyFlaw::malformed);
    }
}

TEST_CASE("no key means two things", "[crm][hot_keys]")
{
    CHECK(check_hot_keys("answer=F4,hold=F4") == HotKeyFlaw::taken);
}
