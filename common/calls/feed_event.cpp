// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/calls/feed_event.h"

#include <algorithm>
#include <utility>

namespace calls {
namespace {

// Talking and held are equally far: the leg that got there first keeps telling the story.
int progress(Phase phase)
{
    return phase == Phase::held ? static_cast<int>(Phase::talking) : static_cast<int>(phase);
}

// A channel lives on for moments after its leg, and few do at a time.
constexpr std::size_t kRemembered = 256;

Phase phase_of(LegState state, bool held, Direction direction)
{
    if (state == LegState::link) return held ? Phase::held : Phase::talking;
    // A dialed telephone rings from the agent's point of view before Asterisk says so.
    if (state == LegState::ringing || direction == Direction::in) return Phase::ringing;
    return Phase::dialing;
}

}  // namespace

std::string_view to_string(Phase phase)
{
    switch (phase) {
        case Phase::dialing:
            return "dialing";
        case Phase::ringing:
            return "ringing";
        case Phase::talking:
            return "talking";
        case Phase::held:
            return "held";
        case Phase::ended:
            return "ended";
    }
    return "";
}

std::string_view to_string(Direction direction)
{
    return direction == Direction::in ? "in" : "out";
}

Phase phase_of(const Leg& leg, Direction direction)
{
    return phase_of(leg.state, leg.held, direction);
}

FeedPlanner::FeedPlanner(std::string server) : server_(std::move(server)) {}

void FeedPlanner::restore(std::span<const Leg> legs, const AgentDirectory& directory)
{
    for (const Leg& leg : legs)
        changed(leg, directory);
    std::vector<FeedEvent> known_already;
    say_all(TimePoint{}, known_already);
}

void FeedPlanner::plan(std::span<const Change> changes, TimePoint at, const AgentDirectory& directory,
                       std::vector<FeedEvent>& out)
{
    for (const Change& change : changes) {
        if (const auto* c = std::get_if<LegChanged>(&change))
            changed(c->leg, directory);
        else if (const auto* d = std::get_if<LegDropped>(&change))
            gone(d->key, nullptr);
        else
            gone(std::get<LegFinished>(change).finished.leg.key, &std::get<LegFinished>(change).finished);
    }
    say_all(at, out);
}

void FeedPlanner::changed(const Leg& leg, const AgentDirectory& directory)
{
    std::shared_ptr<const KeptLeg> kept;
    put(leg, kept, Direction::out, directory);
    if (!leg.key.dstuid.empty()) put(leg, kept, Direction::in, directory);
}

// `kept` is made when the first end turns out to be an agent's.
void FeedPlanner::put(const Leg& leg, std::shared_ptr<const KeptLeg>& kept, Direction direction,
                      const AgentDirectory& directory)
{
    const std::string& uid = direction == Direction::out ? leg.key.srcuid : leg.key.dstuid;
    auto found = lines_.find(std::string_view{uid});
    if (found == lines_.end()) {
        const AgentAccount* account = directory.find(server_, direction == Direction::out ? leg.srcchan : leg.dstchan);
        if (account == nullptr) return;
        // A caller whose call has ended may go on in the dialplan for a moment, or to voice mail: no new story.
        const bool is_afterthought = leg.key.dstuid.empty() && std::ranges::find(ended_, uid) != ended_.end();
        if (is_afterthought) return;
        found = lines_.try_emplace(IdText{uid}).first;
        found->second.accountid = account->id;
        found->second.groupid = account->groupid;
    }
    if (!kept) kept = std::make_shared<KeptLeg>(leg);
    Line& line = found->second;
    const auto entry = std::ranges::find_if(line.entries, [&](const Entry& e) { return e.leg->has_key(leg.key); });
    if (entry == line.entries.end())
        line.entries.push_back({kept, direction});
    else
        entry->leg = kept;
    touch(uid, line);
}

void FeedPlanner::gone(const LegKey& key, const FinishedLeg* finished)
{
    take(key.srcuid, key, finished);
    if (!key.dstuid.empty()) take(key.dstuid, key, finished);
}

void FeedPlanner::take(const std::string& uid, const LegKey& key, const FinishedLeg* finished)
{
    const auto found = lines_.find(std::string_view{uid});
    if (found == lines_.end()) return;
    Line& line = found->second;
    const auto entry = std::ranges::find_if(line.entries, [&](const Entry& e) { return e.leg->has_key(key); });
    if (entry == line.entries.end()) return;
    // What is told of the end is the end of the leg the story was about.
    if (!line.said || entry->told || line.entries.size() == 1) {
        Ending& ending = endings_[uid];
        ending = {finished != nullptr ? finished->leg : entry->leg->to_leg(), entry->direction, {}, {}};
        if (finished != nullptr) {
            ending.end = finished->end;
            ending.disposition = finished->disposition;
        }
    }
    line.entries.erase(entry);
    touch(uid, line);
}

void FeedPlanner::touch(const std::string& uid, Line& line)
{
    if (std::exchange(line.touched, true)) return;
    touched_.push_back(uid);
}

void FeedPlanner::say_all(TimePoint at, std::vector<FeedEvent>& out)
{
    for (const std::string& uid : touched_)
        say(uid, at, out);
    touched_.clear();
    endings_.clear();
}

void FeedPlanner::say(const std::string& uid, TimePoint at, std::vector<FeedEvent>& out)
{
    const auto found = lines_.find(std::string_view{uid});
    if (found == lines_.end()) return;
    Line& line = found->second;
    line.touched = false;

    if (line.entries.empty()) {
        if (line.said) say_ended(uid, line, at, out);
        lines_.erase(found);
        return;
    }
    // The first of the most advanced.
    const auto phase_at = [](const Entry& e) { return phase_of(e.leg->state(), e.leg->held(), e.direction); };
    const auto top = std::ranges::max_element(
        line.entries, [&](const Entry& a, const Entry& b) { return progress(phase_at(a)) < progress(phase_at(b)); });
    const Phase phase = phase_at(*top);
    if (line.said == phase && top->told) return;
    const bool is_resumed = line.said == Phase::held && phase == Phase::talking;
    line.said = phase;
    for (Entry& entry : line.entries)
        entry.told = &entry == &*top;
    out.push_back({line.accountid, line.groupid, phase, top->direction, top->leg->to_leg(), std::nullopt, std::nullopt,
                   at, is_resumed});
}

void FeedPlanner::say_ended(const std::string& uid, const Line& line, TimePoint at, std::vector<FeedEvent>& out)
{
    Ending& ending = endings_[uid];
    const TimePoint end = ending.end.value_or(at);
    out.push_back({line.accountid, line.groupid, Phase::ended, ending.direction, std::move(ending.leg), end,
                   ending.disposition, end});
    ended_.push_back(uid);
    if (ended_.size() > kRemembered) ended_.pop_front();
}

}  // namespace calls
