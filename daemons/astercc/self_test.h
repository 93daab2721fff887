// SPDX-License-Identifier: GPL-3.0-or-later
// astercc -t: does the configuration lead anywhere? Says per connection what is wrong and how to mend it.
#pragma once

namespace runtime {
class Config;
}

namespace astercc {

// Exit status: 0 and "Success" when database and every Asterisk answer, EX_UNAVAILABLE otherwise.
int self_test(const runtime::Config& config);

}  // namespace astercc
