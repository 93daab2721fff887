// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemons/astercclive/event_store.h"

#include <algorithm>
#include <iterator>

namespace live {

void EventStore::add(Event event, Time now)
{
    const auto account = event.account;
    by_account_[account].push_back(std::move(event));
    order_.push_back({.account = account, .at = now});
    if (order_.size() > limits_.events) forget_first();
}

void EventStore::forget_old(Time now)
{
    while (!order_.empty() && now - order_.front().at > limits_.age)
        forget_first();
}

void EventStore::raise_floor(FeedId row)
{
    floor_ = std::max(floor_, row);
}

void EventStore::clear()
{
    order_.clear();
    by_account_.clear();
    floor_ = 0;
}

std::vector<Event> EventStore::after(unsigned account, FeedId position) const
{
    std::vector<Event> events;
    const auto found = by_account_.find(account);
    if (found == by_account_.end()) return events;
    std::copy_if(found->second.begin(), found->second.end(), std::back_inserter(events),
                 [&](const Event& event) { return event.row > position; });
    return events;
}

void EventStore::forget_first()
{
    const auto events = by_account_.find(order_.front().account);
    raise_floor(events->second.front().row);
    events->second.pop_front();
    if (events->second.empty()) by_account_.erase(events);
    order_.pop_front();
}

}  // namespace live
