// SPDX-License-Identifier: GPL-3.0-or-later
// Calls that were born and ended while Asterisk could not be heard leave no trace in its lists: its own call records
// tell of them. A thread of its own follows those of one server, compares each with the tables, and
// * writes the legs nobody has recorded of a call that overlaps a gap (origin 'cdr'), under the mirror's lease and
// under
//   keys that the same record always has, so neither a kill nor a second astercc makes a row twice;
// * gives a leg that was alive when the gap began, and whose end the mirror could only conclude, the end CDR knows;
// * counts and logs a leg that is missing outside any gap (`missed`): the mirror is at fault there.
//
// A record is judged only while Asterisk is heard and when the mirror has committed whatever it had heard by the time
// the record was read: so what the mirror itself is about to write is never written here. The mirror waits for it no
// longer than a transaction holds the lease, which is `hold` and the writing of one call.
//
// A gap begins when records and mirror were last seen to agree, less a margin (Asterisk may write records in batches),
// and ends when the lists of what is alive were complete. What is known already is written by no gap, so one that is
// taken too wide does no harm.
#pragma once

#include "common/ami/journal.h"
#include "common/calls/agent_match.h"
#include "common/db/cdr_gateway.h"
#include "common/db/lease.h"
#include "common/db/source_gateway.h"
#include "daemons/astercc/cdr_source.h"

#include <atomic>
#include <condition_variable>
#include <cstdint>
#include <deque>
#include <functional>
#include <mutex>
#include <set>
#include <thread>

namespace astercc {

struct GapRecoveryConfig {
    db::DbConfig database;
    std::string server;
    std::chrono::milliseconds settle{2000};  // how much later than the record the mirror may hear of the end
    std::chrono::minutes margin{10};
    std::size_t batch = 2000;
    std::chrono::milliseconds hold{20};
};

// How far the mirror is: all may be asked from any thread.
struct MirrorProgress {
    std::function<db::LeaseProof()> lease;  // not held: another astercc compares
    std::function<ami::JournalPosition()> heard;
    std::function<ami::JournalPosition()> committed;
};

class GapRecovery {
public:
    GapRecovery(GapRecoveryConfig config, std::unique_ptr<CdrSource> source, MirrorProgress mirror);
    ~GapRecovery();
    GapRecovery(const GapRecovery&) = delete;
    GapRecovery& operator=(const GapRecovery&) = delete;

    // The lists of what is alive were complete. Any thread, as all of the following.
    void heard_again();
    void lost_contact();

    // Legs, since the start. Any thread.
    struct Totals {
        std::uint64_t recovered = 0;  // of a gap, written
        std::uint64_t corrected = 0;  // given the end CDR knows
        std::uint64_t missed = 0;     // missing outside any gap
    };
    [[nodiscard]] Totals totals() const { return {recovered_, corrected_, missed_}; }

private:
    using TimePoint = runtime::TimePoint;
    struct Gap {
        TimePoint begin{};
        std::optional<TimePoint> end;  // nothing: still going on
    };
    struct Counts {
        unsigned recovered = 0;
        unsigned corrected = 0;
    };
    using Call = std::vector<calls::CdrRecord>;
    // The lease in a transaction: confirmed before its first write.
    class Fence {
    public:
        Fence(const db::LeaseProof& lease, db::Connection& connection) : lease_(lease), connection_(connection) {}
        void confirm();
        [[nodiscard]] bool is_held_for(std::chrono::milliseconds time) const;

    private:
        const db::LeaseProof& lease_;
        db::Connection& connection_;
        std::optional<std::chrono::steady_clock::time_point> since_;
    };

    void work();
    bool follow();
    void connect();
    void find_place();
    bool await_mirror(const CdrBatch& batch);
    bool settle(const CdrBatch& batch, const db::LeaseProof& lease, TimePoint agreed);
    bool settle_some(std::span<const Call>& calls, const db::LeaseProof& lease, const db::SourcePosition& next);
    Counts settle_call(db::CdrGateway& gateway, const Call& call, Fence& fence);
    void note_missed(const Call& call, const std::vector<calls::CdrLeg>& legs);
    void report(const Counts& counts);
    void report_broken(const CdrBatch& batch);
    void note_trouble(const std::string& why);
    void forget_old_gaps();

    [[nodiscard]] bool is_in_gap(std::span<const calls::CdrRecord> call);
    [[nodiscard]] bool has_contact();
    // False when it was cut short: contact was lost, or the program ends.
    bool wait(std::chrono::milliseconds patience);
    void await_contact();

    const GapRecoveryConfig config_;
    const std::unique_ptr<CdrSource> source_;
    const MirrorProgress mirror_;

    std::mutex mutex_;  // guards what follows
    std::condition_variable wake_;
    std::deque<Gap> gaps_;
    TimePoint agreed_{};  // when records and mirror were last seen to agree
    bool is_heard_ = false;
    bool is_stopped_ = false;

    // Written by the thread.
    std::atomic<std::uint64_t> recovered_ = 0;
    std::atomic<std::uint64_t> corrected_ = 0;
    std::atomic<std::uint64_t> missed_ = 0;

    // The thread's own.
    std::unique_ptr<db::Connection> connection_;
    std::optional<CdrPlace> place_;
    calls::AgentDirectory directory_;
    std::set<std::string> missed_calls_;  // logged lately
    std::string trouble_;
    std::thread thread_;  // last: it uses all of the above
};

}  // namespace astercc
