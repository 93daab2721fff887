// SPDX-License-Identifier: GPL-3.0-or-later
// The headers of one event the tracker reads, taken in one pass: a handful of finds would walk the headers each time.
// Views into the message, valid as long as it is.
#pragma once

#include "common/ami/message.h"
#include "common/calls/channel_state.h"
#include "common/runtime/time.h"

#include <array>
#include <chrono>
#include <cstdint>
#include <optional>
#include <string_view>

namespace calls {

using runtime::TimePoint;

enum class Key : std::uint8_t {
    agent_called,
    application,
    application_data,
    bridge,  // BridgeUniqueid, BridgeId
    bridge_state,
    bridge_technology,
    bridged_channel,
    bridged_uniqueid,
    caller_id,  // 1.4's name of CallerIDNum
    caller_id_name,
    caller_id_num,
    cause,
    channel,
    channel1,
    channel2,
    channel_calling,
    channel_state,
    connected_line_num,
    dest_channel,  // DestChannel, Destination, DestinationChannel
    dest_linkedid,
    dest_uniqueid,
    dial_status,
    dial_string,
    duration,
    exten,
    extension,
    link,
    linkedid,
    meetme,
    new_name,
    old_name,
    queue,
    reason,
    response,
    result,
    second_transferer,  // SecondTransfererUniqueid, TargetUniqueid: an attended transfer's second line
    seconds,
    source,
    src_uniqueid,
    state,  // State (1.4), ChannelStateDesc
    status,
    sub_event,
    talk_time,
    timestamp,
    transferer,  // TransfererUniqueid, OrigTransfererUniqueid
    uniqueid,
    uniqueid1,
    uniqueid2,
    count
};

class Fields {
public:
    explicit Fields(const ami::Message& message);

    [[nodiscard]] std::string_view operator[](Key key) const { return values_[static_cast<std::size_t>(key)]; }

    // The same, "" for the words by which Asterisk says that it does not know.
    [[nodiscard]] std::string_view known(Key key) const;
    // Of the channel the event is about, in any version's spelling.
    [[nodiscard]] std::string_view number() const;
    [[nodiscard]] ChannelState state() const;
    [[nodiscard]] int cause() const;

    // The event's own time, else `received`.
    [[nodiscard]] TimePoint time(TimePoint received) const;
    // How long the channel has lived, from CoreShowChannel or Status.
    [[nodiscard]] std::chrono::seconds age() const;
    // How long a queue's caller talked with an agent, from AgentComplete.
    [[nodiscard]] std::optional<std::chrono::seconds> talk_time() const;

private:
    std::array<std::string_view, static_cast<std::size_t>(Key::count)> values_{};
};

}  // namespace calls
