// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/calls/fields.h"

#include "common/calls/name_table.h"

#include <charconv>

namespace calls {
namespace {

constexpr NameTable<Key, 256> kKeys{Key::count,
                                    {{"AgentCalled", Key::agent_called},
                                     {"Application", Key::application},
                                     {"ApplicationData", Key::application_data},
                                     {"Data", Key::application_data},
                                     {"BridgeUniqueid", Key::bridge},
                                     {"BridgeId", Key::bridge},
                                     {"Bridgestate", Key::bridge_state},
                                     {"BridgeTechnology", Key::bridge_technology},
                                     {"BridgedChannel", Key::bridged_channel},
                                     {"BridgedUniqueid", Key::bridged_uniqueid},
                                     {"CallerID", Key::caller_id},
                                     {"CallerIDName", Key::caller_id_name},
                                     {"CallerIDNum", Key::caller_id_num},
                                     {"Cause", Key::cause},
                                     {"Channel", Key::channel},
                                     {"Channel1", Key::channel1},
                                     {"Channel2", Key::channel2},
                                     {"ChannelCalling", Key::channel_calling},
                                     {"ChannelState", Key::channel_state},
                                     {"ChannelStateDesc", Key::state},
                                     {"ConnectedLineNum", Key::connected_line_num},
                                     {"DestChannel", Key::dest_channel},
                                     {"Destination", Key::dest_channel},
                                     {"DestinationChannel", Key::dest_channel},
                                     {"DestLinkedid", Key::dest_linkedid},
                                     {"DestUniqueid", Key::dest_uniqueid},
                                     {"DialStatus", Key::dial_status},
                                     {"DialString", Key::dial_string},
                                     {"Duration", Key::duration},
                                     {"Exten", Key::exten},
                                     {"Extension", Key::extension},
                                     {"Link", Key::link},
                                     {"Linkedid", Key::linkedid},
                                     {"Meetme", Key::meetme},
                                     {"Newname", Key::new_name},
                                     {"Oldname", Key::old_name},
                                     {"Queue", Key::queue},
                                     {"Reason", Key::reason},
                                     {"Response", Key::response},
                                     {"Result", Key::result},
                                     {"SecondTransfererUniqueid", Key::second_transferer},
                                     {"TargetUniqueid", Key::second_transferer},
                                     {"Seconds", Key::seconds},
                                     {"Source", Key::source},
                                     {"SrcUniqueid", Key::src_uniqueid},
                                     {"State", Key::state},
                                     {"Status", Key::status},
                                     {"SubEvent", Key::sub_event},
                                     {"TalkTime", Key::talk_time},
                                     {"Timestamp", Key::timestamp},
                                     {"TransfererUniqueid", Key::transferer},
                                     {"OrigTransfererUniqueid", Key::transferer},
                                     {"Uniqueid", Key::uniqueid},
                                     {"Uniqueid1", Key::uniqueid1},
                                     {"Uniqueid2", Key::uniqueid2}}};

// Digits at the front of `text`, consumed.
template <class Int>
bool take_number(std::string_view& text, Int& value)
{
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc{}) return false;
    text.remove_prefix(static_cast<std::size_t>(end - text.data()));
    return true;
}

// "1795413365.679555"
std::optional<TimePoint> parse_timestamp(std::string_view text)
{
    long long seconds = 0;
    constexpr long long kEndOfTime = 253402300799;  // year 9999: what the database can hold
    if (!take_number(text, seconds) || seconds <= 0 || seconds > kEndOfTime) return std::nullopt;
    int millis = 0;
    if (!text.empty() && text.front() == '.') {
        int weight = 100;
        for (std::size_t i = 1; i < text.size() && i <= 3; ++i, weight /= 10) {
            if (text[i] < '0' || text[i] > '9') break;
            millis += (text[i] - '0') * weight;
        }
    }
    return TimePoint{std::chrono::seconds{seconds} + std::chrono::milliseconds{millis}};
}

}  // namespace

Fields::Fields(const ami::Message& message)
{
    for (const ami::Header& header : message.headers()) {
        const Key key = kKeys.find(header.name);
        if (key == Key::count) continue;
        std::string_view& value = values_[static_cast<std::size_t>(key)];
        if (value.data() == nullptr)  // the first of a repeated header counts
            value = header.value;
    }
}

std::string_view Fields::known(Key key) const
{
    const std::string_view value = (*this)[key];
    return ami::iequals(value, "<unknown>") || ami::iequals(value, "unknown") || ami::iequals(value, "<null>")
               ? std::string_view{}
               : value;
}

std::string_view Fields::number() const
{
    const std::string_view number = known(Key::caller_id_num);
    return number.empty() ? known(Key::caller_id) : number;
}

ChannelState Fields::state() const
{
    const std::string_view code = (*this)[Key::channel_state];
    if (code.size() == 1) {
        switch (code.front()) {
            case '4':
                return ChannelState::ring;
            case '5':
                return ChannelState::ringing;
            case '6':
                return ChannelState::up;
            default:
                return ChannelState::down;
        }
    }
    const std::string_view word = (*this)[Key::state];
    if (word.empty()) return ChannelState::unknown;
    if (word == "Ring") return ChannelState::ring;
    if (word == "Ringing") return ChannelState::ringing;
    return word == "Up" ? ChannelState::up : ChannelState::down;
}

int Fields::cause() const
{
    std::string_view text = (*this)[Key::cause];
    int cause = 0;
    constexpr int kHighest = 127;  // Q.850
    return take_number(text, cause) && cause >= 0 && cause <= kHighest ? cause : 0;
}

std::optional<std::chrono::seconds> Fields::talk_time() const
{
    std::string_view text = (*this)[Key::talk_time];
    constexpr int kLongest = 7 * 24 * 3600;
    int seconds = 0;
    if (!take_number(text, seconds) || !text.empty() || seconds < 0 || seconds > kLongest) return {};
    return std::chrono::seconds{seconds};
}

TimePoint Fields::time(TimePoint received) const
{
    const std::string_view text = (*this)[Key::timestamp];
    return text.empty() ? received : parse_timestamp(text).value_or(received);
}

std::chrono::seconds Fields::age() const
{
    // Duration is HH:MM:SS, Seconds plain.
    std::string_view text = (*this)[Key::duration];
    if (text.empty()) text = (*this)[Key::seconds];
    constexpr long kYear = 366L * 24 * 3600;
    long total = 0;
    while (!text.empty()) {
        long part = 0;
        if (!take_number(text, part) || part < 0 || part > kYear) return {};
        total = total * 60 + part;
        if (total > kYear) return {};
        if (!text.empty()) text.remove_prefix(1);
    }
    return std::chrono::seconds{total};
}

}  // namespace calls
