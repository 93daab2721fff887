// SPDX-License-Identifier: GPL-3.0-or-later
// What the Asterisk servers say, on its way from the io_context's thread to the one that dials.
#pragma once

#include "common/dialing/call_event.h"
#include "common/runtime/time.h"

#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <mutex>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace dialer {

using SteadyTime = std::chrono::steady_clock::time_point;

// A channel that lives, of a call of the dialer.
struct LiveChannel {
    std::string uniqueid{};
    std::string call{};
    std::string application{};
    bool is_up = false;
    bool is_bridged = false;
};

struct LineUp {
    bool has_context = false;  // our dialplan is there
};
struct LineDown {
    std::string why;
};
// All that live, of those that were begun before it was asked.
struct ChannelsListed {
    SteadyTime asked;
    std::vector<LiveChannel> channels;
};
struct CallNews {
    std::string call;
    dialing::CallEvent event;
    std::optional<runtime::TimePoint> stamp;  // Asterisk's own
};
// Asterisk's answer to an order: it took it, or refused it in these words. No answer is no news.
struct OrderRefused {
    std::string call;
    std::string why;
};

struct News {
    std::size_t server = 0;  // an index of the configuration's
    SteadyTime received{};
    std::variant<LineUp, LineDown, ChannelsListed, CallNews, OrderRefused> what;
};

class Inbox {
public:
    // Any thread.
    void put(News news)
    {
        {
            const std::lock_guard lock{mutex_};
            news_.push_back(std::move(news));
        }
        changed_.notify_one();
    }
    void close()
    {
        {
            const std::lock_guard lock{mutex_};
            is_closed_ = true;
        }
        changed_.notify_one();
    }
    [[nodiscard]] bool is_closed()
    {
        const std::lock_guard lock{mutex_};
        return is_closed_;
    }

    // All there is; waits for the first until then. Empty: nothing came, or it was closed.
    [[nodiscard]] std::vector<News> take(SteadyTime until)
    {
        std::unique_lock lock{mutex_};
        changed_.wait_until(lock, until, [this] { return is_closed_ || !news_.empty(); });
        return std::exchange(news_, {});
    }

private:
    std::mutex mutex_;
    std::condition_variable changed_;
    std::vector<News> news_;
    bool is_closed_ = false;
};

}  // namespace dialer
