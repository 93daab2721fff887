// SPDX-License-Identifier: GPL-3.0-or-later
#include "cgi/pages/settings_form.h"

#include "cgi/pages/setting_flaw.h"

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
    auto value = config.text(key.section, key.key, key.otherwise);
    if (key.kind != SettingKind::flag) return value;
    const auto is_one_of = [word = runtime::to_lower(value)](auto... words) { return ((word == words) || ...); };
    if (is_one_of("yes", "on", "true")) return "1";
    return is_one_of("no", "off", "false") ? "0" : value;
}

// As the change wants it, and no other key has moved: values of INI files may run into each other.
bool holds(const std::string& text, const runtime::Config& before, const SettingChange& change)
{
    try {
        const auto after = runtime::Config::parse(text);
        for (const auto& block : setting_blocks()) {
            for (const auto& key : block.keys) {
                const bool is_changed = &key == change.key;
                const auto wanted = is_changed ? change.after : before.text(key.section, key.key, "");
                if (after.text(key.section, key.key, "") != wanted) return false;
            }
        }
        return true;
    } catch (const runtime::ConfigError&) {
        return false;
    }
}

bool has_fitting_change(const SettingsForm& form, const std::string& name)
{
    return !form.problems.contains(name) &&
           std::any_of(form.changes.begin(), form.changes.end(), [&](const auto& c) { return c.key->name() == name; });
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

SettingsForm settings_form(const runtime::Config& config)
{
    SettingsForm form;
    for (const auto& block : setting_blocks()) {
        for (const auto& key : block.keys)
            form.values[key.name()] = kept_value(key, config);
    }
    return form;
}

SettingsForm without_changes(const SettingsForm& sent, const runtime::Config& config)
{
    auto form = settings_form(config);
    for (const auto& change : sent.changes) {
        if (change.key->kind != SettingKind::secret) form.dropped[change.key->name()] = change.after;
    }
    return form;
}

SettingsForm read_settings_form(const web::Request& request, const runtime::Config& config)
{
    SettingsForm form;
    for (const auto& block : setting_blocks()) {
        for (const auto& key : block.keys)
            read_key(form, key, request, config);
    }
    for (const auto& [secret, told] : guarded) {
        const bool others =
            std::any_of(told.begin(), told.end(), [&](const auto* k) { return has_fitting_change(form, k); });
        const bool has_one = !form.value(secret).empty();
        if (others && has_one && request.param(secret).empty()) form.problems.emplace(secret, "SECRET_AGAIN");
    }
    return form;
}

std::string without_secrets(std::string text)
{
    for (const auto& block : setting_blocks()) {
        for (const auto& key : block.keys) {
            if (key.kind == SettingKind::secret) text = runtime::with_value(text, key.section, key.key, "");
        }
    }
    return text;
}

std::string changed_text(const std::string& text, SettingsForm& form)
{
    auto changed = text;
    for (const auto& change : form.changes) {
        auto next = runtime::with_value(changed, change.key->section, change.key->key, change.after);
        if (holds(next, runtime::Config::parse(changed), change))
            changed = std::move(next);
        else
            form.problems.emplace(change.key->name(), "NOT_KEEPABLE");
    }
    return changed;
}

}  // namespace pages
