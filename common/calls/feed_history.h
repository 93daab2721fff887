// SPDX-License-Identifier: GPL-3.0-or-later
// PURE: what another writer has told the browsers already, read back from the feed's rows, so that who takes over in
// the middle of a story neither repeats a phase nor skips one.
//
// Both writers derive the same phases in the same order from the same events; times may differ (without Asterisk's
// Timestamp each goes by its own clock), so a story is compared by its phases and the legs they are of: what is told
// next is old while it is found, in order, among what was told of that channel. The first that is not found ends the
// comparison.
#pragma once

#include "common/calls/feed_event.h"

#include <deque>
#include <string>
#include <string_view>
#include <unordered_map>

namespace calls {

class FeedHistory {
public:
    explicit FeedHistory(std::string server) : server_(std::move(server)) {}

    // The payload of a row of the feed, in the rows' order; those of other servers are passed over.
    void add(std::string_view payload);
    // Was that told already? Ask for each event in its order.
    [[nodiscard]] bool has(const FeedEvent& event);
    [[nodiscard]] bool empty() const { return told_.empty(); }
    void clear() { told_.clear(); }

private:
    struct Step {
        std::string phase;
        std::string leg;  // as in the payload
        bool operator==(const Step&) const = default;
    };
    std::string server_;
    std::unordered_map<std::string, std::deque<Step>> told_;  // by the account's own channel
};

}  // namespace calls
