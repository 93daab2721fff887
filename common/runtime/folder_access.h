// SPDX-License-Identifier: GPL-3.0-or-later
// What this process may do with a folder or file: tried, not guessed from modes. All throw std::system_error saying
// what is wrong.
#pragma once

#include <string>

namespace runtime {

// Makes a file there and removes it.
void try_writing_to_folder(const std::string& path);
void try_reading_folder(const std::string& path);
// Opens the file to append, makes it when it is not there, and writes nothing.
void try_appending_to_file(const std::string& path);

}  // namespace runtime
