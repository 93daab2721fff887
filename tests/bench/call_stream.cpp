// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/call_stream.h"

#include <cstdio>
#include <fstream>
#include <iterator>
#include <regex>
#include <stdexcept>

namespace bench {

namespace {

constexpr unsigned channels_per_call = 0x100;

void overwrite(std::string& bytes, std::size_t at, const char* format, unsigned long value)
{
    char digits[24];
    const int length = std::snprintf(digits, sizeof digits, format, value);
    bytes.replace(at, static_cast<std::size_t>(length), digits);
}

}  // namespace

CallStream::CallStream(const std::string& capture)
{
    std::ifstream in{capture, std::ios::binary};
    if (!in) throw std::runtime_error(capture + ": cannot be read");
    bytes_.assign(std::istreambuf_iterator<char>{in}, {});
    bytes_.erase(0, bytes_.find('\n') + 1);  // the greeting comes once

    const std::regex seconds{R"(\b1[0-9]{9}(?=\.[0-9]))"};
    for (std::sregex_iterator it{bytes_.begin(), bytes_.end(), seconds}, end; it != end; ++it)
        seconds_.push_back({static_cast<std::size_t>(it->position()), std::stoul(it->str())});
    const std::regex channel{R"(-[0-9a-f]{8}(?=[\r;]))"};
    for (std::sregex_iterator it{bytes_.begin(), bytes_.end(), channel}, end; it != end; ++it)
        channels_.push_back(
            {static_cast<std::size_t>(it->position()) + 1, std::stoul(it->str().substr(1), nullptr, 16)});
    const std::regex bridge{R"([0-9a-f]{8}(?=-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-))"};
    for (std::sregex_iterator it{bytes_.begin(), bytes_.end(), bridge}, end; it != end; ++it)
        bridges_.push_back({static_cast<std::size_t>(it->position()), std::stoul(it->str(), nullptr, 16)});
    for (std::size_t at = bytes_.find("Event: "); at != std::string::npos; at = bytes_.find("\nEvent: ", at + 1))
        ++events_;
}

std::string_view CallStream::call(unsigned index)
{
    for (const auto& spot : seconds_)
        overwrite(bytes_, spot.at, "%010lu", spot.original + 100UL * index);
    for (const auto& spot : channels_)
        overwrite(bytes_, spot.at, "%08lx",
                  (spot.original + channels_per_call * static_cast<unsigned long>(index)) & 0xffffffffUL);
    for (const auto& spot : bridges_)
        overwrite(bytes_, spot.at, "%08lx", (spot.original + index) & 0xffffffffUL);
    return bytes_;
}

}  // namespace bench
