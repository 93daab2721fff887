// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemons/asterccdaemon/alarm_desk.h"

#include "common/runtime/host.h"
#include "common/runtime/log.h"
#include "common/runtime/spawn.h"
#include "daemons/asterccdaemon/alarm_call.h"
#include "daemons/asterccdaemon/webhook.h"

#include <utility>

namespace watchdog {
namespace {

constexpr std::size_t most_waiting = 100;

}  // namespace

AlarmDesk::AlarmDesk(AlarmConfig config) : config_(std::move(config)), thread_([this] { work(); }) {}

AlarmDesk::~AlarmDesk()
{
    {
        const std::lock_guard lock{mutex_};
        is_stopping_ = true;
    }
    changed_.notify_one();
    thread_.join();
}

void AlarmDesk::tell(News news)
{
    {
        const std::lock_guard lock{mutex_};
        waiting_.push_back(std::move(news));
        if (waiting_.size() > most_waiting) waiting_.pop_front();
    }
    changed_.notify_one();
}

void AlarmDesk::use(AlarmConfig config)
{
    const std::lock_guard lock{mutex_};
    config_ = std::move(config);
}

void AlarmDesk::work()
{
    std::unique_lock lock{mutex_};
    for (;;) {
        changed_.wait(lock, [this] { return is_stopping_ || !waiting_.empty(); });
        if (is_stopping_) return;
        const auto news = std::move(waiting_.front());
        const auto config = config_;
        waiting_.pop_front();
        lock.unlock();
        runtime::call_logged("alarm", [&] { pass_on(news, config); });
        lock.lock();
    }
}

void AlarmDesk::pass_on(const News& news, const AlarmConfig& config)
{
    rule_.allow(config.call ? config.tip_times : 0);
    const bool is_call_due = rule_.is_due(news);
    if (!config.webhook_url.empty()) {
        const auto told = post_json(config.webhook_url, webhook_body(news, runtime::host_name(), runtime::now()));
        if (!told) runtime::log_warning("webhook_failed", {{"program", news.program}, {"err", told.error().what}});
    }
    if (!is_call_due) return;
    if (const auto placed = place_alarm_call(*config.call); placed)
        runtime::log_warning("alarm_call", {{"program", news.program}, {"phone", config.call->phone}});
    else
        runtime::log_error("alarm_call_failed", {{"program", news.program}, {"err", placed.error().what}});
}

}  // namespace watchdog
