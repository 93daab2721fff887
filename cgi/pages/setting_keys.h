// SPDX-License-Identifier: GPL-3.0-or-later
// PURE: the keys of astercrm.conf that the settings page offers: what they are called and mean.
#pragma once

#include "common/i18n/message.h"

#include <span>
#include <string>
#include <string_view>

namespace pages {

enum class SettingKind {
    text,
    number,
    flag,      // 1 or 0
    choice,    // of `choices`
    secret,    // never shown; empty = as it was
    host,      // name, address, or absolute path of a socket
    path,      // absolute
    web_path,  // on this web server
    context,
    prefixes,
    url,
    url_template,
    service_url,  // pages load from there
    tile_url,     // the same, with {z}, {x} and {y}
    time_zone,
};

// Who reads a key, that is: from when on a change counts.
enum class TakenOver { by_pages, by_daemons };

// A value of a choice, as the file has it and in words.
struct SettingChoice {
    std::string_view code;
    i18n::Message word;
};

struct SettingKey {
    std::string_view section;
    std::string_view key;
    SettingKind kind;
    std::string_view otherwise;  // what holds when the key is empty
    i18n::Message label;
    i18n::Message help;
    std::span<const SettingChoice> choices{};
    long min = 0;
    long max = 0;
    TakenOver taken_over = TakenOver::by_pages;

    [[nodiscard]] std::string name() const { return std::string(section).append(".").append(key); }
};

// A button that tries what stands in the form.
struct SettingCheck {
    std::string_view id;  // database, asterisk, recordings, events, upload, external
    i18n::Message caption;
    std::string_view about;  // what it needs: keys as "section.key", separated by commas
};

struct SettingBlock {
    std::string_view id;
    i18n::Message title;
    i18n::Message lead;  // may be empty
    std::span<const SettingKey> keys;
    std::span<const SettingCheck> checks;
};

[[nodiscard]] std::span<const SettingBlock> setting_blocks();
// By "section.key"; null: it is none of them.
[[nodiscard]] const SettingKey* find_setting_key(std::string_view name);
[[nodiscard]] const SettingCheck* find_setting_check(std::string_view id);

}  // namespace pages
