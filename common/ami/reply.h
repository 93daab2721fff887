// SPDX-License-Identifier: GPL-3.0-or-later
// What Asterisk answered to an action: a copy, for it outlives the parser's buffer. An answer of "Response: Error" is
// no Reply but an Error (refused) with Asterisk's own words.
#pragma once

#include "common/ami/message.h"
#include "common/runtime/result.h"

#include <functional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace ami {

struct Reply {
    std::vector<std::pair<std::string, std::string>> headers;

    // The first header of that name, or an empty view.
    [[nodiscard]] std::string_view find(std::string_view name) const
    {
        for (const auto& [key, value] : headers)
            if (iequals(key, name)) return value;
        return {};
    }
};

using ReplyHandler = std::function<void(runtime::Result<Reply>)>;

}  // namespace ami
