// SPDX-License-Identifier: GPL-3.0-or-later
// AMI messages for tests: from one line, or of a recorded stream.
#pragma once

#include "common/ami/parser.h"

#include <fstream>
#include <functional>
#include <sstream>
#include <string>
#include <vector>

namespace test {

// "Event: X | Key: value | ..." as a message that lives as long as this.
class Line {
public:
    explicit Line(const std::string& text)
    {
        std::istringstream in{text};
        for (std::string part; std::getline(in, part, '|');) {
            const auto begin = part.find_first_not_of(' ');
            const auto end = part.find_last_not_of(' ');
            part = begin == std::string::npos ? "" : part.substr(begin, end - begin + 1);
            const auto colon = part.find(':');
            const auto value = colon + 2 <= part.size() ? part.substr(colon + 2) : "";
            parts_.emplace_back(part.substr(0, colon), value);
        }
        for (const auto& [name, value] : parts_)
            headers_.push_back({name, value});
    }
    Line(const Line&) = delete;
    Line& operator=(const Line&) = delete;
    operator ami::Message() const { return ami::Message{headers_}; }  // NOLINT(google-explicit-constructor)

private:
    std::vector<std::pair<std::string, std::string>> parts_;
    std::vector<ami::Header> headers_;
};

// Of tests/data/captures, not packed.
inline void play_capture(const std::string& name, const std::function<void(const ami::Message&)>& handler)
{
    std::ifstream in{CC_TEST_DATA "/captures/" + name + "/ami.raw", std::ios::binary};
    std::ostringstream bytes;
    bytes << in.rdbuf();
    ami::Parser parser;
    parser.feed(bytes.str(), handler);
}

}  // namespace test
