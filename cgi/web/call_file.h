// SPDX-License-Identifier: GPL-3.0-or-later
// Call files: Asterisk makes the call that a file in its spool folder describes.
#pragma once

#include <string>
#include <string_view>

namespace web {

// Asterisk sees the whole file or none: it is written under a hidden name and then renamed. Throws std::system_error.
void drop_call_file(const std::string& folder, std::string_view text);

}  // namespace web
