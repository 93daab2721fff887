// SPDX-License-Identifier: GPL-3.0-or-later
// What Asterisk 1.4 to 11 say differently: Dial, Link/Unlink and Bridge, MeetMe, queue members without a Dial event.
#include "common/calls/events.h"

#include <string>

namespace calls {
namespace {

std::string room_id(std::string_view room)
{
    return std::string{"meetme:"}.append(room);
}

}  // namespace

void on_dial(const Event& e)
{
    // SubEvent: End comes after the call and says less than the telephone's Hangup. 1.4 has no SubEvent.
    const std::string_view step = e.fields[Key::sub_event];
    if (!step.empty() && step != "Begin") return;
    Channel* const dst = e.channel(Key::dest_uniqueid, Key::dest_channel);
    const bool is_1_4 = e.fields[Key::uniqueid].empty();
    Channel* const dialer = is_1_4 ? e.channel(Key::src_uniqueid, Key::source) : e.channel(Key::uniqueid);
    if (dst != nullptr && dialer != nullptr) e.book.dial(*dialer, *dst, e.at);
}

void on_link(const Event& e)
{
    Channel* const first = e.channel(Key::uniqueid1, Key::channel1);
    Channel* const second = e.channel(Key::uniqueid2, Key::channel2);
    if (first == nullptr || second == nullptr || first == second) return;
    if (first->bridge != nullptr && first->bridge == second->bridge) return;
    const std::string id = "link:" + first->uid.str();
    e.book.dissolve(id, e.at);
    e.book.enter(*first, id, false, e.at);
    e.book.enter(*second, id, false, e.at);
}

void on_unlink(const Event& e)
{
    Channel* const first = e.channel(Key::uniqueid1, Key::channel1);
    Channel* const second = e.channel(Key::uniqueid2, Key::channel2);
    if (first == nullptr || second == nullptr || first->bridge == nullptr || first->bridge != second->bridge) return;
    const std::string id = first->bridge->id.str();
    e.book.dissolve(id, e.at);
}

void on_bridge(const Event& e)
{
    if (e.fields[Key::bridge_state] == "Unlink")
        on_unlink(e);
    else
        on_link(e);
}

void on_meetme_join(const Event& e)
{
    if (Channel* const channel = e.channel(Key::uniqueid, Key::channel))
        e.book.enter(*channel, room_id(e.fields[Key::meetme]), false, e.at);
}

void on_meetme_leave(const Event& e)
{
    if (Channel* const channel = e.channel(Key::uniqueid, Key::channel)) e.book.leave(*channel, e.at);
}

void on_agent_called(const Event& e)
{
    const Fields& f = e.fields;
    if (!f[Key::dest_uniqueid].empty())  // 12 and later: DialBegin follows
        return;
    Channel* const caller = e.channel(Key::uniqueid, Key::channel_calling);
    // 1.4 names only the member, not its channel.
    Channel* const member = f[Key::dest_channel].empty() ? e.book.find_undialed(f[Key::agent_called])
                                                         : e.book.find_by_name(f[Key::dest_channel]);
    if (caller == nullptr || member == nullptr) {
        e.book.odd();
        return;
    }
    e.book.dial(*caller, *member, e.at);
}

void on_agent_connect(const Event& e)
{
    if (!e.fields[Key::dest_uniqueid].empty()) return;
    // The member's Uniqueid is called BridgedChannel here.
    Channel* const caller = e.channel(Key::uniqueid);
    Channel* const member = e.channel(Key::bridged_channel);
    if (caller == nullptr || member == nullptr) return;
    if (caller->queue.empty()) {  // its Join was missed
        e.book.join_queue(*caller, e.fields[Key::queue], e.at);
        e.book.leave_queue(*caller, e.at);
    }
    if (LegRecord* const leg = e.book.dial(*caller, *member, e.at)) {
        e.book.set_queue(*leg, *caller);
        e.book.answered(*leg, e.at);
    }
}

// Hold music of a talk. Later versions say Hold always, these only where the channel driver is told to.
void on_music_on_hold(const Event& e)
{
    if (Channel* const channel = e.channel(Key::uniqueid, Key::channel))
        e.book.set_music(*channel, e.fields[Key::state] == "Start", e.at);
}

void on_originate_response(const Event& e)
{
    // After a failure the channel is gone and the Uniqueid a placeholder.
    Channel* const channel = e.book.find(e.fields[Key::uniqueid]);
    if (channel != nullptr && channel->in_legs.empty()) e.book.set_originated(*channel, channel->number);
}

}  // namespace calls
