// SPDX-License-Identifier: GPL-3.0-or-later
// What `astercc -s` says of each server beside the pid: whether we write its rows, or who does.
#pragma once

namespace runtime {
class Config;
}

namespace astercc {

void report_roles(const runtime::Config& config, int pid);

}  // namespace astercc
