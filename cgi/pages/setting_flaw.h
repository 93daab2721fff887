// SPDX-License-Identifier: GPL-3.0-or-later
// PURE: which values a setting may have.
#pragma once

#include "cgi/pages/setting_keys.h"

#include <optional>
#include <string_view>

namespace pages {

// The section of the template that tells what is wrong with a value; nothing when it fits.
[[nodiscard]] std::optional<std::string_view> setting_flaw(const SettingKey& key, std::string_view value);

}  // namespace pages
