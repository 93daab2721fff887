// SPDX-License-Identifier: GPL-3.0-or-later
// PURE: parameters as they stand in an address.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace pages {

[[nodiscard]] std::string percent_encoded(std::string_view text);
// "?a=1&b=2"; "" without parameters.
[[nodiscard]] std::string query_text(const std::vector<std::pair<std::string, std::string>>& params);

}  // namespace pages
