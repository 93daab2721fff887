// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/unit/calls/world.h"

#include <cmath>

namespace test {

void World::apply(const std::vector<Change>& changes)
{
    for (const Change& change : changes) {
        if (const auto* c = std::get_if<calls::LegChanged>(&change)) {
            if (recorded_.contains(c->leg.key))
                complaints.push_back("alive again after its record: " + describe(change));
            live[c->leg.key] = c->leg;
        } else if (const auto* d = std::get_if<calls::LegDropped>(&change)) {
            if (live.erase(d->key) == 0) complaints.push_back("dropped, but not alive: " + describe(change));
        } else {
            take(std::get<calls::LegFinished>(change));
        }
    }
}

void World::take(const calls::LegFinished& change)
{
    const calls::FinishedLeg& f = change.finished;
    live.erase(f.leg.key);
    const std::string text = describe(Change{change});
    if (!recorded_.insert(f.leg.key).second) complaints.push_back("recorded twice: " + text);
    if (!f.leg.key.dstuid.empty() && recorded_.contains({f.leg.key.dstuid, f.leg.key.srcuid}))
        complaints.push_back("twin with swapped sides: " + text);
    if (f.leg.key.srcuid.empty() || f.leg.key.srcuid == f.leg.key.dstuid) complaints.push_back("no pair: " + text);
    if (f.end < f.leg.start || f.talk.count() < 0 || f.talk > f.end - f.leg.start + std::chrono::seconds{1})
        complaints.push_back("impossible times: " + text);
    if (f.hold.count() < 0 || f.hold > f.talk || f.wait.count() < 0 || f.ring.count() < 0 ||
        f.ring > f.end - f.leg.start + std::chrono::seconds{1})
        complaints.push_back("impossible measures: " + text);
    if (f.disposition != calls::Disposition::answered && f.talk.count() > 0)
        complaints.push_back("talk without an answer: " + text);
    finished.push_back(f);
}

void Asterisk::apply(const OwnedMessage& message)
{
    const std::string event = message.event();
    const std::string uid = message.get("Uniqueid");
    if (message.get("BridgeTechnology") == "holding_bridge") holding_.insert(message.get("BridgeUniqueid"));
    if (event == "Newchannel") {
        channels_[uid]["Uniqueid"] = uid;
        born_[uid] = time_of(message);
    }
    const auto channel = channels_.find(uid);
    if (channel == channels_.end()) return;
    if (event == "Hangup") {
        channels_.erase(channel);
        born_.erase(uid);
        return;
    }
    for (const std::string name : {"Channel", "ChannelState", "ChannelStateDesc", "CallerIDNum", "CallerIDName",
                                   "ConnectedLineNum", "Context", "Exten", "Linkedid"}) {
        if (const std::string value = message.get(name); !value.empty()) channel->second[name] = value;
    }
    if (event == "Newexten") {
        channel->second["Application"] = message.get("Application");
        channel->second["ApplicationData"] = message.get("AppData");
    }
    if (event == "BridgeEnter") channel->second["BridgeId"] = message.get("BridgeUniqueid");
    if (event == "BridgeLeave") channel->second.erase("BridgeId");
}

Stream Asterisk::core_show_channels(TimePoint now) const
{
    Stream list;
    for (const auto& [uid, headers] : channels_) {
        OwnedMessage item;
        item.received = now;
        item.headers.emplace_back("Event", "CoreShowChannel");
        item.headers.insert(item.headers.end(), headers.begin(), headers.end());
        const auto age = std::chrono::duration_cast<std::chrono::seconds>(now - born_.at(uid)).count();
        const auto two = [](long long n) { return (n < 10 ? "0" : "") + std::to_string(n); };
        item.headers.emplace_back("Duration", two(age / 3600) + ":" + two(age / 60 % 60) + ":" + two(age % 60));
        list.push_back(item);
    }
    return list;
}

std::set<std::string> Asterisk::talking() const
{
    std::map<std::string, std::vector<std::string>> bridges;
    for (const auto& [uid, headers] : channels_) {
        const auto bridge = headers.find("BridgeId");
        const bool is_person = !headers.at("Channel").starts_with("Local/");
        if (bridge != headers.end() && is_person) bridges[bridge->second].push_back(uid);
    }
    std::set<std::string> people;
    for (const auto& [id, members] : bridges) {
        if (members.size() == 2 && !holding_.contains(id)) people.insert(members.begin(), members.end());
    }
    return people;
}

std::vector<Change> take_snapshot(calls::Tracker& tracker, const Asterisk& asterisk, TimePoint now)
{
    std::vector<Change> changes;
    tracker.begin_snapshot();
    for (const OwnedMessage& item : asterisk.core_show_channels(now))
        item.apply_to(tracker, changes);
    tracker.end_snapshot(now, changes);
    return changes;
}

TimePoint time_of(const OwnedMessage& message)
{
    const std::string stamp = message.get("Timestamp");
    return stamp.empty() ? message.received : runtime::from_epoch_ms(std::llround(std::stod(stamp) * 1000));
}

std::set<calls::LegKey> keys(const std::vector<calls::Leg>& legs)
{
    std::set<calls::LegKey> all;
    for (const calls::Leg& leg : legs)
        all.insert(leg.key);
    return all;
}

}  // namespace test
