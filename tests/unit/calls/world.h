// SPDX-License-Identifier: GPL-3.0-or-later
// What the tracker's changes are written into, and what its snapshots are taken from.
#pragma once

#include "tests/unit/calls/capture.h"

#include <map>
#include <set>
#include <string>

namespace test {

// The tables as the changes make them; complains about a change that the tables could not take.
class World {
public:
    void apply(const std::vector<Change>& changes);

    std::map<calls::LegKey, calls::Leg> live;
    std::vector<calls::FinishedLeg> finished;
    std::vector<std::string> complaints;

private:
    void take(const calls::LegFinished& change);
    std::set<calls::LegKey> recorded_;
};

// The channels alive in Asterisk, as its events tell; answers CoreShowChannels.
class Asterisk {
public:
    void apply(const OwnedMessage& message);
    // In the form of Asterisk 13+, as seen at `now`.
    [[nodiscard]] Stream core_show_channels(TimePoint now) const;
    [[nodiscard]] std::size_t channels() const { return channels_.size(); }
    [[nodiscard]] bool is_alive(const std::string& uid) const { return channels_.contains(uid); }
    // The people (no Local channels) who share an ordinary bridge with exactly one other.
    [[nodiscard]] std::set<std::string> talking() const;

private:
    std::map<std::string, std::map<std::string, std::string>> channels_;  // Uniqueid -> headers
    std::map<std::string, TimePoint> born_;
    std::set<std::string> holding_;  // bridges whose members do not hear each other
};

// Brings a tracker in line with what is alive.
[[nodiscard]] std::vector<Change> take_snapshot(calls::Tracker& tracker, const Asterisk& asterisk, TimePoint now);

[[nodiscard]] TimePoint time_of(const OwnedMessage& message);
[[nodiscard]] std::set<calls::LegKey> keys(const std::vector<calls::Leg>& legs);

}  // namespace test
