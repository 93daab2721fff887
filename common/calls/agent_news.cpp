// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/calls/agent_news.h"

#include "common/runtime/text.h"

#include <nlohmann/json.hpp>

namespace calls {

namespace {

using nlohmann::json;
using runtime::to_utf8;

json standing_json(const AgentStanding& standing)
{
    return {{"status", to_string(standing.status)},
            {"reasonid", standing.reason.id},
            {"reason", to_utf8(standing.reason.word)}};
}

json seats_json(const QueueSeats& seats)
{
    auto all = json::array();
    for (const auto& [queue, seat] : seats)
        all.push_back({{"queue", to_utf8(queue)},
                       {"joined", seat.member == QueueSeat::Member::in},
                       {"pause", seat.pause ? json(to_utf8(*seat.pause)) : json()}});
    return all;
}

}  // namespace

json to_json(const AgentNews& news)
{
    const auto& record = news.record;
    auto out = standing_json(record.standing);
    out["statusSince"] = runtime::to_epoch_ms(record.standing_since);
    out["state"] = to_string(record.state);
    out["stateSince"] = runtime::to_epoch_ms(record.state_since);
    out["queue"] = to_utf8(record.queue);
    out["linkedid"] = to_utf8(record.linkedid);
    out["wrapupEnd"] = record.wrapup_end ? json(runtime::to_epoch_ms(*record.wrapup_end)) : json();
    out["next"] = record.next ? standing_json(*record.next) : json();
    out["queues"] = seats_json(news.seats);
    out["error"] = to_utf8(news.error);
    out["at"] = runtime::to_epoch_ms(news.at);
    return out;
}

}  // namespace calls
