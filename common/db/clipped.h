// SPDX-License-Identifier: GPL-3.0-or-later
// What Asterisk sent, as a column of that width can hold it: valid UTF-8, cut at a character.
#pragma once

#include "common/db/connection.h"
#include "common/runtime/text.h"

namespace db {

class Clipped {
public:
    Clipped(std::string_view raw, std::size_t width) : text_(runtime::to_utf8(raw))
    {
        text_.resize(runtime::utf8_prefix(text_, width).size());
    }
    operator Value() const { return Value{text_}; }  // NOLINT(google-explicit-constructor)

private:
    std::string text_;
};

constexpr std::size_t number_width = 80;
constexpr std::size_t channel_width = 100;
constexpr std::size_t uniqueid_width = 150;

}  // namespace db
