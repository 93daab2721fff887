// SPDX-License-Identifier: GPL-3.0-or-later
// One astercc's way from records to rows, without its threads: the real queue, journal, tracker and writer on a real
// database (ASTERCC_TEST_DB_SOCKET, see private_mariadb.py), which a test feeds, kills and starts again where it likes.
#pragma once

#include "daemons/astercc/mirror_worker.h"
#include "tests/temp_directory.h"
#include "tests/unit/calls/capture.h"

#include <memory>
#include <span>
#include <string>
#include <vector>

namespace test {

[[nodiscard]] db::DbConfig test_database();

class MirrorRun {
public:
    explicit MirrorRun(std::chrono::milliseconds margin = std::chrono::seconds{3});

    // From here on it reads what was put and what it finds in its journal.
    void start();
    // As kill -9 does: what is in the journal is there, and what the database has.
    void die();

    // Asterisk says that: it is in the journal.
    void hear(std::span<const OwnedMessage> messages);
    // Reads what is there, and commits it.
    void turn() { worker_->turn(); }
    [[nodiscard]] bool is_active() const { return worker_->is_active(); }

private:
    TempDirectory directory_;
    astercc::MirrorConfig config_;
    astercc::MirrorMonitor unwatched_;
    std::unique_ptr<astercc::RecordQueue> queue_;
    std::unique_ptr<astercc::MirrorWorker> worker_;
};

// What is in the tables, as text that compares.
struct Tables {
    std::vector<std::string> finished;  // mycdr
    std::vector<std::string> told;      // feed, per account in its order
    std::vector<std::string> live;      // curcdr
    bool operator==(const Tables&) const = default;
};
[[nodiscard]] Tables tables(db::Connection& connection);
void clear_tables(db::Connection& connection);
// Nobody holds the lease any more: its holder died long ago.
void let_lease_expire(db::Connection& connection);
// The accounts whose telephones the captures ring.
void make_accounts(db::Connection& connection);

}  // namespace test
