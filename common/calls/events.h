// SPDX-License-Identifier: GPL-3.0-or-later
// What each AMI event means to the call book: one function per event, gathered by family.
#pragma once

#include "common/calls/call_book.h"
#include "common/calls/fields.h"

namespace calls {

struct Event {
    CallBook& book;
    const Fields& fields;
    TimePoint at;

    // The channel a header names; an unknown one is an oddity, and null.
    [[nodiscard]] Channel* channel(Key uid) const;
    // The same, found by its name when the event carries no Uniqueid.
    [[nodiscard]] Channel* channel(Key uid, Key name) const;
};

// channel_events.cpp: every version
void on_newchannel(const Event&);
void on_newstate(const Event&);
void on_newexten(const Event&);
void on_newcallerid(const Event&);
void on_hangup(const Event&);
void on_hold(const Event&);
void on_unhold(const Event&);
void on_queue_join(const Event&);
void on_queue_leave(const Event&);

// hangup_events.cpp: who ends a call
void on_hangup_request(const Event&);
void on_transfer(const Event&);
void on_agent_complete(const Event&);

// dial_events.cpp, bridge_events.cpp: Asterisk 12 and later
void on_dial_begin(const Event&);
void on_dial_state(const Event&);
void on_dial_end(const Event&);
void on_bridge_enter(const Event&);
void on_bridge_leave(const Event&);
void on_bridge_destroy(const Event&);

// legacy_events.cpp: Asterisk 1.4 to 11
void on_dial(const Event&);
void on_link(const Event&);
void on_unlink(const Event&);
void on_bridge(const Event&);
void on_meetme_join(const Event&);
void on_meetme_leave(const Event&);
void on_agent_called(const Event&);
void on_agent_connect(const Event&);
void on_music_on_hold(const Event&);
void on_originate_response(const Event&);

}  // namespace calls
