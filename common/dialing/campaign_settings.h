// SPDX-License-Identifier: GPL-3.0-or-later
// PURE: what people have set of a campaign that runs by itself, and what follows from it.
#pragma once

#include "common/dialing/may_dial.h"
#include "common/dialing/retry_rules.h"

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace dialing {

enum class DialMode {
    timed,        // numbers whose dial time has come
    channels,     // so many calls at once
    queue_seats,  // the idle members of the queue, and so many per cent more
    progressive,
    predictive,
};
// As in campaign.limit_type: timed, channel, queue, progressive, predictive.
[[nodiscard]] std::string_view to_string(DialMode mode);
[[nodiscard]] std::optional<DialMode> parse_dial_mode(std::string_view word);
// As in dialedlist.mode, where `limit` stands for channels.
[[nodiscard]] std::string_view attempt_word(DialMode mode);

// Numbers promised for a time go first in every order.
enum class ListOrder {
    dial_time,  // those whose dial time has come, then the others, the oldest first
    oldest,     // those without a dial time, the oldest first; then the others by dial time
    newest,
};
[[nodiscard]] std::optional<ListOrder> parse_list_order(std::string_view word);

// Why a campaign cannot run as it is set. Their words go into campaign_state.detail, with ": " and what is wrong.
enum class SettingFlaw {
    mode,             // unknown
    profile,          // unknown
    hours,            // unreadable
    timezone,         // unknown
    server,           // not in the configuration
    out_context,      // none: nothing can be called
    target,           // neither a queue nor an extension for people who answer
    queue,            // its mode counts the seats of a queue, and there is none
    amd_context,      // the dialplan that detects machines is not on this Asterisk
    message_context,  // nor one that plays the message
    originate,        // Asterisk refuses the calls
};
[[nodiscard]] std::string_view to_string(SettingFlaw flaw);

struct FlawFound {
    SettingFlaw flaw{};
    std::string what{};

    bool operator==(const FlawFound&) const = default;
};

struct CampaignSettings {
    unsigned id = 0;
    unsigned group = 0;
    std::string name{};
    bool is_enabled = false;
    bool is_started = false;
    std::string server{};  // empty: the first of the configuration
    DialMode mode = DialMode::channels;

    int max_channels = 0;          // of the modes channels and timed
    double queue_factor = 1;       // lines for each seat
    int max_lines = 0;             // of every mode; 0: no limit of its own
    double abandon_target = 0.03;  // share of the persons

    std::string out_context{};
    std::string in_context{};
    std::string in_exten{};
    std::string caller_id{};  // empty: the number itself
    std::string queue{};
    bool binds_queue = false;  // to the queue, whatever the extension

    std::chrono::seconds ring_time{30};
    std::chrono::seconds wait{2};  // for an agent; then the message
    std::string message{};         // a sound of Asterisk
    bool detects_machines = false;

    std::string profile{"generic"};
    std::optional<WeekHours> hours{};
    std::vector<std::string> zones{};  // of its numbers; none: the call center's
    bool asks_national_list = true;
    AttemptLimits limits{};
    RetryRules retry{};
    ListOrder order = ListOrder::dial_time;

    std::optional<FlawFound> unreadable{};  // of the values themselves; the first
};

// What holds whatever Asterisk says: the first flaw.
[[nodiscard]] std::optional<FlawFound> find_flaw(const CampaignSettings& settings);
// Persons who answer go to its queue, else to its extension.
[[nodiscard]] bool goes_to_queue(const CampaignSettings& settings);
// Calls are only placed while agents are at work.
[[nodiscard]] bool needs_agents(const CampaignSettings& settings);
// Whether calls are placed ahead of the agents, so that somebody may meet none.
[[nodiscard]] CallMode call_mode(const CampaignSettings& settings);
// The profile's limit, or the campaign's target when that is less.
[[nodiscard]] double abandon_limit(const CampaignSettings& settings, const ComplianceProfile& profile);
// The most calls at once that the settings allow; nothing: as many as there are lines.
[[nodiscard]] std::optional<int> most_calls(const CampaignSettings& settings);

// For may_dial. `abandons`: in the profile's window. Channels and agents are pacing's to look at.
[[nodiscard]] CampaignState state_of(const CampaignSettings& settings, const AbandonCount& abandons,
                                     const ZoneClock& call_center);

}  // namespace dialing
