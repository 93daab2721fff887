// SPDX-License-Identifier: GPL-3.0-or-later
#include "cgi/pages/setting_flaw.h"

#include "cgi/web/elsewhere.h"
#include "cgi/web/settings.h"
#include "common/crm/url_template.h"
#include "common/runtime/local_day.h"
#include "common/runtime/text.h"

#include <algorithm>

namespace pages {

namespace {

using enum SettingKind;

bool consists_of(std::string_view value, std::string_view further)
{
    return std::all_of(value.begin(), value.end(), [&](char c) {
        return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') ||
               further.find(c) != std::string_view::npos;
    });
}

bool is_control(char c)
{
    return static_cast<unsigned char>(c) < ' ' || c == '\x7f';
}

bool is_offered(const SettingKey& key, std::string_view value)
{
    return std::any_of(key.choices.begin(), key.choices.end(),
                       [&](const auto& choice) { return choice.code == value; });
}

bool is_number(const SettingKey& key, std::string_view value)
{
    const auto number = runtime::to_number(value);
    return number && *number >= key.min && *number <= key.max;
}

bool is_path(std::string_view value)
{
    return value.starts_with('/') && value.find("..") == std::string_view::npos;
}

bool is_web_path(std::string_view value)
{
    return value.starts_with('/') && !value.starts_with("//") && consists_of(value, "/-_.~");
}

bool is_url(std::string_view value)
{
    const bool has_scheme = value.starts_with("http://") || value.starts_with("https://");
    return has_scheme && value.find_first_of(" \"<>") == std::string_view::npos;
}

bool has_known_variables(std::string_view value)
{
    const auto known = crm::url_variables();
    for (auto at = value.find('%'); at != std::string_view::npos; at = value.find('%', at + 1)) {
        const auto rest = value.substr(at);
        const bool is_known = std::any_of(known.begin(), known.end(), [&](auto k) { return rest.starts_with(k); });
        const bool is_misspelt = rest.starts_with("%cal");  // else it were the escape of a byte
        const bool is_escape =
            rest.size() > 2 && rest.find_first_not_of("0123456789ABCDEFabcdef", 1) > 2 && !is_misspelt;
        if (!is_known && !is_escape) return false;
    }
    return true;
}

std::optional<std::string_view> flaw_unless(bool fits, std::string_view flaw)
{
    return fits ? std::nullopt : std::optional(flaw);
}

}  // namespace

std::optional<std::string_view> setting_flaw(const SettingKey& key, std::string_view value)
{
    if (value.empty()) return flaw_unless(key.kind != flag && key.kind != choice, "NOT_OFFERED");
    if (std::any_of(value.begin(), value.end(), is_control)) return "NOT_ONE_LINE";
    switch (key.kind) {
        case text:
        case secret:
            return std::nullopt;
        case number:
            return flaw_unless(is_number(key, value), "NO_NUMBER");
        case flag:
            return flaw_unless(value == "0" || value == "1", "NOT_OFFERED");
        case choice:
            return flaw_unless(is_offered(key, value), "NOT_OFFERED");
        case host:
            return flaw_unless(value.starts_with('/') ? is_path(value) : consists_of(value, ".:-_"), "NO_HOST");
        case path:
            return flaw_unless(is_path(value), "NO_PATH");
        case web_path:
            return flaw_unless(is_web_path(value), "NO_WEB_PATH");
        case context:
            return flaw_unless(consists_of(value, "-_"), "NO_CONTEXT");
        case prefixes:
            return flaw_unless(value.find_first_not_of("0123456789+*#, ") == std::string_view::npos, "NO_PREFIXES");
        case url:
            return flaw_unless(is_url(value), "NO_URL");
        case url_template:
            if (!is_url(value)) return "NO_URL";
            return flaw_unless(has_known_variables(value), "NO_VARIABLE");
        case service_url:
            return flaw_unless(is_url(value) && web::origin_of(value), "NO_URL");
        case tile_url:
            return flaw_unless(is_url(value) && web::is_tile_url(value), "NO_TILE_URL");
        case time_zone:
            return flaw_unless(runtime::is_time_zone(std::string(value)), "NO_TIME_ZONE");
    }
    return std::nullopt;
}

}  // namespace pages
