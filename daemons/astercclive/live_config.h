// SPDX-License-Identifier: GPL-3.0-or-later
// Section [live] of astercc.conf.
#pragma once

#include "common/runtime/config.h"

#include <chrono>
#include <cstddef>
#include <string>

namespace live {

struct LiveConfig {
    std::string listen = "127.0.0.1";  // an address, not a name
    unsigned short port = 5080;
    std::chrono::minutes keep{15};   // events held in memory for browsers that resume ...
    std::size_t keep_rows = 50'000;  // ... and at most so many (about 700 bytes each)
    std::chrono::milliseconds poll{8};
    std::size_t max_streams = 10'000;

    // listen port keep_minutes keep_rows poll_ms max_streams
    [[nodiscard]] static LiveConfig from(const runtime::Config& config);
};

}  // namespace live
