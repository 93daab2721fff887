// SPDX-License-Identifier: GPL-3.0-or-later
// How the columns of curcdr become a LiveCall: shared by the gateways that read it for a page.
#pragma once

#include "common/db/portal_gateway.h"

namespace db {

// A select list has these, in this order, from `first` on:
//   server, srcuid, dstuid, linkedid, src, srcname, dst, srcchan, dstchan, didnumber, queue, disposition, held,
//   whether the account is the destination, starttime, ringtime, answertime
[[nodiscard]] inline LiveCall read_live_call(const Rows& row, unsigned first)
{
    LiveCall call;
    auto& leg = call.leg;
    call.server = row.text(first);
    leg.key = {row.text(first + 1), row.text(first + 2)};
    leg.linkedid = row.text(first + 3);
    leg.src = row.text(first + 4);
    leg.srcname = row.text(first + 5);
    leg.dst = row.text(first + 6);
    leg.srcchan = row.text(first + 7);
    leg.dstchan = row.text(first + 8);
    leg.didnumber = row.text(first + 9);
    leg.queue = row.text(first + 10);
    leg.state = calls::parse_leg_state(row.text(first + 11)).value_or(calls::LegState::ring);
    leg.held = row.flag(first + 12);
    call.incoming = row.flag(first + 13);
    leg.start = row.time(first + 14).value_or(TimePoint{});
    leg.ringing = row.time(first + 15);
    leg.answer = row.time(first + 16);
    return call;
}

}  // namespace db
