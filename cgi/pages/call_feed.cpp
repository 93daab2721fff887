// SPDX-License-Identifier: GPL-3.0-or-later
#include "cgi/pages/call_feed.h"

#include "common/calls/feed_json.h"
#include "common/db/call_mark_gateway.h"
#include "common/runtime/log.h"
#include "common/runtime/text.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <map>

namespace pages {

namespace {

using nlohmann::json;

constexpr unsigned most_events = 200;

calls::FeedEvent event_of(const db::LiveCall& call)
{
    const auto direction = call.incoming ? calls::Direction::in : calls::Direction::out;
    calls::FeedEvent event;
    event.phase = calls::phase_of(call.leg, direction);
    event.direction = direction;
    event.leg = call.leg;
    event.at = call.leg.answer.value_or(call.leg.ringing.value_or(call.leg.start));
    return event;
}

// A discarded value when the text is no JSON.
json parse_payload(const std::string& text)
{
    return json::parse(text, nullptr, false);
}

json frame(const web::Request& request, std::uint64_t watermark)
{
    return {{"now", runtime::to_epoch_ms(request.now)}, {"feed", watermark}};
}

}  // namespace

std::vector<std::string> live_call_payloads(const std::vector<db::LiveCall>& calls)
{
    std::map<std::string, std::pair<calls::FeedEvent, std::string>> by_channel;
    for (const auto& call : calls) {
        auto event = event_of(call);
        const auto& own = call.incoming ? call.leg.dstchan : call.leg.srcchan;
        auto& best = by_channel.try_emplace(call.server + "|" + own, event, call.server).first->second;
        if (event.phase > best.first.phase) best.first = std::move(event);
    }
    std::vector<std::string> payloads;
    for (const auto& [channel, best] : by_channel)
        payloads.push_back(calls::to_feed_json(best.first, best.second));
    return payloads;
}

web::Response call_state(const web::Request& request, db::LazyConnection& db, db::PortalGateway& calls,
                         CallRecording& recording)
{
    auto state = frame(request, calls.feed_watermark());
    state["calls"] = json::array();
    for (const auto& payload : live_call_payloads(calls.live_calls(request.account().id))) {
        state["calls"].push_back(parse_payload(payload));
    }
    state["recordings"] = json::array();
    for (const auto& payload : recording.payloads(request))
        state["recordings"].push_back(parse_payload(payload));
    state["controls"] = json::array();
    for (const auto& payload : db::CallMarkGateway{db.get()}.payloads(request.account().id, request.now))
        state["controls"].push_back(parse_payload(payload));
    return web::json(state.dump());
}

web::Response call_feed(const web::Request& request, db::PortalGateway& calls)
{
    const auto number = runtime::to_number(request.param("after")).value_or(0);
    const auto after = static_cast<std::uint64_t>(std::max(0LL, number));
    auto watermark = calls.feed_watermark();
    const auto events = calls.feed_after(request.account().id, after, most_events);
    if (events.size() == most_events) watermark = std::min(watermark, events.back().id);

    auto answer = frame(request, std::max(after, watermark));
    answer["events"] = json::array();
    for (const auto& event : events) {
        auto data = parse_payload(event.payload);
        if (!data.is_object()) {
            runtime::log_warning("feed_row_is_no_json", {{"row", event.id}});
            continue;
        }
        data["feed"] = event.id;
        answer["events"].push_back({{"event", event.topic}, {"data", std::move(data)}});
    }
    return web::json(answer.dump());
}

}  // namespace pages
