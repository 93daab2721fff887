// SPDX-License-Identifier: GPL-3.0-or-later
// astercc --replay FILE: what the tracker makes of a recorded stream, one line per change. Reads the file, writes to
// standard output and nowhere else: for bug reports and checks. Needs no configuration.
#pragma once

namespace runtime {
struct CommandLine;
}

namespace astercc {

// Exit status: 0, or EX_NOINPUT when FILE cannot be read.
int replay(const runtime::CommandLine& line);

}  // namespace astercc
