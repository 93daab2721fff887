// SPDX-License-Identifier: GPL-3.0-or-later
// PURE: what was done to a call from a page and Asterisk tells nobody: of one channel, that of the account. Topic
// `control` of the feed; docs/architecture/feed.md describes its fields.
#pragma once

#include "common/runtime/time.h"

#include <string>
#include <string_view>

namespace calls {

struct CallMark {
    bool muted = false;
    bool masked = false;     // its recording is paused
    bool parked = false;     // on hold by consulting the hold place: what the telephone knows nothing of
    bool joined = false;     // in a conference that followed a consultation
    std::string consulting;  // the number; empty: nobody

    bool operator==(const CallMark&) const = default;
};

[[nodiscard]] std::string to_json(const CallMark& mark, std::string_view server, std::string_view channel,
                                  runtime::TimePoint at);

}  // namespace calls
