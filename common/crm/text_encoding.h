// SPDX-License-Identifier: GPL-3.0-or-later
// PURE: in which encoding a file of text is, and its bytes as UTF-8, chunk by chunk.
// Files that say nothing of themselves are told apart by what their bytes look like: a guess a person may overrule.
#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace crm {

enum class Encoding { utf8, utf16le, utf16be, gbk, big5, windows1252 };

[[nodiscard]] std::string_view to_string(Encoding);
[[nodiscard]] std::optional<Encoding> parse_encoding(std::string_view);

// From the first bytes of a file; a few kilobytes are enough.
[[nodiscard]] Encoding guess_encoding(std::string_view sample);

// Bytes in, UTF-8 out, wherever the chunks are cut. A byte order mark is left out; what cannot be read becomes U+FFFD.
class TextDecoder {
public:
    explicit TextDecoder(Encoding encoding);
    ~TextDecoder();
    TextDecoder(TextDecoder&&) noexcept;
    TextDecoder& operator=(TextDecoder&&) noexcept;

    // Appends to `out`. `last`: nothing follows, so a character cut short is unreadable.
    void decode(std::string_view bytes, bool last, std::string& out);

private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace crm
