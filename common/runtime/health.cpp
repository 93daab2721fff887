// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/runtime/health.h"

#include <algorithm>

namespace runtime {

using std::chrono::steady_clock;

namespace {

void append_sentence(std::string& text, const std::string& sentence)
{
    if (!text.empty()) text += "; ";
    text += sentence;
}

}  // namespace

void Pulse::beat() const noexcept
{
    if (last_ != nullptr) last_->store(steady_clock::now().time_since_epoch().count(), std::memory_order_relaxed);
}

void Pulse::rest() const noexcept
{
    if (last_ != nullptr) last_->store(0, std::memory_order_relaxed);
}

void Need::met() const
{
    if (state_ == nullptr) return;
    const std::lock_guard lock{state_->mutex};
    state_->is_met = true;
}

void Need::missing(const std::string& why) const
{
    if (state_ == nullptr) return;
    const std::lock_guard lock{state_->mutex};
    state_->is_met = false;
    state_->why = why;
}

Pulse Health::watch(std::string loop, std::chrono::seconds patience)
{
    return Pulse{loops_.emplace_back(std::move(loop), patience).last};
}

Need Health::require(std::string what)
{
    return Need{needs_.emplace_back(std::move(what))};
}

void Health::measure_lag(std::function<std::chrono::milliseconds()> age)
{
    lags_.push_back(std::move(age));
}

std::optional<std::chrono::milliseconds> Health::lag() const
{
    std::optional<std::chrono::milliseconds> largest;
    for (const auto& age : lags_)
        largest = std::max(largest.value_or(std::chrono::milliseconds{0}), age());
    return largest;
}

std::string Health::stuck(Time now) const
{
    std::string text;
    for (const auto& loop : loops_) {
        const auto last = loop.last.load(std::memory_order_relaxed);
        const auto silence = now - Time{steady_clock::duration{last}};
        if (last == 0 || silence <= loop.patience) continue;
        append_sentence(text, loop.name + " has made no progress for " +
                                  std::to_string(std::chrono::duration_cast<std::chrono::seconds>(silence).count()) +
                                  " s");
    }
    return text;
}

std::string Health::missing() const
{
    std::string text;
    for (auto& need : needs_) {
        const std::lock_guard lock{need.mutex};
        if (!need.is_met) append_sentence(text, need.name + ": " + need.why);
    }
    return text;
}

}  // namespace runtime
