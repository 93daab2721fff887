// SPDX-License-Identifier: GPL-3.0-or-later
// Bridges, Asterisk 12 and later.
#include "common/calls/events.h"

namespace calls {

void on_bridge_enter(const Event& e)
{
    const Fields& f = e.fields;
    Channel* const channel = e.channel(Key::uniqueid);
    if (channel == nullptr) return;
    e.book.set_linkedid(*channel, f[Key::linkedid]);
    if (f[Key::bridge].empty()) {
        e.book.odd();
        return;
    }
    e.book.enter(*channel, f[Key::bridge], f[Key::bridge_technology] == "holding_bridge", e.at);
}

void on_bridge_leave(const Event& e)
{
    // It may come after the channel's Hangup: then the hangup has said it all.
    Channel* const channel = e.book.find(e.fields[Key::uniqueid]);
    if (channel == nullptr || channel->bridge == nullptr || channel->bridge->id != e.fields[Key::bridge]) return;
    e.book.leave(*channel, e.at);
}

void on_bridge_destroy(const Event& e)
{
    e.book.dissolve(e.fields[Key::bridge], e.at);
}

}  // namespace calls
