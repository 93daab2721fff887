// SPDX-License-Identifier: GPL-3.0-or-later
// A word or sentence for people that stands in C++ and not in a template: captions of tables and forms. extract.py
// finds every message("...") and the catalogues must have it.
#pragma once

namespace i18n {

class Message {
public:
    constexpr Message() = default;
    [[nodiscard]] constexpr const char* english() const { return english_; }
    [[nodiscard]] constexpr bool is_empty() const { return *english_ == '\0'; }

private:
    friend consteval Message message(const char* english);
    explicit consteval Message(const char* english) : english_(english) {}
    const char* english_ = "";
};

[[nodiscard]] consteval Message message(const char* english)
{
    return Message{english};
}

}  // namespace i18n
