// SPDX-License-Identifier: GPL-3.0-or-later
// asterccdb status and --version.
#pragma once

namespace asterccdb {

class Options;

void status(const Options& options);
void print_version();

}  // namespace asterccdb
