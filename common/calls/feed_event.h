// SPDX-License-Identifier: GPL-3.0-or-later
// PURE: which agents must hear at once of a change of legs, and what.
//
// One line per channel of an account: however many legs the channel takes part in (a ring group has one per ringing
// telephone, a caller's first leg has no destination yet), its agent hears one story: dialing or ringing, talking,
// held, ended. It is told by the most advanced leg, so the caller of a ring group is not told "ended" when the
// losers stop ringing, nor when his leg merely learns its destination.
// Browsers key the story by the account's own channel: the leg named in it may change.
#pragma once

#include "common/calls/agent_match.h"
#include "common/calls/kept_leg.h"
#include "common/calls/text.h"

#include <deque>
#include <memory>
#include <span>
#include <unordered_map>

namespace calls {

enum class Phase { dialing, ringing, talking, held, ended };  // in the order of progress
enum class Direction { in, out };                             // in: the account's telephone is the destination

[[nodiscard]] std::string_view to_string(Phase);      // dialing ringing talking held ended
[[nodiscard]] std::string_view to_string(Direction);  // in out

// What the account at that end of the leg sees.
[[nodiscard]] Phase phase_of(const Leg& leg, Direction direction);

struct FeedEvent {
    std::uint32_t accountid = 0;
    std::uint32_t groupid = 0;
    Phase phase = Phase::dialing;
    Direction direction = Direction::in;
    Leg leg;
    std::optional<TimePoint> end;            // with Phase::ended
    std::optional<Disposition> disposition;  // with Phase::ended, when a leg was recorded
    TimePoint at{};                          // when Asterisk said so
    bool is_resumed = false;                 // it had been held before

    bool operator==(const FeedEvent&) const = default;
};

// Remembers what was said last of each line, so that every phase is said once. One per server.
class FeedPlanner {
public:
    explicit FeedPlanner(std::string server);

    // The legs the browsers know already (after a start): remembered, nothing is said.
    void restore(std::span<const Leg> legs, const AgentDirectory& directory);

    // What the changes of one message (or of one snapshot) mean to the agents; `at` is the message's time.
    void plan(std::span<const Change> changes, TimePoint at, const AgentDirectory& directory,
              std::vector<FeedEvent>& out);

    [[nodiscard]] std::size_t lines() const { return lines_.size(); }

private:
    struct Entry {
        std::shared_ptr<const KeptLeg> leg;  // both ends of it may be agents
        Direction direction;
        bool told = false;  // the last word was about it
    };
    struct Line {
        std::uint32_t accountid = 0;
        std::uint32_t groupid = 0;
        std::vector<Entry> entries;  // live legs of this channel
        std::optional<Phase> said;
        bool touched = false;
    };
    // The end of the leg a line's story was about.
    struct Ending {
        Leg leg;
        Direction direction = Direction::in;
        std::optional<TimePoint> end;
        std::optional<Disposition> disposition;
    };

    void changed(const Leg& leg, const AgentDirectory& directory);
    void put(const Leg& leg, std::shared_ptr<const KeptLeg>& kept, Direction direction,
             const AgentDirectory& directory);
    void gone(const LegKey& key, const FinishedLeg* finished);
    void take(const std::string& uid, const LegKey& key, const FinishedLeg* finished);
    void touch(const std::string& uid, Line& line);
    void say_all(TimePoint at, std::vector<FeedEvent>& out);
    void say(const std::string& uid, TimePoint at, std::vector<FeedEvent>& out);
    void say_ended(const std::string& uid, const Line& line, TimePoint at, std::vector<FeedEvent>& out);

    std::string server_;
    std::unordered_map<IdText, Line, TextHash, std::equal_to<>> lines_;  // by the channel's Uniqueid
    // of the changes being planned
    std::vector<std::string> touched_;
    std::unordered_map<std::string, Ending> endings_;
    std::deque<std::string> ended_;  // channels whose story was told to the end lately
};

}  // namespace calls
