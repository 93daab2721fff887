// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/calls/feed_history.h"

#include "common/calls/feed_json.h"
#include "common/runtime/text.h"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace calls {

void FeedHistory::add(std::string_view payload)
{
    const auto told = nlohmann::json::parse(payload, nullptr, false);
    if (!told.is_object() || told.value("server", "") != server_) return;
    told_[told.value("channel", "")].push_back({told.value("phase", ""), told.value("leg", "")});
}

bool FeedHistory::has(const FeedEvent& event)
{
    const auto& channel = event.direction == Direction::in ? event.leg.dstchan : event.leg.srcchan;
    const auto story = told_.find(runtime::to_utf8(channel));
    if (story == told_.end()) return false;
    auto& steps = story->second;
    const auto found =
        std::ranges::find(steps, Step{std::string{to_string(event.phase)}, leg_id(event.leg.key, server_)});
    const bool is_old = found != steps.end();
    steps.erase(steps.begin(), is_old ? found + 1 : found);
    if (steps.empty()) told_.erase(story);
    return is_old;
}

}  // namespace calls
