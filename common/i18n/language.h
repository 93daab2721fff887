// SPDX-License-Identifier: GPL-3.0-or-later
// PURE: the languages the product speaks, and which one a person gets.
#pragma once

#include <array>
#include <optional>
#include <string_view>

namespace i18n {

enum class Language { en, zh_cn, de };

inline constexpr std::array all_languages{Language::zh_cn, Language::en, Language::de};

[[nodiscard]] std::string_view to_string(Language);    // en, zh_CN, de: as stored and as catalogues are named
[[nodiscard]] std::string_view html_tag(Language);     // en, zh-CN, de
[[nodiscard]] std::string_view native_name(Language);  // English, ...
[[nodiscard]] std::optional<Language> parse_language(std::string_view);

// The best of an Accept-Language header, if it names one of ours: "de-AT,de;q=0.9,en;q=0.8".
[[nodiscard]] std::optional<Language> accepted_language(std::string_view header);

// The account's own, else the one chosen at the login page, else what the browser asks for, else English.
[[nodiscard]] Language choose_language(std::string_view account, std::string_view cookie, std::string_view accept);

}  // namespace i18n
