// SPDX-License-Identifier: GPL-3.0-or-later
// A fixed set of names -> enum values, built at compile time; names compare without case.
// A name that is not in the set, the common case in a stream of events, costs a hash of five bytes.
#pragma once

#include <array>
#include <cstddef>
#include <string_view>
#include <utility>

namespace calls {

template <class Enum, std::size_t Slots>
class NameTable {
    static_assert((Slots & (Slots - 1)) == 0, "a power of two");

public:
    // `none` is the value of a name that is not in the set.
    template <std::size_t N>
    constexpr NameTable(Enum none, const std::pair<std::string_view, Enum> (&names)[N]) : none_(none)
    {
        static_assert(N * 2 <= Slots, "half empty, so that probing stays short");
        for (const auto& [name, value] : names) {
            std::size_t at = slot_of(name);
            while (!slots_[at].first.empty())
                at = (at + 1) & (Slots - 1);
            slots_[at] = {name, value};
        }
    }

    [[nodiscard]] constexpr Enum find(std::string_view name) const
    {
        if (name.empty()) return none_;
        for (std::size_t at = slot_of(name); !slots_[at].first.empty(); at = (at + 1) & (Slots - 1)) {
            if (equal(slots_[at].first, name)) return slots_[at].second;
        }
        return none_;
    }

private:
    static constexpr std::size_t lower(char c)
    {
        const std::size_t u = static_cast<unsigned char>(c);
        return u >= 'A' && u <= 'Z' ? u | 0x20U : u;
    }

    static constexpr std::size_t slot_of(std::string_view name)
    {
        const std::size_t size = name.size();
        const std::size_t h = size * 31U + lower(name[0]) * 7U + lower(name[size - 1]) * 13U +
                              lower(name[size / 2]) * 5U + lower(name[size / 4]) * 3U;
        return h & (Slots - 1);
    }

    static constexpr bool equal(std::string_view a, std::string_view b)
    {
        if (a.size() != b.size()) return false;
        for (std::size_t i = 0; i < a.size(); ++i) {
            if (a[i] != b[i] && lower(a[i]) != lower(b[i])) return false;
        }
        return true;
    }

    std::array<std::pair<std::string_view, Enum>, Slots> slots_{};
    Enum none_;
};

}  // namespace calls
