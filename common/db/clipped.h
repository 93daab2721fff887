// SPDX-License-Identifier: GPL-3.0-or-later
// What Asterisk sent, as a column of that width can hold it: valid UTF-8, cut at a character. A temporary: bind it.
#pragma once

#include "common/db/connection.h"
#include "common/runtime/text.h"

#include <string>
#include <string_view>

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

}  // namespace db
