// SPDX-License-Identifier: GPL-3.0-or-later
// One server's journal against its tables: see verify.h. One thread, for one use.
#pragma once

#include "common/calls/leg.h"
#include "common/db/cdr_gateway.h"
#include "common/db/verify_gateway.h"
#include "daemons/astercc/cdr_source.h"

#include <iosfwd>
#include <unordered_set>

namespace calls {
class Tracker;
}

namespace astercc {

class Verification {
public:
    Verification(db::Connection& connection, std::string server, std::ostream& out);

    // Throws std::runtime_error when there is no such journal, or the database does not know it.
    void compare_journal(const std::string& directory);
    // Behind compare_journal(): Asterisk's own records of the same time.
    void compare_cdr(CdrSource& source);

    void print_summary();
    [[nodiscard]] bool has_differences() const { return lost_ + duplicate_ + ghost_ + wrong_ > 0; }

private:
    using Recorded = db::VerifyGateway::Recorded;

    void replay(const std::string& directory, const db::MirrorPosition& until, calls::Tracker& tracker);
    void compare_finished(const calls::FinishedLeg& finished);
    void compare_rows(std::uint64_t newest_row);
    void compare_living(const db::VerifyGateway::Moment& moment, const calls::Tracker& tracker);
    [[nodiscard]] bool is_older(const calls::Leg& leg);
    void tell(const char* verdict, const calls::LegKey& key, const std::string& linkedid, const std::string& why);

    db::VerifyGateway tables_;
    db::CdrGateway cdr_;
    const std::string server_;
    std::ostream& out_;

    calls::TimePoint begin_{};              // by Asterisk's clock: when the journal's first event happened ...
    calls::TimePoint end_{};                // ... and the last one
    std::unordered_set<std::string> told_;  // keys of the finished legs the journal tells of
    unsigned lost_ = 0;
    unsigned duplicate_ = 0;
    unsigned ghost_ = 0;
    unsigned wrong_ = 0;
    std::size_t finished_ = 0;
    std::size_t living_ = 0;
    std::size_t cdr_records_ = 0;
};

}  // namespace astercc
