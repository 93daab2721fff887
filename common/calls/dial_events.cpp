// SPDX-License-Identifier: GPL-3.0-or-later
// Dialing, Asterisk 12 and later. An Originate dials without a source: its events have Dest headers only.
#include "common/calls/events.h"

namespace calls {
namespace {

// As Asterisk's own CDR translates them.
Disposition disposition_of(std::string_view dial_status)
{
    if (dial_status == "BUSY") return Disposition::busy;
    for (const std::string_view status : {"NOANSWER", "CANCEL", "ABORT", "DONTCALL", "TORTURE", "FORWARD"}) {
        if (dial_status == status) return Disposition::no_answer;
    }
    return Disposition::failed;
}

}  // namespace

void on_dial_begin(const Event& e)
{
    const Fields& f = e.fields;
    Channel* const dst = e.channel(Key::dest_uniqueid);
    if (dst == nullptr) return;
    e.book.set_linkedid(*dst, f[Key::dest_linkedid]);
    if (f[Key::uniqueid].empty()) {
        if (dst->in_legs.empty()) e.book.set_originated(*dst, number_in_dial_string(f[Key::dial_string]));
        return;
    }
    Channel* const dialer = e.channel(Key::uniqueid);
    if (dialer == nullptr) return;
    e.book.set_linkedid(*dialer, f[Key::linkedid]);
    // A transferred caller's Newexten often comes while it is in the bridge still.
    if (dialer->exten_open && !f[Key::exten].empty()) e.book.went_on(*dialer, f[Key::exten]);
    e.book.dial(*dialer, *dst, e.at);
}

void on_dial_state(const Event& e)
{
    if (e.fields[Key::dial_status] != "RINGING") return;
    if (Channel* const dst = e.channel(Key::dest_uniqueid)) {
        for (LegRecord* leg : dst->in_legs)
            e.book.ringing(*leg, e.at);
    }
}

void on_dial_end(const Event& e)
{
    Channel* const dst = e.channel(Key::dest_uniqueid);
    if (dst == nullptr) return;
    const std::string_view status = e.fields[Key::dial_status];
    const std::vector<LegRecord*> legs = dst->in_legs;
    for (LegRecord* leg : legs) {
        if (status == "ANSWER")
            e.book.answered(*leg, e.at);
        else
            e.book.not_answered(*leg, disposition_of(status), e.at);
    }
    if (dst->solo && dst->originated && status != "ANSWER")
        e.book.not_answered(*dst->solo, disposition_of(status), e.at);
}

}  // namespace calls
