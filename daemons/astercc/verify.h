// SPDX-License-Identifier: GPL-3.0-or-later
// astercc --verify: is what the database says what the journal says? Reads each server's journal from its beginning up
// to where the database says it has been read, and compares mycdr and curcdr with what comes of it:
//   lost       the journal (or Asterisk's CDR) tells of a leg that has no row
//   duplicate  two channels have more than one row
//   ghost      a row of which the journal does not tell
//   wrong      another disposition, or billsec off by more than a second
// Only of calls that began within the journal: of older ones it knows the end alone. Writes nothing; a running astercc
// goes on meanwhile.
#pragma once

namespace runtime {
struct CommandLine;
}

namespace astercc {

// Prints each difference and a summary per server. Exit status: 0 when there are none, 1 when there are,
// EX_UNAVAILABLE when a journal, the database or the CDR cannot be read.
int verify(const runtime::CommandLine& line);

}  // namespace astercc
