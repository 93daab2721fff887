// SPDX-License-Identifier: GPL-3.0-or-later
// PURE: the finished legs that Asterisk's call records tell of, as the tracker would have recorded them: the talk of
// two telephones is a leg, Local channels are plumbing, a caller nobody was dialed for is a leg without destination.
//
// CDR names no Uniqueid of the called channel. Such a leg's key is (uniqueid, "cdr:" + dstchannel): no Uniqueid looks
// like that, so it never meets the key of a leg that was seen, and the same record always gives the same key. That a
// leg was not recorded already is found out by its channels (unknown_legs), before it is written.
//
// What CDR does not know is left empty: the hangup cause, and of a queue call when the agent answered. Its talk then
// counts from the dialplan's answer, as in CDR.
#pragma once

#include "common/calls/cdr_record.h"

#include <set>
#include <span>

namespace calls {

struct CdrLeg {
    FinishedLeg finished;
    std::string accountcode;
    std::string userfield;
    bool operator==(const CdrLeg&) const = default;
};

// The legs of one call, the earliest first.
[[nodiscard]] std::vector<CdrLeg> legs_of(std::span<const CdrRecord> call);

// Those of them that are not recorded although the call has legs with these channels already (none: all of them).
[[nodiscard]] std::vector<CdrLeg> unknown_legs(std::span<const CdrRecord> call, const std::set<std::string>& channels);

// Names the call of a record: its linkedid, before Asterisk 11 its uniqueid, without either its channel and start.
[[nodiscard]] std::string call_of(const CdrRecord& record);

// The records of each call, in their order; calls in the order of their first record. Records without a linkedid are
// joined over the halves of Local channels.
[[nodiscard]] std::vector<std::vector<CdrRecord>> by_call(std::vector<CdrRecord> records);

}  // namespace calls
