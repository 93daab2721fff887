// SPDX-License-Identifier: GPL-3.0-or-later
#include "cgi/pages/settings_form.h"

#include "common/runtime/config_edit.h"
#include "common/runtime/text.h"

#include <algorithm>
#include <array>

namespace pages {

namespace {

// A secret and the keys that say whom it is told.
struct Guarded {
    const char* secret;
    std::array<const char*, 3> told;
};

constexpr std::array guarded{
    Guarded{"database.password", {"database.dbhost", "database.dbport", "database.username"}},
    Guarded{"asterisk.secret", {"asterisk.server", "asterisk.port", "asterisk.username"}},
};

std::string kept_value(const SettingKey& key, const runtime::Config& config)
{
    return config.text(key.section, key.key, key.otherwise);
}

bool is_changed(const SettingsForm& form, const std::string& name)
{
    return std::any_of(form.changes.begin(), form.changes.end(), [&](const auto& c) { return c.key->name() == name; });
}

void read_key(SettingsForm& form, const SettingKey& key, const web::Request& request, const runtime::Config& config)
{
    const auto name = key.name();
    const auto before = kept_value(key, config);
    const auto sent = request.params.find(name);
    std::string after = before;
    if (sent != request.params.end()) {
        const bool is_secret = key.kind == SettingKind::secret;
        after = is_secret ? sent->second : std::string(runtime::trim(sent->second));
        if (is_secret && after.empty()) after = before;
    }
    form.values[name] = after;
    if (after == before) return;
    if (const auto flaw = setting_flaw(key, after)) form.problems.emplace(name, *flaw);
    form.changes.push_back({&key, before, after});
}

}  // namespace

SettingsForm read_settings_form(const web::Request& request, const runtime::Config& config)
{
    SettingsForm form;
    for (const auto& block : setting_blocks()) {
        for (const auto& key : block.keys)
            read_key(form, key, request, config);
    }
    for (const auto& [secret, told] : guarded) {
        const bool others = std::any_of(told.begin(), told.end(), [&](const auto* k) { return is_changed(form, k); });
        const bool has_one = !form.value(secret).empty();
        if (others && has_one && request.param(secret).empty()) form.problems.emplace(secret, "SECRET_AGAIN");
    }
    return form;
}

std::string changed_text(const std::string& text, SettingsForm& form)
{
    auto changed = text;
    for (const auto& change : form.changes) {
        const auto next = runtime::with_value(changed, change.key->section, change.key->key, change.after);
        if (runtime::Config::parse(next).text(change.key->section, change.key->key, "") != change.after) {
            form.problems.emplace(change.key->name(), "NOT_KEEPABLE");
            continue;
        }
        changed = next;
    }
    return changed;
}

}  // namespace pages
