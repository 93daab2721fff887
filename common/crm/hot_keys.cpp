// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/crm/hot_keys.h"

#include "common/runtime/text.h"

#include <algorithm>
#include <array>
#include <set>
#include <string>

namespace crm {

namespace {

constexpr std::array<std::string_view, 7> actions{"answer", "hangup", "hold", "transfer", "mute", "record", "status"};

bool take(std::string_view& text, std::string_view prefix)
{
    if (!text.starts_with(prefix)) return false;
    text.remove_prefix(prefix.size());
    return true;
}

bool is_key(std::string_view key)
{
    const bool ctrl = take(key, "Ctrl+");
    const bool alt = take(key, "Alt+");
    take(key, "Shift+");
    const bool is_plain = key.size() == 1 && ((key[0] >= 'A' && key[0] <= 'Z') || (key[0] >= '0' && key[0] <= '9'));
    if (is_plain) return ctrl || alt;
    if (!take(key, "F") || key.empty() || key.front() == '0') return false;
    const auto number = runtime::to_number(key);
    return number && *number >= 1 && *number <= 12;
}

}  // namespace

HotKeyFlaw check_hot_keys(std::string_view text)
{
    std::set<std::string> named;
    std::set<std::string> keys;
    for (const auto& entry : runtime::split_list(text, ',')) {
        const auto equals = entry.find('=');
        if (equals == std::string::npos) return HotKeyFlaw::malformed;
        const auto action = entry.substr(0, equals);
        const auto key = entry.substr(equals + 1);
        const bool is_known = std::ranges::find(actions, action) != actions.end();
        if (!is_known || !named.insert(action).second || !is_key(key)) return HotKeyFlaw::malformed;
        if (!keys.insert(key).second) return HotKeyFlaw::taken;
    }
    return HotKeyFlaw::none;
}

}  // namespace crm
