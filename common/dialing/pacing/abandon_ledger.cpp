// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/dialing/pacing/abandon_ledger.h"

#include <algorithm>
#include <cmath>

namespace dialing::pacing {

namespace {

constexpr std::size_t most_prices = 12;
constexpr double campaign_reserve = .95;  // of the campaign's limit

}  // namespace

void AbandonLedger::set_history(long answers, long abandoned)
{
    past_answers_ = answers;
    past_abandoned_ = abandoned;
}

void AbandonLedger::connected(double at, std::int64_t call)
{
    talking_[call] = first_ + connected_.size();
    connected_.push_back({at, call, true});
    ++answers_;
    ++campaign_answers_;
}

void AbandonLedger::abandoned(double at)
{
    abandoned_at_.push_back(at);
    ++answers_;
    ++campaign_answers_;
    ++campaign_abandoned_;
}

void AbandonLedger::was_machine(std::int64_t call)
{
    const auto found = talking_.find(call);
    if (found == talking_.end()) return;
    --campaign_answers_;
    connected_[found->second - first_].counts = false;
    --answers_;
    talking_.erase(found);
}

void AbandonLedger::talk_ended(std::int64_t call)
{
    talking_.erase(call);
}

void AbandonLedger::look(double now)
{
    for (; !connected_.empty() && connected_.front().at <= now - window; connected_.pop_front(), ++first_) {
        answers_ -= connected_.front().counts ? 1 : 0;
        talking_.erase(connected_.front().call);
    }
    for (; !abandoned_at_.empty() && abandoned_at_.front() <= now - window; abandoned_at_.pop_front())
        --answers_;
}

double AbandonLedger::allowed() const
{
    return std::max(1.0, std::floor(rules_.limit * rules_.answers_counted * static_cast<double>(answers_)));
}

double AbandonLedger::campaign_allowed() const
{
    const double share = campaign_reserve * rules_.limit;
    const auto answers = static_cast<double>(past_answers_ + campaign_answers_);
    return std::floor(std::max(share * answers, std::min(1.0, share * rules_.answers_expected)));
}

bool AbandonLedger::campaign_is_spent() const
{
    return campaign_allowed() < static_cast<double>(past_abandoned_ + campaign_abandoned_ + 1);
}

bool AbandonLedger::campaign_is_young() const
{
    return campaign_allowed() < 1;
}

double AbandonLedger::seconds_over(double now, std::size_t next) const
{
    // With `next` more, so many must leave the window before it is within the limit again.
    const auto excess = abandoned_at_.size() + next - static_cast<std::size_t>(allowed());
    return excess > abandoned_at_.size() ? window : abandoned_at_[excess - 1] + window - now;
}

std::vector<double> AbandonLedger::prices(double now) const
{
    const double wanted = std::max(1.0, rules_.room_wanted * std::sqrt(allowed()));
    std::vector<double> prices;
    for (std::size_t next = 1; next <= most_prices; ++next) {
        const double room = window_room() - static_cast<double>(next) + 1;
        if (room >= 1) {
            prices.push_back(std::max(1.0, wanted / room));
        } else {
            prices.push_back(wanted + rules_.overdue_price * seconds_over(now, next) / window);
        }
    }
    return prices;
}

}  // namespace dialing::pacing
