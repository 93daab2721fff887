// SPDX-License-Identifier: GPL-3.0-or-later
// A thread that does a chore with a database connection of its own, again and again. While the database is away it
// waits and says so once; what else goes wrong is logged, and the chore is tried again at its next turn.
#pragma once

#include "common/db/connection.h"

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <thread>

namespace tools {

class PeriodicWorker {
public:
    // A part of the chore, small enough to be waited for when the daemon ends. True: there is more to do at once.
    using Chore = std::function<bool(db::LazyConnection&)>;

    PeriodicWorker(std::string name, db::DbConfig database, std::chrono::milliseconds interval, Chore chore);
    ~PeriodicWorker();
    PeriodicWorker(const PeriodicWorker&) = delete;
    PeriodicWorker& operator=(const PeriodicWorker&) = delete;

    [[nodiscard]] const std::string& name() const { return name_; }
    // The last try succeeded, or none has ended yet. Any thread.
    [[nodiscard]] bool is_well() const { return is_well_; }

private:
    void work();
    bool do_chore();
    void tell(const std::string& trouble);
    bool await_turn(std::chrono::milliseconds pause);

    const std::string name_;
    const std::chrono::milliseconds interval_;
    const Chore chore_;
    db::LazyConnection connection_;
    std::string last_trouble_;
    std::atomic<bool> is_well_{true};
    std::mutex mutex_;
    std::condition_variable stopping_;
    bool is_stopping_ = false;
    std::thread thread_;  // last: it uses all of the above
};

}  // namespace tools
