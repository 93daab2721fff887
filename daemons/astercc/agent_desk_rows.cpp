// SPDX-License-Identifier: GPL-3.0-or-later
// The agents' desk and its rows: what it finds after a start, looks for, and writes.
#include "common/calls/agent_news.h"
#include "common/runtime/log.h"
#include "daemons/astercc/agent_desk.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <utility>

namespace astercc {

// --- after a start -----------------------------------------------------------------------------------------------

void AgentDesk::adopt(db::Connection& connection)
{
    db::AgentStateGateway gateway{connection, server_};
    agents_.clear();
    of_leg_.clear();
    for (auto& row : gateway.agents()) {
        const auto account = accounts_.find(row.account);
        if (account == accounts_.end()) continue;
        auto& known = know(account->second);
        known.agent = calls::Agent{row.record, rules_of(account->second)};
        known.seats = row.seats;
        known.error = row.error;
        known.written = std::move(row);
    }
    catch_up(gateway.ended_legs());
    has_adopted_ = true;
    for (auto& item : std::exchange(meanwhile_, {}))
        take(std::move(item));
    for (auto& [id, known] : agents_)
        known.agent.resume(runtime::now());
}

// What was alive at an agent's last change is known again; what became of it since follows, in its order.
void AgentDesk::catch_up(const std::vector<db::EndedAgentLeg>& ended)
{
    Story story;
    for (const auto& leg : std::exchange(alive_, {})) {
        for (const bool is_caller : {true, false}) {
            auto* known = agent_of(is_caller ? leg.srcchan : leg.dstchan);
            if (known == nullptr) continue;
            of_leg_[leg.key].push_back(known->account.id);
            tell_of(known->agent, leg, is_caller, story);
        }
    }
    for (const auto& one : ended) {
        const auto found = agents_.find(one.account);
        if (found == agents_.end()) continue;
        auto& agent = found->second.agent;
        tell_of(agent, one.leg, one.is_caller, story);
        story.emplace(one.end, [&agent, &one] { agent.call_gone(one.leg.key, one.end); });
    }
    for (const auto& [at, happens] : story)
        happens();
}

void AgentDesk::tell_of(calls::Agent& agent, calls::Leg leg, bool is_caller, Story& story)
{
    const auto came_to = [&](calls::LegState state, runtime::TimePoint at) {
        leg.state = state;
        if (at <= agent.since())
            agent.recall(leg, is_caller);
        else
            story.emplace(at, [&agent, leg, is_caller, at] { agent.call_changed(leg, is_caller, at); });
    };
    came_to(calls::LegState::ringing, leg.ringing.value_or(leg.start));
    if (leg.answer) came_to(calls::LegState::link, *leg.answer);
}

// --- what is looked for --------------------------------------------------------------------------------------------

void AgentDesk::serve_requests(db::Connection& connection)
{
    if (!lease_.is_held()) return;
    if (!has_adopted_) adopt(connection);
    for (const auto& row : db::AgentStateGateway{connection, server_}.asked())
        serve(row);
}

void AgentDesk::look_around(db::Connection& connection, runtime::TimePoint now, std::chrono::seconds seen_for)
{
    if (!has_adopted_) return;
    db::AgentStateGateway gateway{connection, server_};
    for (const auto& silence : gateway.silences()) {
        const auto found = agents_.find(silence.account);
        if (found == agents_.end()) continue;
        auto& agent = found->second.agent;
        if (!silence.seconds)
            agent.sign_out(now);
        else if (config_.grace.count() > 0 && std::min(*silence.seconds, seen_for) >= config_.grace)
            agent.lost(now);
        else if (*silence.seconds < config_.grace)
            agent.heard(now);
    }
    const auto unreachable = gateway.unreachable_phones();
    for (auto& [id, known] : agents_) {
        known.agent.phone_reachable(!unreachable.contains(interface_of(known.account)), now);
        if (!accounts_.contains(id)) known.agent.sign_out(now);  // disabled, deleted, or another server's now
    }
}

// --- what is written -----------------------------------------------------------------------------------------------

void AgentDesk::write(db::Connection& connection)
{
    if (!has_adopted_) return;
    const auto agents = unwritten();
    if (agents.empty() && settled_.empty()) return;
    try {
        write(connection, agents);
    } catch (const db::DbError& e) {
        if (e.is_transient()) throw;
        for (auto* known : agents) {
            try {
                write(connection, {known});
            } catch (const db::DbError& refusal) {
                if (refusal.is_transient()) throw;
                runtime::log_error("row_refused",
                                   {{"server", server_}, {"agent", known->account.id}, {"err", refusal.what()}});
                written(*known);
            }
        }
    }
}

std::vector<AgentDesk::Known*> AgentDesk::unwritten()
{
    std::vector<Known*> agents;
    for (auto& [id, known] : agents_) {
        std::ranges::move(known.agent.take_log(), std::back_inserter(known.log));
        if (!known.log.empty() || row_of(known) != known.written) agents.push_back(&known);
    }
    return agents;
}

void AgentDesk::write(db::Connection& connection, const std::vector<Known*>& agents)
{
    db::Transaction transaction{connection};
    lease_.confirm(connection);
    for (auto* known : agents)
        write(connection, *known);
    db::AgentStateGateway gateway{connection, server_};
    for (const auto& [request, error] : settled_)
        gateway.settle(request, error);
    transaction.commit();
    settled_.clear();
    for (auto* known : agents)
        written(*known);
}

void AgentDesk::write(db::Connection& connection, Known& known)
{
    const auto row = row_of(known);
    db::AgentStateGateway gateway{connection, server_};
    gateway.put_state(row);
    if (row.seats != known.written.seats) gateway.put_seats(row.account, row.seats);
    gateway.put_log(row, known.log);
    const auto news = calls::to_json({row.record, row.seats, row.error, runtime::now()}).dump();
    const db::FeedRow feed{next_news_++, "agent", row.account, row.group, news};
    db::CallGateway{connection, server_}.append_feed(origin_, {&feed, 1});
}

void AgentDesk::written(Known& known)
{
    known.log.clear();
    known.written = row_of(known);
}

db::AgentRow AgentDesk::row_of(const Known& known) const
{
    return {known.account.id,     known.account.groupid, interface_of(known.account),
            known.agent.record(), known.seats,           known.error};
}

}  // namespace astercc
