// SPDX-License-Identifier: GPL-3.0-or-later
// Programs that run on while, and after, the one that started them does something else.
#pragma once

#include <string>
#include <vector>

namespace runtime {

// Once, before the first: children that end leave nothing behind to be waited for.
void forget_children();

// `arguments`: the program's absolute path first. It has a session of its own and none of our open files; what it says
// goes to its log. Throws std::runtime_error when it cannot be run at all.
void start_in_background(std::vector<std::string> arguments);

}  // namespace runtime
