// SPDX-License-Identifier: GPL-3.0-or-later
// One AMI message as views into the parser's buffer: valid only while the callback that got it runs.
// Header names compare without case (Asterisk spells Uniqueid, UniqueID and UniqueId); a repeated header
// (Variable, Output) is found by iterating.
#pragma once

#include <cstddef>
#include <span>
#include <string_view>

namespace ami {

struct Header {
    std::string_view name;
    std::string_view value;
};

class Message {
public:
    Message() = default;
    explicit Message(std::span<const Header> headers) : headers_(headers) {}

    // The first header of that name, or an empty view.
    [[nodiscard]] std::string_view find(std::string_view name) const;
    [[nodiscard]] bool has(std::string_view name) const;

    // "" when the message is a response (or nothing we know).
    [[nodiscard]] std::string_view event() const;
    // "" when the message is an event.
    [[nodiscard]] std::string_view response() const;

    [[nodiscard]] std::span<const Header> headers() const { return headers_; }

private:
    std::span<const Header> headers_;
};

// ASCII-only comparison without case.
[[nodiscard]] bool iequals(std::string_view a, std::string_view b);

}  // namespace ami
