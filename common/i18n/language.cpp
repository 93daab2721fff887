// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/i18n/language.h"

#include "common/runtime/text.h"

#include <algorithm>
#include <cstdlib>
#include <string>

namespace i18n {

namespace {

// "de-AT" -> German, "zh-Hans-CN" -> Chinese: the part before the first '-' decides.
std::optional<Language> language_of_range(std::string_view range)
{
    const auto primary = runtime::to_lower(range.substr(0, range.find('-')));
    if (primary == "zh") return Language::zh_cn;
    if (primary == "de") return Language::de;
    if (primary == "en") return Language::en;
    return std::nullopt;
}

// "de;q=0.9" -> 0.9; one without a (readable) weight counts full.
double weight_of(std::string_view entry)
{
    const auto at = entry.find("q=");
    if (at == std::string_view::npos) return 1.0;
    const std::string text(entry.substr(at + 2));
    char* end = nullptr;
    const double weight = std::strtod(text.c_str(), &end);
    return end == text.c_str() ? 1.0 : std::clamp(weight, 0.0, 1.0);
}

}  // namespace

std::string_view to_string(Language language)
{
    switch (language) {
        case Language::en:
            return "en";
        case Language::zh_cn:
            return "zh_CN";
        case Language::de:
            return "de";
    }
    return "en";
}

std::string_view html_tag(Language language)
{
    return language == Language::zh_cn ? "zh-CN" : to_string(language);
}

std::string_view native_name(Language language)
{
    switch (language) {
        case Language::en:
            return "English";
        case Language::zh_cn:
            return "\u4e2d\u6587";
        case Language::de:
            return "Deutsch";
    }
    return "";
}

std::optional<Language> parse_language(std::string_view word)
{
    for (const auto language : all_languages) {
        if (word == to_string(language)) return language;
    }
    return std::nullopt;
}

std::optional<Language> accepted_language(std::string_view header)
{
    std::optional<Language> best;
    double best_weight = 0;
    for (const auto& entry : runtime::split_list(header, ',')) {
        const auto range = std::string_view(entry).substr(0, entry.find(';'));
        const auto language = language_of_range(runtime::trim(range));
        if (const double weight = weight_of(entry); language && weight > best_weight) {
            best = language;
            best_weight = weight;
        }
    }
    return best;
}

Language choose_language(std::string_view account, std::string_view cookie, std::string_view accept)
{
    if (const auto own = parse_language(account)) return *own;
    if (const auto chosen = parse_language(cookie)) return *chosen;
    return accepted_language(accept).value_or(Language::en);
}

}  // namespace i18n
