// SPDX-License-Identifier: GPL-3.0-or-later
// How a daemon knows whether it is well. Two questions, never mixed: is it alive (every loop it consists of makes
// progress; if not, only a restart helps), and is it ready (what it needs outside itself is reached; a restart would
// not help). Parts take handles at their start and use them from their own threads.
#pragma once

#include <atomic>
#include <chrono>
#include <deque>
#include <functional>
#include <mutex>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace runtime {

class Health;

// A loop's sign of life. Default-constructed it does nothing.
class Pulse {
public:
    Pulse() = default;
    // Once per turn of the loop. Watched from the first beat on.
    void beat() const noexcept;
    // The loop has ended as it should: it is watched no more.
    void rest() const noexcept;

private:
    friend class Health;
    using Last = std::atomic<std::chrono::steady_clock::rep>;  // 0: not watched
    explicit Pulse(Last& last) : last_(&last) {}
    Last* last_ = nullptr;
};

// Something outside that must be reached: a database, an Asterisk. Default-constructed it does nothing.
class Need {
public:
    Need() = default;
    void met() const;
    void missing(const std::string& why) const;

private:
    friend class Health;
    struct State;
    explicit Need(State& state) : state_(&state) {}
    State* state_ = nullptr;
};

struct Need::State {
    explicit State(std::string what) : name(std::move(what)) {}
    const std::string name;
    std::mutex mutex;
    bool is_met = false;
    std::string why = "not reached yet";
};

class Health {
public:
    using Time = std::chrono::steady_clock::time_point;

    // Handles are valid as long as this object. One thread, before the questions below are asked.
    // `patience`: longer than the loop may rightly take for one turn, a statement's time limit included.
    [[nodiscard]] Pulse watch(std::string loop, std::chrono::seconds patience);
    // Missing until told otherwise.
    [[nodiscard]] Need require(std::string what);
    // `age`: of the oldest thing a part has read and not passed on; asked by lag(), on its thread.
    void measure_lag(std::function<std::chrono::milliseconds()> age);

    // Empty when all is well, else a sentence naming what is not. Any thread.
    [[nodiscard]] std::string stuck(Time now) const;
    [[nodiscard]] std::string missing() const;
    // The largest; nothing when no part measures it.
    [[nodiscard]] std::optional<std::chrono::milliseconds> lag() const;

private:
    struct Loop {
        Loop(std::string what, std::chrono::seconds longest) : name(std::move(what)), patience(longest) {}
        const std::string name;
        const std::chrono::seconds patience;
        Pulse::Last last{0};
    };
    std::deque<Loop> loops_;  // deques: handles point into them
    mutable std::deque<Need::State> needs_;
    std::vector<std::function<std::chrono::milliseconds()>> lags_;
};

}  // namespace runtime
