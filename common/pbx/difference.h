// SPDX-License-Identifier: GPL-3.0-or-later
// What must be written so that a table holds these rows and no others. Pure.
#pragma once

#include <vector>

namespace pbx {

template <class Row>
struct Difference {
    std::vector<Row> changed;  // to be written: other than before, or not there before
    std::vector<Row> gone;     // to be deleted

    [[nodiscard]] bool empty() const { return changed.empty() && gone.empty(); }
};

// Both sorted by key_of(row), each key once.
template <class Row>
[[nodiscard]] Difference<Row> difference(const std::vector<Row>& written, const std::vector<Row>& wanted)
{
    Difference<Row> result;
    auto old = written.begin();
    for (const auto& row : wanted) {
        for (; old != written.end() && key_of(*old) < key_of(row); ++old)
            result.gone.push_back(*old);
        const bool is_known = old != written.end() && key_of(*old) == key_of(row);
        if (!is_known || *old != row) result.changed.push_back(row);
        if (is_known) ++old;
    }
    result.gone.insert(result.gone.end(), old, written.end());
    return result;
}

}  // namespace pbx
