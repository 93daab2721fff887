// SPDX-License-Identifier: GPL-3.0-or-later
// Files of ours that are replaced as a whole: who reads one sees the old text or the new one, never a part, even when
// the machine stops in between.
#pragma once

#include <string>
#include <string_view>

namespace runtime {

// Throws std::system_error.
[[nodiscard]] std::string read_file(const std::string& path);

// False, and nothing happens, when the file says something else than `expected` by now. Else writes beside it, syncs,
// renames, under a lock of the folder, so that of two who replace the same text one is refused. Mode and group are
// kept; the file must exist, and of a symbolic link the target is replaced. Throws std::system_error, and then the old
// file is untouched.
[[nodiscard]] bool replace_file(const std::string& path, std::string_view expected, std::string_view text);

// "" when this process may replace the file, else the commands by which an administrator lets it. They make the folder
// sticky: other files in it stay their owners'.
[[nodiscard]] std::string command_to_allow_replacing(const std::string& path);

}  // namespace runtime
