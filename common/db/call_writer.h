// SPDX-License-Identifier: GPL-3.0-or-later
// Carries one Asterisk server's call changes into the database, in commits of many rows: rows, the feed rows that
// tell of them and the position in the journal they came from are one transaction.
//
// Changes are coalesced per row until the next commit (call_batch.h). While the database is away everything is kept
// and commit() says so; a row it refuses for good is written to the log with its key, counted, and the others go on.
//
// It writes only while it holds the server's lease, which every transaction confirms (lease.h). When another has taken
// over, nothing is written and is_active() says so: stand_by(), and watch() until the lease is ours.
// One thread; is_active() and lease() from any.
#pragma once

#include "common/calls/agent_match.h"
#include "common/calls/feed_event.h"
#include "common/calls/feed_history.h"
#include "common/db/call_batch.h"
#include "common/db/connection.h"
#include "common/db/lease.h"

#include <atomic>
#include <chrono>
#include <map>
#include <memory>
#include <string>
#include <vector>

namespace db {

// What one AMI message (or one snapshot) changed.
struct ChangeSet {
    TimePoint at{};
    std::vector<calls::Change> changes;
};

struct CallWriterConfig {
    DbConfig database;
    std::string server;                  // the column `server` of all rows
    std::string origin;                  // the column `origin` of the feed
    std::chrono::minutes feed_keep{60};  // older feed rows are purged
    LeaseHolder self;                    // who we are, as holder of the lease
    LeaseTimes lease;
};

class CallWriter {
public:
    explicit CallWriter(CallWriterConfig config);

    // --- the lease ---
    [[nodiscard]] bool is_active() const { return term_ != 0; }
    // For who writes in our name; of a standby, one that is not held.
    [[nodiscard]] LeaseProof lease() const { return {lease_name(config_.server), term_}; }
    // Takes the lease if it may be taken, and tells how far its holder has come. Nothing while the database is away.
    [[nodiscard]] std::optional<CallGateway::Progress> watch();
    // For whoever will not commit for a while.
    void renew();
    // Forgets what was not written: another writes it.
    void stand_by();
    // Lets another take over at once.
    void release();

    // --- where to go on ---
    // What was committed last, by whomever. Throws DbUnavailable, DbError.
    struct Committed {
        std::vector<calls::Leg> live;
        std::optional<MirrorPosition> position;
    };
    [[nodiscard]] Committed load();
    // What is alive as of the position to go on from: curcdr will say so, and no browser is told.
    void adopt(const std::vector<calls::Leg>& alive);
    // A change that was written already: what browsers were told of it is remembered, as after add().
    void remember(const ChangeSet& set);
    // What browsers were told so lately is not told again when add() brings it, until settle().
    void heed_told(std::chrono::milliseconds ago);
    // Rows of curcdr that neither adopt() nor a change has spoken of since load().
    [[nodiscard]] std::vector<calls::Leg> untold() const;
    // The stream has been read up to where it was at load(): those of the untold that are not alive go.
    void settle(const std::vector<calls::Leg>& alive);

    // `feed_seq` numbers the first feed row of this set; the same set always gets the same number.
    void add(ChangeSet set, std::uint64_t feed_seq);

    // Writes what was added since the last commit, and now and then refreshes the accounts and purges the feed.
    // False: the database is away (or full), all is kept, try again; or another has the lease: see is_active().
    bool commit(const MirrorPosition& position);
    // commit() would not return at once: there are rows, or the lease must be renewed.
    [[nodiscard]] bool is_due() const;

    [[nodiscard]] bool is_away() const { return is_away_; }
    // Why commit() failed last.
    [[nodiscard]] const std::string& trouble() const { return trouble_; }
    [[nodiscard]] bool has_work() const { return !batch_.empty(); }
    [[nodiscard]] std::size_t unwritten_calls() const { return batch_.finished_count(); }

    // Since the start.
    struct Counters {
        std::uint64_t commits = 0;
        std::uint64_t live_rows = 0;  // of curcdr: written and taken away
        std::uint64_t finished_rows = 0;
        std::uint64_t feed_rows = 0;
        std::uint64_t refused = 0;  // rows the database would not take
        std::uint64_t outages = 0;
    };
    [[nodiscard]] const Counters& counters() const { return counters_; }

private:
    void connect();
    void housekeep();
    void add(calls::Change change);
    [[nodiscard]] LegOwners owners_of(const calls::Leg& leg) const;
    void write(const MirrorPosition& position);
    void write_singly(const MirrorPosition& position);
    void lose(const std::string& why);
    void unmark_resumed();
    void count_batch();
    template <class Write>
    void attempt(const calls::LegKey& key, Write write);
    void note_outage(const std::string& why);

    using Clock = std::chrono::steady_clock;

    const CallWriterConfig config_;
    std::unique_ptr<Connection> connection_;
    bool is_away_ = false;
    Lease lease_;
    std::atomic<std::uint64_t> term_{0};  // the lease's token while it is ours
    CallBatch batch_;
    std::map<calls::LegKey, calls::Leg> untold_;
    calls::FeedHistory told_;
    std::string journal_;  // whose position is in the database
    calls::AgentDirectory directory_;
    calls::FeedPlanner feed_;
    Counters counters_;
    std::string trouble_;
    Clock::time_point accounts_due_{};
    Clock::time_point purge_due_{};
};

}  // namespace db
