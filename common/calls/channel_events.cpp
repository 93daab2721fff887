// SPDX-License-Identifier: GPL-3.0-or-later
// Events of single channels: birth, state, dialplan, hold, queue, hangup. Every version of Asterisk.
#include "common/calls/events.h"

namespace calls {
namespace {

// The dialplan position of a telephone that is being dialed is that of its caller: "AppDial", "AppDial2", "AppQueue".
bool is_outgoing_line(std::string_view application)
{
    return application.starts_with("AppDial") || application.starts_with("AppQueue");
}

}  // namespace

Channel* Event::channel(Key uid) const
{
    Channel* const found = book.find(fields[uid]);
    if (found == nullptr) book.odd();
    return found;
}

Channel* Event::channel(Key uid, Key name) const
{
    if (!fields[uid].empty()) return channel(uid);
    Channel* const found = book.find_by_name(fields[name]);
    if (found == nullptr) book.odd();
    return found;
}

void on_newchannel(const Event& e)
{
    const Fields& f = e.fields;
    if (f[Key::uniqueid].empty() || e.book.find(f[Key::uniqueid]) != nullptr) {
        e.book.odd();
        return;
    }
    Channel& channel = e.book.add(f[Key::uniqueid], f[Key::channel], f[Key::linkedid], e.at);
    channel.tells_hangup = !f[Key::channel_state].empty();  // 1.4 does not
    e.book.set_number(channel, f.number(), f.known(Key::caller_id_name));
    // A channel born in Ring comes to us with the number it wants; of one born Down that is not known yet.
    const ChannelState state = f.state();
    if (state == ChannelState::ring && !f[Key::exten].empty()) e.book.went_on(channel, f[Key::exten]);
    e.book.set_state(channel, state, e.at);
}

void on_newstate(const Event& e)
{
    Channel* const channel = e.channel(Key::uniqueid);
    if (channel == nullptr) return;
    e.book.set_linkedid(*channel, e.fields[Key::linkedid]);
    const ChannelState state = e.fields.state();
    e.book.set_state(*channel, state, e.at);
    // Before 12 nothing announces an originated channel: it is up, and nobody has dialed it.
    const bool nobody_dialed =
        channel->in_legs.empty() && !channel->caller && !channel->recorded && !channel->is_local();
    if (state == ChannelState::up && nobody_dialed && !channel->call->named)
        e.book.set_originated(*channel, channel->number);
}

void on_newexten(const Event& e)
{
    Channel* const channel = e.channel(Key::uniqueid);
    const std::string_view application = e.fields[Key::application];
    if (channel == nullptr || is_outgoing_line(application) || application == "Hangup") return;
    // Before it is called: a subroutine of whoever dials it (predial), no way of its own.
    if (e.fields.state() == ChannelState::down) return;
    const std::string_view exten = e.fields[Key::extension];
    if (!exten.empty() && exten != "h")  // h is where hung-up channels go
        e.book.went_on(*channel, exten);
}

void on_newcallerid(const Event& e)
{
    // Of a Local channel it may come after the Hangup.
    if (Channel* const channel = e.book.find(e.fields[Key::uniqueid]))
        e.book.set_number(*channel, e.fields.number(), e.fields.known(Key::caller_id_name));
}

void on_hangup(const Event& e)
{
    e.book.hung_up(e.fields[Key::uniqueid], e.at, e.fields.cause());
}

void on_hold(const Event& e)
{
    // 1.6 to 11 say both by Hold, with Status: On or Off.
    if (Channel* const channel = e.channel(Key::uniqueid))
        e.book.set_held(*channel, e.fields[Key::status] != "Off", e.at);
}

void on_unhold(const Event& e)
{
    if (Channel* const channel = e.channel(Key::uniqueid)) e.book.set_held(*channel, false, e.at);
}

void on_queue_join(const Event& e)
{
    if (Channel* const channel = e.channel(Key::uniqueid, Key::channel))
        e.book.join_queue(*channel, e.fields[Key::queue], e.at);
}

void on_queue_leave(const Event& e)
{
    if (Channel* const channel = e.channel(Key::uniqueid, Key::channel)) e.book.leave_queue(*channel, e.at);
}

}  // namespace calls
