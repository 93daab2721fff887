// SPDX-License-Identifier: GPL-3.0-or-later
// The thread that makes the peer and queue tables hold what the boards of all servers say: it compares with what it
// wrote last and writes the difference, one transaction per server. So a burst of events costs one write of what
// changed.
//
// While the database is away, which is looked for each second, the latest state waits; afterwards the tables are read
// and put right. Once a minute they are read anyway: what somebody else changed is told and healed.
#pragma once

#include "common/db/connection.h"
#include "common/pbx/peer_board.h"
#include "common/pbx/queue_rows.h"
#include "common/runtime/health.h"

#include <atomic>
#include <condition_variable>
#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <vector>

namespace tools {

// What the tables shall hold of one server. Without queues its queue tables stay as they are.
struct ServerTables {
    std::vector<pbx::PeerRow> peers;
    std::optional<pbx::QueueTables> queues;
};

// How others see the thread; see common/runtime/health.h.
struct WriterSigns {
    runtime::Pulse pulse;
    runtime::Need database;
};

class TableWriter {
public:
    // `on_read` runs in the thread, once per server, with the peers its table held when we came.
    using OnRead = std::function<void(std::size_t server, std::vector<pbx::PeerRow>)>;

    TableWriter(db::DbConfig database, std::vector<std::string> servers, OnRead on_read, WriterSigns signs = {});
    // Writes what waits, if the database is there.
    ~TableWriter();
    TableWriter(const TableWriter&) = delete;
    TableWriter& operator=(const TableWriter&) = delete;

    // Any thread. `server` is an index of the constructor's list.
    void put(std::size_t server, ServerTables tables);

    // For metrics; any thread.
    [[nodiscard]] bool is_up() const { return is_up_; }  // the database
    [[nodiscard]] std::uint64_t rows_written() const { return rows_written_; }
    [[nodiscard]] std::uint64_t rows_healed() const { return rows_healed_; }

private:
    using Clock = std::chrono::steady_clock;

    struct Slot {
        std::string name;
        std::shared_ptr<const ServerTables> wanted;  // guarded by mutex_, like is_due
        bool is_due = false;
        std::optional<ServerTables> written;  // of the thread
        bool is_read_told = false;
    };

    void work();
    bool try_to_work();
    void away(const std::string& why);
    void tell_what_was_there(db::Connection& connection);
    void write_due(db::Connection& connection);
    void write(db::Connection& connection, Slot& slot, const ServerTables& wanted);
    void check(db::Connection& connection);
    [[nodiscard]] static ServerTables read(db::Connection& connection, const std::string& server);
    void await_work();
    [[nodiscard]] bool is_stopping();

    const db::DbConfig database_;
    const OnRead on_read_;
    const WriterSigns signs_;
    std::vector<Slot> slots_;
    std::mutex mutex_;
    std::condition_variable changed_;
    bool is_stopping_ = false;
    bool is_away_told_ = false;
    std::unique_ptr<db::Connection> connection_;
    Clock::time_point check_due_{};
    std::atomic<bool> is_up_ = false;
    std::atomic<std::uint64_t> rows_written_ = 0;
    std::atomic<std::uint64_t> rows_healed_ = 0;
    std::thread thread_;  // last: it uses all of the above
};

}  // namespace tools
