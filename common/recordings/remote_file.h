// SPDX-License-Identifier: GPL-3.0-or-later
// A file of a web server, read into memory: HTTP and HTTPS only, no redirects, bounded in size and time. The address is
// of the configuration and of names of ours, never of a visitor.
#pragma once

#include "common/runtime/file_descriptor.h"
#include "common/runtime/result.h"

#include <chrono>
#include <cstdint>
#include <string>

namespace recordings {

struct FetchLimits {
    std::uint64_t bytes = std::uint64_t{128} << 20;  // two hours of wav
    std::chrono::milliseconds time{20'000};
};

// An unnamed file in memory, which goes with its descriptor. not_found: the server has no such file. refused: another
// answer than 200. timed_out, unavailable: it is too slow or not there. invalid: more bytes than the limit.
[[nodiscard]] runtime::Result<runtime::FileDescriptor> fetch(const std::string& url, const FetchLimits& limits);

}  // namespace recordings
