// SPDX-License-Identifier: GPL-3.0-or-later
// PURE: which talking legs of one server are recorded, and on which channel.
//
// A leg is recorded from when its ends may talk until it ends; a transfer makes a new leg, so a new recording. Its
// channel is the caller's, whose recording holds both voices; a Local channel may be optimised away, so then the called
// one's. No channel is recorded twice at a time: in a conference each channel hears everybody, so a leg whose two
// channels are being recorded waits until one of them is free.
#pragma once

#include "common/calls/agent_match.h"
#include "common/calls/leg.h"

#include <map>
#include <set>
#include <unordered_set>
#include <vector>

namespace calls {

// Who is recorded without being asked.
struct RecordingRules {
    bool everybody = false;                    // [system] force_record
    std::unordered_set<std::uint32_t> groups;  // astercrm_accountgroup.monitorforce

    [[nodiscard]] bool force(const AgentAccount* account) const;
};

class RecordingPlan {
public:
    // `src` and `dst` are the accounts at the two ends, or null. Said again of a leg it does nothing: what was forced
    // when they began to talk stays so.
    void talks(const Leg& leg, const AgentAccount* src, const AgentAccount* dst, const RecordingRules& rules);
    void parted(const LegKey& key);

    struct Party {
        std::uint32_t accountid = 0;
        std::uint32_t groupid = 0;
    };
    struct Talk {
        std::string linkedid;
        std::string srcchan;
        std::string dstchan;
        bool is_forced = false;
        // Whose recording it is: the account whose group forces it, else any that takes part, the called one first.
        Party owner;
        std::string extension;       // the owner's, else the called number
        std::string callerid;        // the other side's number
        std::vector<Party> parties;  // the accounts at both ends
        std::string recorded_on;     // the channel, while it is recorded
    };
    // Null when the leg does not talk.
    [[nodiscard]] const Talk* find(const LegKey& key) const;
    // Where it can be recorded; empty when it is recorded already, or both its channels are.
    [[nodiscard]] std::string free_channel(const LegKey& key) const;
    // Talking legs that must be recorded, never were, and can be.
    [[nodiscard]] std::vector<LegKey> due() const;

    void began(const LegKey& key, const std::string& channel);
    void stopped(const LegKey& key);
    // It need not be recorded (any more) unless somebody asks.
    void settle(const LegKey& key) { waiting_.erase(key); }

    [[nodiscard]] std::size_t size() const { return talks_.size(); }

private:
    void release(Talk& talk);

    std::map<LegKey, Talk> talks_;
    std::set<LegKey> waiting_;                  // forced, not begun yet
    std::unordered_set<std::string> recorded_;  // channels
};

}  // namespace calls
