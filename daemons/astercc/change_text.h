// SPDX-License-Identifier: GPL-3.0-or-later
// A change of legs as one line key=value, for people and grep.
#pragma once

#include "common/calls/leg.h"

#include <string>

namespace astercc {

[[nodiscard]] std::string to_line(const calls::Change& change);

}  // namespace astercc
