// SPDX-License-Identifier: GPL-3.0-or-later
// astercctools -t: does the configuration lead anywhere, and may our manager user see what is polled? Says per
// connection what is wrong and how to mend it.
#pragma once

namespace runtime {
class Config;
}

namespace tools {

// Exit status: 0 and "Success" when database, every Asterisk and every file of theirs that is here can be used,
// EX_UNAVAILABLE otherwise. A right that has a substitute is named, and no failure.
int self_test(const runtime::Config& config);

}  // namespace tools
