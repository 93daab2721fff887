// SPDX-License-Identifier: GPL-3.0-or-later
// PURE: what an administrator sent from the settings page against what the file says: which keys change, what does not
// fit. A secret that is left empty stays as it is; it must be given again when what it opens changes, so that nobody
// can have it sent to a place of their choice.
#pragma once

#include "cgi/pages/setting_keys.h"
#include "cgi/web/request.h"
#include "common/runtime/config.h"

#include <map>
#include <string>
#include <vector>

namespace pages {

struct SettingChange {
    const SettingKey* key = nullptr;
    std::string before;
    std::string after;
};

struct SettingsForm {
    std::vector<SettingChange> changes;
    std::map<std::string, std::string, std::less<>> problems;  // "section.key" -> section of the template
    // What holds once it is saved: changed keys and those that stay.
    std::map<std::string, std::string, std::less<>> values;
    // What was typed and is not taken over; never a secret.
    std::map<std::string, std::string, std::less<>> dropped;

    [[nodiscard]] const std::string& value(const std::string& name) const { return values.at(name); }
};

// What the file says.
[[nodiscard]] SettingsForm settings_form(const runtime::Config& config);
// A key the request does not have stays as it is.
[[nodiscard]] SettingsForm read_settings_form(const web::Request& request, const runtime::Config& config);
// What the file says, and beside it what was sent.
[[nodiscard]] SettingsForm without_changes(const SettingsForm& sent, const runtime::Config& config);

// The file's text with its secrets emptied: what may be told of it, and be it as a hash.
[[nodiscard]] std::string without_secrets(std::string text);
// The file's text with the changes; a change that an INI file cannot hold becomes a problem of the form.
[[nodiscard]] std::string changed_text(const std::string& text, SettingsForm& form);

}  // namespace pages
