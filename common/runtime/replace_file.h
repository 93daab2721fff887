// SPDX-License-Identifier: GPL-3.0-or-later
// Files of ours that are replaced as a whole: who reads one sees the old text or the new one, never a part, even when
// the machine stops in between.
#pragma once

#include <string>
#include <string_view>

namespace runtime {

// Throws std::system_error.
[[nodiscard]] std::string read_file(const std::string& path);

// Writes beside it, syncs, renames. The file's mode and group are kept; it must exist. Throws std::system_error, and
// then the old file is untouched.
void replace_file(const std::string& path, std::string_view text);

// "" when this process may replace the file, else the command by which an administrator lets it.
[[nodiscard]] std::string command_to_allow_replacing(const std::string& path);

// Whether this process may make files in the folder: tried. Throws std::system_error naming what is wrong.
void try_folder(const std::string& path);

}  // namespace runtime
