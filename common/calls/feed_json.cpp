// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/calls/feed_json.h"

#include "common/runtime/text.h"

#include <nlohmann/json.hpp>

namespace calls {

namespace {

nlohmann::json epoch_ms(const std::optional<TimePoint>& t)
{
    return t ? nlohmann::json(runtime::to_epoch_ms(*t)) : nlohmann::json(nullptr);
}

}  // namespace

std::string to_feed_json(const FeedEvent& event, std::string_view server)
{
    using runtime::to_utf8;
    const auto& leg = event.leg;
    const bool is_called = event.direction == Direction::in;
    const std::string id = std::string{server} + "|" + to_utf8(leg.key.srcuid) + "|" + to_utf8(leg.key.dstuid);
    return nlohmann::json{
        {"phase", to_string(event.phase)},
        {"dir", to_string(event.direction)},
        {"leg", id},
        {"linkedid", to_utf8(leg.linkedid)},
        {"server", server},
        {"peer", to_utf8(is_called ? leg.src : leg.dst)},
        {"peername", is_called ? to_utf8(leg.srcname) : ""},
        {"did", to_utf8(leg.didnumber)},
        {"queue", to_utf8(leg.queue)},
        {"channel", to_utf8(is_called ? leg.dstchan : leg.srcchan)},
        {"peerchannel", to_utf8(is_called ? leg.srcchan : leg.dstchan)},
        {"start", epoch_ms(leg.start)},
        {"ringing", epoch_ms(leg.ringing)},
        {"answer", epoch_ms(leg.answer)},
        {"end", epoch_ms(event.end)},
        {"disposition", event.disposition ? to_string(*event.disposition) : ""},
        {"at", epoch_ms(event.at)},
    }
        .dump();
}

}  // namespace calls
