// SPDX-License-Identifier: GPL-3.0-or-later
// What the feed tells of a leg, as it is kept while the call lives: in half the room of a Leg.
#pragma once

#include "common/calls/leg.h"
#include "common/calls/optional_time.h"
#include "common/calls/text.h"

namespace calls {

class KeptLeg {
public:
    explicit KeptLeg(const Leg& leg);

    [[nodiscard]] Leg to_leg() const;
    [[nodiscard]] bool has_key(const LegKey& key) const { return srcuid_ == key.srcuid && dstuid_ == key.dstuid; }
    [[nodiscard]] LegState state() const { return state_; }
    [[nodiscard]] bool held() const { return held_; }

private:
    IdText srcuid_;
    IdText dstuid_;
    IdText linkedid_;
    IdText srcchan_;
    IdText dstchan_;
    ShortText src_;
    ShortText srcname_;
    ShortText dst_;
    ShortText didnumber_;
    ShortText queue_;
    TimePoint start_;
    OptionalTime ringing_;
    OptionalTime answer_;
    LegState state_;
    bool held_;
};

}  // namespace calls
