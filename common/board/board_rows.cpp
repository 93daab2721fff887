// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/board/board_rows.h"

#include "common/board/campaign_rows.h"
#include "common/board/queue_seating.h"
#include "common/calls/feed_event.h"
#include "common/calls/feed_json.h"
#include "common/runtime/text.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <set>

namespace board {

namespace {

using nlohmann::json;
using runtime::to_utf8;

json epoch_ms(const std::optional<TimePoint>& time)
{
    return time ? json(runtime::to_epoch_ms(*time)) : json();
}

std::string id_of(const ServerName& name)
{
    return to_utf8(name.first) + "|" + to_utf8(name.second);
}

template <class Value>
std::vector<Value> sorted(const std::set<Value>& values)
{
    return {values.begin(), values.end()};
}

template <class Map, class Key>
auto value_or_none(const Map& map, const Key& key)
{
    const auto found = map.find(key);
    return found == map.end() ? typename Map::mapped_type{} : found->second;
}

// peerstatus knows five words; who looks needs to know whether the telephone can ring.
bool is_there(const std::string& telephone)
{
    return telephone == "registered" || telephone == "reachable";
}

json agent_json(const AgentFacts& agent)
{
    const auto& record = agent.record;
    const auto& reason = record.standing.reason;
    const auto since = [&](TimePoint time) { return agent.has_signed_in ? epoch_ms(time) : json(); };
    return {{"account", agent.account},
            {"username", to_utf8(agent.username)},
            {"name", to_utf8(agent.name)},
            {"extension", to_utf8(agent.extension)},
            {"group", agent.group},
            {"groupName", to_utf8(agent.group_name)},
            {"server", to_utf8(agent.server)},
            {"telephone", agent.telephone},
            {"there", is_there(agent.telephone)},
            {"status", calls::to_string(record.standing.status)},
            {"statusSince", since(record.standing_since)},
            {"reasonid", reason.id},
            {"reason", to_utf8(reason.word)},
            {"colour", agent.colour},
            {"limit", agent.limit_minutes},
            {"state", calls::to_string(record.state)},
            {"stateSince", since(record.state_since)},
            {"queue", to_utf8(record.queue)},
            {"linkedid", to_utf8(record.linkedid)},
            {"wrapupEnd", epoch_ms(record.wrapup_end)}};
}

BoardRow agent_row(const AgentFacts& agent, const AgentToday& today)
{
    auto row = agent_json(agent);
    BoardRow made{.part = Part::agent,
                  .id = std::to_string(agent.account),
                  .text = {},
                  .colleague_text = row.dump(),
                  .groups = {agent.group},
                  .accounts = {agent.account}};
    row["callsToday"] = today.calls;
    row["talkToday"] = today.talk_seconds;
    made.text = row.dump();
    return made;
}

json call_json(const CallFacts& call)
{
    const auto& leg = call.leg;
    return {{"leg", calls::leg_id(leg.key, call.server)},
            {"linkedid", to_utf8(leg.linkedid)},
            {"server", to_utf8(call.server)},
            {"phase", calls::to_string(calls::phase_of(leg, calls::Direction::out))},
            {"src", to_utf8(leg.src)},
            {"srcName", to_utf8(leg.srcname)},
            {"srcChannel", to_utf8(leg.srcchan)},
            {"srcAccount", call.src_account},
            {"dst", to_utf8(leg.dst)},
            {"dstChannel", to_utf8(leg.dstchan)},
            {"dstAccount", call.dst_account},
            {"did", to_utf8(leg.didnumber)},
            {"queue", to_utf8(leg.queue)},
            {"start", epoch_ms(leg.start)},
            {"ringing", epoch_ms(leg.ringing)},
            {"answer", epoch_ms(leg.answer)},
            {"held", leg.held}};
}

BoardRow call_row(const CallFacts& call, const QueueSeating& seating)
{
    std::set<unsigned> groups{call.groups.begin(), call.groups.end()};
    std::set<unsigned> accounts{call.src_account, call.dst_account};
    accounts.erase(0);
    if (groups.empty() && accounts.empty()) groups = seating.groups({call.server, call.leg.queue});
    if (call.campaign_group != 0) groups.insert(call.campaign_group);
    auto row = call_json(call);
    row["groups"] = groups;
    const auto text = row.dump();
    return {.part = Part::call,
            .id = row["leg"],
            .text = text,
            .colleague_text = accounts.empty() ? std::string{} : text,
            .campaign_text = campaign_call_text(call),
            .groups = sorted(groups),
            .accounts = sorted(accounts)};
}

// Of the day by queue_log where it is read, else Asterisk's own counters.
json queue_figures(const QueueFacts& queue, const QueueToday& today)
{
    if (!queue.has_log)
        return {{"counts", "asterisk"},
                {"answered", queue.answered},
                {"abandoned", queue.abandoned},
                {"serviceLevel", queue.answered > 0 ? json(queue.service_percent) : json()}};
    const auto offered = today.answered + today.abandoned;
    return {{"counts", "today"},
            {"answered", today.answered},
            {"abandoned", today.abandoned},
            {"serviceLevel", offered > 0 ? json((100 * today.in_time + offered / 2) / offered) : json()}};
}

std::optional<TimePoint> longest_wait_since(const ServerName& queue, const std::vector<CallerFacts>& callers)
{
    std::optional<TimePoint> since;
    for (const auto& caller : callers)
        if (caller.queue == queue) since = std::min(caller.since, since.value_or(caller.since));
    return since;
}

BoardRow queue_row(const QueueFacts& queue, const BoardFacts& facts, const QueueSeating& seating)
{
    const auto members = seating.members(queue.queue);
    const auto groups = seating.groups(queue.queue);
    auto row = queue_figures(queue, value_or_none(facts.queues_today, queue.queue));
    row["queue"] = to_utf8(queue.queue.second);
    row["server"] = to_utf8(queue.queue.first);
    row["strategy"] = queue.strategy;
    row["waiting"] = queue.waiting;
    row["longestSince"] = epoch_ms(longest_wait_since(queue.queue, facts.callers));
    row["target"] = queue.service_seconds;
    row["members"] = {{"ready", members.ready},      {"ringing", members.ringing},         {"busy", members.busy},
                      {"paused", members.paused},    {"unavailable", members.unavailable}, {"all", members.all()},
                      {"accounts", members.accounts}};
    row["groups"] = groups;
    return {.part = Part::queue,
            .id = id_of(queue.queue),
            .text = row.dump(),
            .colleague_text = {},
            .groups = sorted(groups),
            .accounts = {}};
}

BoardRow caller_row(const CallerFacts& caller, const QueueSeating& seating)
{
    const json row{{"queue", to_utf8(caller.queue.second)}, {"server", to_utf8(caller.queue.first)},
                   {"channel", to_utf8(caller.channel)},    {"uniqueid", to_utf8(caller.uniqueid)},
                   {"number", to_utf8(caller.number)},      {"name", to_utf8(caller.name)},
                   {"position", caller.position},           {"since", epoch_ms(caller.since)}};
    return {.part = Part::caller,
            .id = id_of(caller.queue) + "|" + to_utf8(caller.channel),
            .text = row.dump(),
            .colleague_text = {},
            .groups = sorted(seating.groups(caller.queue)),
            .accounts = {}};
}

// The telephones in use, of all servers.
std::set<ServerName> busy_peers(const std::vector<CallFacts>& calls)
{
    std::set<ServerName> busy;
    for (const auto& call : calls)
        for (const auto* channel : {&call.leg.srcchan, &call.leg.dstchan})
            busy.emplace(call.server, calls::device_of(*channel));
    return busy;
}

BoardRow peer_row(const PeerFacts& peer, bool is_busy)
{
    const json row{{"peer", to_utf8(peer.peer.second)},
                   {"server", to_utf8(peer.peer.first)},
                   {"status", is_busy                 ? "busy"
                              : is_there(peer.status) ? "registered"
                                                      : "unavailable"},
                   {"since", epoch_ms(peer.since)}};
    return {.part = Part::peer,
            .id = id_of(peer.peer),
            .text = row.dump(),
            .colleague_text = {},
            .groups = {},
            .accounts = {}};
}

}  // namespace

std::vector<BoardRow> board_rows(const BoardFacts& facts)
{
    const QueueSeating seating{facts.agents, facts.members};
    const auto busy = busy_peers(facts.calls);
    std::vector<BoardRow> rows;
    rows.reserve(facts.agents.size() + facts.calls.size() + facts.queues.size() + facts.callers.size() +
                 facts.peers.size() + facts.campaigns.size());
    for (const auto& agent : facts.agents)
        rows.push_back(agent_row(agent, value_or_none(facts.agents_today, agent.account)));
    for (const auto& call : facts.calls)
        rows.push_back(call_row(call, seating));
    for (const auto& queue : facts.queues)
        rows.push_back(queue_row(queue, facts, seating));
    for (const auto& caller : facts.callers)
        rows.push_back(caller_row(caller, seating));
    for (const auto& peer : facts.peers)
        if (!seating.has_agent(peer.peer)) rows.push_back(peer_row(peer, busy.contains(peer.peer)));
    for (const auto& campaign : facts.campaigns)
        rows.push_back(campaign_row(campaign));
    return rows;
}

}  // namespace board
