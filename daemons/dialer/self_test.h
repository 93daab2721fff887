// SPDX-License-Identifier: GPL-3.0-or-later
// dialer -t: does the configuration lead anywhere, and may the manager user do what the dialer asks for?
#pragma once

namespace runtime {
class Config;
}

namespace dialer {

// Exit status: 0 and "Success", or EX_UNAVAILABLE after a sentence for each thing that is wrong and how to mend it.
int self_test(const runtime::Config& config);

}  // namespace dialer
