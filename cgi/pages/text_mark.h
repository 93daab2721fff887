// SPDX-License-Identifier: GPL-3.0-or-later
// PURE: a short mark of a text, the same for the same text: what a form saw when it was opened.
#pragma once

#include <string>
#include <string_view>

namespace pages {

[[nodiscard]] std::string text_mark(std::string_view text);  // 24 hexadecimal digits

}  // namespace pages
