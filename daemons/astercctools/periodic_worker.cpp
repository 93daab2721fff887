// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemons/astercctools/periodic_worker.h"

#include "common/runtime/log.h"

#include <utility>

namespace tools {

PeriodicWorker::PeriodicWorker(std::string name, db::DbConfig database, std::chrono::milliseconds interval, Chore chore)
    : name_(std::move(name)),
      interval_(interval),
      chore_(std::move(chore)),
      connection_(std::move(database)),
      thread_([this] { work(); })
{
}

PeriodicWorker::~PeriodicWorker()
{
    {
        const std::lock_guard lock{mutex_};
        is_stopping_ = true;
    }
    stopping_.notify_all();
    thread_.join();
}

void PeriodicWorker::work()
{
    bool is_more = true;
    while (await_turn(is_more ? std::chrono::milliseconds{0} : interval_))
        is_more = do_chore();
}

bool PeriodicWorker::do_chore()
{
    try {
        const bool is_more = chore_(connection_);
        is_well_ = true;
        if (!std::exchange(last_trouble_, {}).empty()) runtime::log_info("chore_back", {{"what", name_}});
        return is_more;
    } catch (const db::DbUnavailable& e) {
        connection_.drop();
        tell(e.what());
    } catch (const std::exception& e) {
        tell(e.what());
    }
    return false;
}

void PeriodicWorker::tell(const std::string& trouble)
{
    is_well_ = false;
    if (trouble == last_trouble_) return;
    last_trouble_ = trouble;
    runtime::log_warning("chore_waits", {{"what", name_}, {"err", trouble}});
}

bool PeriodicWorker::await_turn(std::chrono::milliseconds pause)
{
    std::unique_lock lock{mutex_};
    return !stopping_.wait_for(lock, pause, [this] { return is_stopping_; });
}

}  // namespace tools
