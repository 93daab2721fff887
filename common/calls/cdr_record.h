// SPDX-License-Identifier: GPL-3.0-or-later
// PURE: one of Asterisk's own call records (CDR), from a line of a file or a row of a table.
//
// A line is told by its shape, so no setting can be at odds with the file:
// * cdr_csv's Master.csv: accountcode src dst dcontext clid channel dstchannel lastapp lastdata start answer end
//   duration billsec disposition amaflags, then as cdr.conf says: uniqueid (loguniqueid), userfield (loguserfield),
//   peeraccount linkedid sequence (newcdrcolumns).
// * etc/asterisk/cdr_custom.conf: src dst dcontext channel dstchannel start answer end duration billsec disposition
//   accountcode uniqueid linkedid sequence; times are seconds since 1970 with a fraction.
//
// A record is one line: what Asterisk could not finish writing (a full disk, its death) spoils that line and the one
// glued to it, no more. Any bytes may stand in a field; none makes this throw.
#pragma once

#include "common/calls/leg.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace calls {

// How a time without a zone is meant: cdr.conf's usegmtime = yes is utc; no is local, the zone of this machine.
enum class CdrClock { utc, local };
[[nodiscard]] std::optional<CdrClock> parse_cdr_clock(std::string_view);  // "utc", "local"

struct CdrRecord {
    std::string accountcode;
    std::string src;
    std::string srcname;
    std::string dst;
    std::string channel;
    std::string dstchannel;
    std::string lastapp;
    std::string lastdata;
    std::string uniqueid;  // of `channel`; empty where cdr.conf does not log it
    std::string linkedid;  // empty before Asterisk 11, and without newcdrcolumns
    std::string userfield;
    TimePoint start{};
    std::optional<TimePoint> answer;
    TimePoint end{};
    std::chrono::milliseconds billed{0};
    Disposition disposition = Disposition::no_answer;
    std::int64_t sequence = 0;

    bool operator==(const CdrRecord&) const = default;
};

// Without its line end. Nothing when it is no record.
[[nodiscard]] std::optional<CdrRecord> parse_cdr_line(std::string_view line, CdrClock clock);

// A row of the table of cdr_adaptive_odbc or cdr_mysql: whole seconds, and no time but that of the start.
struct CdrTableRow {
    std::string clid;
    std::string start;  // "YYYY-MM-DD HH:MM:SS"
    std::int64_t duration = 0;
    std::int64_t billsec = 0;
    std::string disposition;
};
// Fills in what follows from `row`; the other fields are the caller's. False when the start is no time.
[[nodiscard]] bool complete(CdrRecord& record, const CdrTableRow& row, CdrClock clock);

// "YYYY-MM-DD HH:MM:SS" as that clock showed it; nothing when it is no time.
[[nodiscard]] std::optional<TimePoint> parse_cdr_time(std::string_view text, CdrClock clock);
// The inverse.
[[nodiscard]] std::string to_cdr_time(TimePoint time, CdrClock clock);

// The fields of one line, none when a quote is left open; a doubled quote in a quoted field is one quote.
[[nodiscard]] std::vector<std::string> split_csv(std::string_view line);

}  // namespace calls
