// SPDX-License-Identifier: GPL-3.0-or-later
// PURE: a person's own hot keys, as they are stored with the account and the page reads them: "answer=F2,mute=Alt+M".
// What is not named keeps its usual key (cgi/static/hotkeys.js).
#pragma once

#include <string_view>

namespace crm {

enum class HotKeyFlaw {
    none,
    malformed,  // no such action or key, or an action named twice
    taken,      // two actions have the same key
};

// A key is F1 to F12, alone or with Ctrl+, Alt+, Shift+ in that order, or with Ctrl or Alt a letter or digit.
[[nodiscard]] HotKeyFlaw check_hot_keys(std::string_view text);

}  // namespace crm
