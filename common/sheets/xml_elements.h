// SPDX-License-Identifier: GPL-3.0-or-later
// Cuts the elements of one name out of a growing XML text: those that do not hold each other, like the rows of a sheet.
// Pure; holds one element and what was fed behind it.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace sheets {

class XmlElements {
public:
    // `name` without its namespace's prefix.
    explicit XmlElements(std::string_view name) : name_(name) {}

    [[nodiscard]] std::string& text() { return text_; }  // to be appended to
    // The next element, from its "<" to its ">"; nothing when more text is needed.
    [[nodiscard]] std::optional<std::string_view> next();
    // What is held but was not yet an element.
    [[nodiscard]] std::size_t pending() const { return text_.size() - at_; }

private:
    [[nodiscard]] bool find_start();

    const std::string name_;
    std::string text_;
    std::size_t at_ = 0;        // what stands before is done with
    std::size_t searched_ = 0;  // of the closing tag
    std::string closing_;       // "</x:row>"; empty: no element has begun
};

}  // namespace sheets
