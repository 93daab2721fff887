// SPDX-License-Identifier: GPL-3.0-or-later
// Passes news on to the webhook and to the administrator's telephone, in a thread of its own, so that the watch never
// waits for either. What cannot be delivered is logged; of more than a hundred that wait the oldest are dropped.
#pragma once

#include "daemons/asterccdaemon/alarm_config.h"
#include "daemons/asterccdaemon/alarm_rule.h"

#include <condition_variable>
#include <deque>
#include <mutex>
#include <thread>

namespace watchdog {

class AlarmDesk {
public:
    explicit AlarmDesk(AlarmConfig config);
    // Ends what is being told, eleven seconds at most, and drops the rest.
    ~AlarmDesk();
    AlarmDesk(const AlarmDesk&) = delete;
    AlarmDesk& operator=(const AlarmDesk&) = delete;

    // Never blocks.
    void tell(News news);
    // From the next news on.
    void use(AlarmConfig config);

private:
    void work();
    void pass_on(const News& news, const AlarmConfig& config);

    std::mutex mutex_;
    std::condition_variable changed_;
    AlarmConfig config_;
    std::deque<News> waiting_;
    bool is_stopping_ = false;
    AlarmRule rule_;      // the thread's
    std::thread thread_;  // last: it uses all of the above
};

}  // namespace watchdog
