// SPDX-License-Identifier: GPL-3.0-or-later
// This machine's name.
#pragma once

#include <unistd.h>

#include <climits>
#include <string>

namespace runtime {

[[nodiscard]] inline std::string host_name()
{
    char name[HOST_NAME_MAX + 1] = {};
    return gethostname(name, sizeof name - 1) == 0 && name[0] != '\0' ? name : "localhost";
}

}  // namespace runtime
