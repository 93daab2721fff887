// SPDX-License-Identifier: GPL-3.0-or-later
// Brings the call book in line with Asterisk's own lists after a start or a gap: collects the answers of
// CoreShowChannels and Status while live events go on, and settles at the end what they imply.
#pragma once

#include "common/calls/events.h"

#include <cstdint>
#include <string>
#include <unordered_map>

namespace calls {

enum class SnapshotAfter : std::uint8_t;  // common/calls/tracker.h

class Snapshot {
public:
    // From now on every channel must prove that it lives.
    void begin(CallBook& book, SnapshotAfter before);
    [[nodiscard]] bool going_on() const { return going_on_; }

    void on_listed(const Event& e);
    // A live event of the channel: it lives, and what the event says of its bridge is newer than the list.
    void on_live(Channel& channel, bool about_bridge);

    void end(CallBook& book, TimePoint now);

private:
    struct Listing {
        std::string bridge;           // "" when it is in none
        std::string bridged_channel;  // its partner, before 12
        std::string connected_number;
        bool outgoing = false;  // it is being dialed, or was
        bool fresh = false;     // first heard of by this list
        bool bridge_is_stale = false;
    };

    void settle_bridges(CallBook& book, TimePoint now);
    void settle_dials(CallBook& book);
    void settle_callers(CallBook& book);
    [[nodiscard]] Channel* dialer_of(const Channel& dialed, const Listing& listing);

    std::unordered_map<std::string, Listing> listings_;  // by the channel's own Uniqueid
    bool going_on_ = false;
};

}  // namespace calls
