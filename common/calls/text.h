// SPDX-License-Identifier: GPL-3.0-or-later
// A string of few bytes: up to `Inline` characters without the heap, and no larger than Inline + 1 bytes. A Uniqueid or
// a channel's name is just too long for std::string's own room, and ten thousand calls have many of them.
#pragma once

#include <compare>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <functional>
#include <limits>
#include <string>
#include <string_view>
#include <utility>

namespace calls {

template <std::size_t Inline>
class Text {
    static_assert((Inline + 1) % alignof(char*) == 0 && Inline >= 15 && Inline < 0xff);

public:
    Text() = default;
    Text(std::string_view text) { assign(text); }    // NOLINT(google-explicit-constructor): it is one
    Text(const std::string& text) { assign(text); }  // NOLINT
    Text(const Text& other) { assign(other.view()); }
    Text(Text&& other) noexcept { swap(other); }
    Text& operator=(Text other) noexcept
    {
        swap(other);
        return *this;
    }
    ~Text() { release(); }

    [[nodiscard]] std::string_view view() const
    {
        return is_on_heap() ? std::string_view{heap_data(), heap_size()} : std::string_view{bytes_, tag()};
    }
    operator std::string_view() const { return view(); }  // NOLINT(google-explicit-constructor)
    [[nodiscard]] std::string str() const { return std::string{view()}; }
    [[nodiscard]] bool empty() const { return tag() == 0; }
    void clear() { *this = Text{}; }

    void swap(Text& other) noexcept { std::swap(bytes_, other.bytes_); }

    friend bool operator==(const Text& a, std::string_view b) { return a.view() == b; }
    friend bool operator==(const Text& a, const std::string& b) { return a.view() == b; }
    friend bool operator==(const Text& a, const Text& b) { return a.view() == b.view(); }
    friend auto operator<=>(const Text& a, const Text& b) { return a.view() <=> b.view(); }

private:
    // The last byte is the length, or says that pointer and length of a heap block stand at the front.
    static constexpr unsigned char kOnHeap = 0xff;

    [[nodiscard]] unsigned char tag() const { return static_cast<unsigned char>(bytes_[Inline]); }
    [[nodiscard]] bool is_on_heap() const { return tag() == kOnHeap; }
    [[nodiscard]] char* heap_data() const
    {
        char* data = nullptr;
        std::memcpy(&data, bytes_, sizeof data);
        return data;
    }
    [[nodiscard]] std::uint32_t heap_size() const
    {
        std::uint32_t size = 0;
        std::memcpy(&size, bytes_ + sizeof(char*), sizeof size);
        return size;
    }

    // Of an empty one.
    void assign(std::string_view text)
    {
        text = text.substr(0, std::numeric_limits<std::uint32_t>::max());
        char* to = bytes_;
        if (text.size() > Inline) {
            to = new char[text.size()];
            const auto size = static_cast<std::uint32_t>(text.size());
            std::memcpy(bytes_, &to, sizeof to);
            std::memcpy(bytes_ + sizeof to, &size, sizeof size);
        }
        if (!text.empty()) std::memcpy(to, text.data(), text.size());
        bytes_[Inline] = static_cast<char>(text.size() > Inline ? kOnHeap : text.size());
    }
    void release()
    {
        if (is_on_heap()) delete[] heap_data();
    }

    alignas(char*) char bytes_[Inline + 1]{};
};

using ShortText = Text<15>;  // a number, a queue's name
using IdText = Text<23>;     // a Uniqueid, a channel's name

// For containers that are asked by string_view.
struct TextHash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>{}(text); }
};

}  // namespace calls
