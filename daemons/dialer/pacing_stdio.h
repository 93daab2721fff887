// SPDX-License-Identifier: GPL-3.0-or-later
// The dialer's predictive pacing over standard input and output, for a simulator: exactly the code that dials is
// measured. Takes its time from the lines alone.
#pragma once

#include <iosfwd>

namespace dialer {

// Speaks the protocol of pacing_protocol.h until BYE or the end of the input. Returns the exit status: 0, or EX_DATAERR
// after a sentence on `errors`.
int pace_over_stdio(std::istream& in, std::ostream& out, std::ostream& errors);

}  // namespace dialer
