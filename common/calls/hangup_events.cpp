// SPDX-License-Identifier: GPL-3.0-or-later
// Who ends a call. HangupRequest (1.8 and later) comes of an end that hangs up by itself. SoftHangupRequest is
// Asterisk's own wish, at the end of every dialplan: it says nothing.
#include "common/calls/events.h"

namespace calls {

void on_hangup_request(const Event& e)
{
    if (Channel* const channel = e.channel(Key::uniqueid)) e.book.hangs_up(*channel);
}

// BlindTransfer, AttendedTransfer (12 and later), Transfer (1.6 to 11): of the telephone that gives its call away.
void on_transfer(const Event& e)
{
    const std::string_view result = e.fields[Key::result];
    if (!result.empty() && result != "Success") return;
    for (const Key transferer : {Key::transferer, Key::second_transferer, Key::uniqueid}) {
        if (Channel* const channel = e.book.find(e.fields[transferer])) e.book.set_transferred(*channel);
    }
}

void on_agent_complete(const Event& e)
{
    const Fields& f = e.fields;
    Channel* const caller = e.book.find(f[Key::uniqueid]);
    Channel* const member =
        f[Key::dest_uniqueid].empty() ? e.book.find_by_name(f[Key::channel]) : e.book.find(f[Key::dest_uniqueid]);
    if (caller == nullptr || member == nullptr) return;
    LegRecord* const leg = e.book.leg_between(*caller, *member);
    if (leg == nullptr) return;
    if (const auto talk = f.talk_time()) e.book.talked(*leg, *talk, e.at);
    if (f[Key::reason] == "agent") e.book.ended_by(*leg, HangupBy::callee);
    // It is also the word for an AMI Hangup and a Redirect: believed only where nothing better is said.
    if (f[Key::reason] == "caller" && !caller->tells_hangup) e.book.ended_by(*leg, HangupBy::caller);
}

}  // namespace calls
