// SPDX-License-Identifier: GPL-3.0-or-later
// Asterisk's own CDR as the judge of our records: "What counts as right" of tests/data/captures/README.md.
#pragma once

#include "tests/unit/calls/capture.h"

#include <string>
#include <vector>

namespace test {

// Every way in which the changes are wrong, in words; empty when they are right.
[[nodiscard]] std::string judge(const Capture& capture, const std::vector<Change>& changes);

}  // namespace test
