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

std::string leg_id(const LegKey& leg, std::string_view server)
{
    return std::string{server} + "|" + runtime::to_utf8(leg.srcuid) + "|" + runtime::to_utf8(leg.dstuid);
}

std::optional<std::pair<std::string, LegKey>> parse_leg_id(std::string_view id)
{
    const auto first = id.find('|');
    const auto second = id.find('|', first == std::string_view::npos ? first : first + 1);
    if (first == 0 || second == std::string_view::npos || id.find('|', second + 1) != std::string_view::npos)
        return std::nullopt;
    return std::pair{std::string{id.substr(0, first)},
                     LegKey{std::string{id.substr(first + 1, second - first - 1)}, std::string{id.substr(second + 1)}}};
}

std::string to_feed_json(const FeedEvent& event, std::string_view server)
{
    using runtime::to_utf8;
    const auto& leg = event.leg;
    const bool is_called = event.direction == Direction::in;
    return nlohmann::json{
        {"phase", to_string(event.phase)},
        {"dir", to_string(event.direction)},
        {"leg", leg_id(leg.key, server)},
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
