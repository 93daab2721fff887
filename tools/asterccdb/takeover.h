// SPDX-License-Identifier: GPL-3.0-or-later
// asterccdb takeover: what an original asterCC left comes into our tables.
#pragma once

namespace asterccdb {

class Options;

// Throws std::runtime_error when a count does not come out even, after the report.
void takeover(const Options& options);

}  // namespace asterccdb
