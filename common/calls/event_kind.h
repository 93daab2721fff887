// SPDX-License-Identifier: GPL-3.0-or-later
// The events the tracker acts on, of both families: Asterisk 1.4 - 11 and 12+.
#pragma once

#include <cstdint>
#include <string_view>

namespace calls {

enum class EventKind : std::uint8_t {
    none,
    // channels, every version
    newchannel,
    newstate,
    newexten,
    newcallerid,
    hangup,
    hangup_request,
    transfer,
    rename,
    hold,
    unhold,
    originate_response,
    // 12+
    dial_begin,
    dial_state,
    dial_end,
    bridge_enter,
    bridge_leave,
    bridge_destroy,
    // 1.4 - 11
    dial,
    link,
    unlink,
    bridge,
    meetme_join,
    meetme_leave,
    // queues, old and new names
    queue_join,
    queue_leave,
    agent_called,
    agent_connect,
    agent_complete,
    music_on_hold,  // 1.6 - 11
    // answers of CoreShowChannels and Status
    core_show_channel,
    status
};

[[nodiscard]] EventKind classify(std::string_view event);

}  // namespace calls
