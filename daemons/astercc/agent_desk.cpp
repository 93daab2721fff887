// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemons/astercc/agent_desk.h"

#include "common/runtime/log.h"

#include <algorithm>
#include <array>
#include <utility>

namespace astercc {

using calls::QueueSeat;
using calls::QueueStep;

namespace {

using Member = QueueSeat::Member;

constexpr std::chrono::seconds answer_takes_at_most{10};

// Asterisk's words for what is as it shall be already.
bool is_as_wished(QueueStep::Kind kind, std::string_view words)
{
    const auto says = [&](std::string_view part) { return words.find(part) != std::string_view::npos; };
    switch (kind) {
        case QueueStep::Kind::add:
            return says("Already there");
        case QueueStep::Kind::remove:
            return says("Not there") || says("not dynamic") || says("No such queue");
        case QueueStep::Kind::pause:
        case QueueStep::Kind::unpause:
            return says("Interface not found");  // a member of no queue
    }
    return false;
}

calls::AgentStanding pause_of(const db::AskedRow& row)
{
    if (row.reason.id == 0) return calls::paused_standing(calls::pause::plain);
    return {calls::AgentStatus::paused, row.reason};
}

}  // namespace

AgentDesk::AgentDesk(std::string server, AgentConfig config, Ask ask, Look look)
    : server_(std::move(server)),
      config_(std::move(config)),
      ask_(std::move(ask)),
      look_(std::move(look)),
      origin_(server_ + "/agents/" + std::to_string(runtime::to_epoch_ms(runtime::now())))
{
}

void AgentDesk::set_rules(std::vector<calls::AgentAccount> accounts, GroupRules rules,
                          std::vector<db::PauseReasonRow> reasons)
{
    std::erase_if(accounts, [&](const calls::AgentAccount& account) { return account.server != server_; });
    accounts_.clear();
    for (const auto& account : accounts)
        accounts_.emplace(account.id, account);
    directory_ = calls::AgentDirectory{std::move(accounts)};
    rules_ = std::move(rules);
    reasons_ = std::move(reasons);
    for (auto& [id, known] : agents_) {
        if (const auto found = accounts_.find(id); found != accounts_.end()) known.account = found->second;
        known.agent.set_rules(rules_of(known.account));
    }
}

void AgentDesk::take(AgentItem item)
{
    const bool waits = std::holds_alternative<CallsChanged>(item) || std::holds_alternative<MemberMissed>(item);
    if (waits && !has_adopted_) {
        if (lease_.is_held()) meanwhile_.push_back(std::move(item));
        return;
    }
    std::visit([this](auto&& one) { on(std::forward<decltype(one)>(one)); }, std::move(item));
}

void AgentDesk::act(runtime::TimePoint now)
{
    for (auto& [id, known] : agents_) {
        known.agent.tick(now);
        if (!is_up_) continue;
        follow_interface(known);
        auto wish = wish_of(known);
        if (known.interface.empty() || known.told == wish) continue;
        for (const auto& step : calls::queue_steps(known.told, wish))
            ask_(id, known.interface, step);
        known.told = std::move(wish);
    }
}

// The account was given another telephone: the former one leaves the queues it was put in.
void AgentDesk::follow_interface(Known& known)
{
    auto interface = interface_of(known.account);
    if (known.interface == interface) return;
    if (known.told && !known.interface.empty())
        for (const auto& [queue, seat] : known.told->seats)
            if (seat.member == Member::in)
                ask_(known.account.id, known.interface, {QueueStep::Kind::remove, queue, {}});
    known.interface = std::move(interface);
    known.told.reset();
}

// --- what is heard ---------------------------------------------------------------------------------------------

void AgentDesk::on(LegsAlive&& item)
{
    alive_ = std::move(item.legs);
    lease_ = std::move(item.lease);
    meanwhile_.clear();
    has_adopted_ = false;
}

// Whoever is active finds the rows: what is known here must not be acted on again.
void AgentDesk::on(const StoodDown&)
{
    agents_.clear();
    of_leg_.clear();
    alive_.clear();
    meanwhile_.clear();
    settled_.clear();
    lease_ = {};
    has_adopted_ = false;
}

void AgentDesk::on(const CallsChanged& item)
{
    for (const auto& change : item.changes) {
        if (const auto* now = std::get_if<calls::LegChanged>(&change))
            changed(now->leg, item.at);
        else if (const auto* dropped = std::get_if<calls::LegDropped>(&change))
            gone(dropped->key, item.at);
        else
            gone(std::get<calls::LegFinished>(change).finished.leg.key,
                 std::get<calls::LegFinished>(change).finished.end);
    }
}

void AgentDesk::changed(const calls::Leg& leg, runtime::TimePoint at)
{
    std::vector<std::uint32_t> parties;
    for (const bool is_caller : {true, false}) {
        auto* known = agent_of(is_caller ? leg.srcchan : leg.dstchan);
        if (known == nullptr) continue;
        known->agent.call_changed(leg, is_caller, at);
        parties.push_back(known->account.id);
    }
    if (parties.empty() && !of_leg_.contains(leg.key)) return;
    auto& before = of_leg_[leg.key];
    for (const auto id : before)
        if (std::ranges::find(parties, id) == parties.end()) agents_.at(id).agent.call_gone(leg.key, at);
    before = std::move(parties);
}

void AgentDesk::gone(const calls::LegKey& leg, runtime::TimePoint at)
{
    const auto found = of_leg_.find(leg);
    if (found == of_leg_.end()) return;
    for (const auto id : found->second)
        agents_.at(id).agent.call_gone(leg, at);
    of_leg_.erase(found);
}

void AgentDesk::on(const AsteriskUp& item)
{
    is_up_ = true;
    has_pjsip_ = item.has_pjsip;
    has_told_of_right_ = false;
    for (auto& [id, known] : agents_) {
        known.told.reset();
        known.doubt.reset();
    }
}

// One that is starting lets us in before it has read its queues.
void AgentDesk::on(const AsteriskBooted&)
{
    for (auto& [id, known] : agents_)
        if (std::exchange(known.is_incomplete, false)) known.told.reset();
}

void AgentDesk::on(const AsteriskDown&)
{
    is_up_ = false;
}

void AgentDesk::on(const MemberMissed& item)
{
    if (auto* known = agent_at(item.interface)) known->agent.call_missed(item.at);
}

// What is as we told it is the echo of that. Anything else may be an echo that comes late: Asterisk, asked now, tells.
void AgentDesk::on(const MemberPaused& item)
{
    auto* known = agent_at(item.interface);
    if (known == nullptr || !known->told || known->agent.is_off()) return;
    if (calls::is_as_told(*known->told, item.queue, item.pause)) return;
    const bool is_asked = known->doubt && item.at - known->doubt->since < answer_takes_at_most;
    if (is_asked)
        known->doubt->has_news = true;
    else
        look(*known, item.at);
}

void AgentDesk::look(Known& known, runtime::TimePoint since)
{
    known.doubt = Doubt{*known.told, since};
    look_(known.interface);
}

void AgentDesk::on(const MemberPauses& item)
{
    auto* known = agent_at(item.interface);
    if (known == nullptr) return;
    const auto doubt = std::exchange(known->doubt, std::nullopt);
    if (!doubt || !known->told || known->agent.is_off()) return;
    if (*known->told != doubt->told || doubt->has_news) return look(*known, doubt->since);
    if (const auto change = calls::outside_change(*known->told, item.queues)) take_over(*known, *change, doubt->since);
}

// As if the person had chosen it on the page; Asterisk knows already.
void AgentDesk::take_over(Known& known, const calls::OutsideChange& change, runtime::TimePoint at)
{
    using Standing = calls::OutsideChange::Standing;
    runtime::log_info("paused_from_outside", {{"server", server_},
                                              {"agent", known.account.id},
                                              {"paused", change.standing == Standing::paused},
                                              {"reason", change.reason}});
    if (known.agent.is_lagged()) return known.told.reset();  // nobody is there: we ask for our pause again
    switch (change.standing) {
        case Standing::unchanged:
            break;
        case Standing::ready:
            known.told->pause.reset();
            known.agent.choose(calls::ready_standing(), at);
            break;
        case Standing::paused:
            known.told->pause = change.reason;
            known.agent.choose({calls::AgentStatus::paused, reason_named(known.account.groupid, change.reason)}, at);
            break;
    }
    for (const auto& [queue, pause] : change.queues)
        known.seats[queue].pause = known.told->seats[queue].pause = pause;
}

// The group's own before that of all.
calls::PauseReason AgentDesk::reason_named(unsigned group, const std::string& word) const
{
    if (word.empty()) return calls::paused_standing(calls::pause::plain).reason;
    calls::PauseReason reason{0, word};
    for (const auto& row : reasons_) {
        if (row.word != word || (row.group != 0 && row.group != group)) continue;
        reason.id = row.id;
        if (row.group == group) break;
    }
    return reason;
}

void AgentDesk::on(const QueueAnswer& item)
{
    const auto found = agents_.find(item.account);
    if (found == agents_.end()) return;
    auto& known = found->second;
    if (!item.is_answered) return known.told.reset();
    if (!item.refusal.empty() && !is_as_wished(item.step.kind, item.refusal))
        return refused(known, item.step, item.refusal);
    if (item.step.kind == QueueStep::Kind::add) known.joining.erase(item.step.queue);
}

void AgentDesk::refused(Known& known, const QueueStep& step, const std::string& words)
{
    runtime::log_warning("queue_refused",
                         {{"server", server_}, {"agent", known.account.id}, {"queue", step.queue}, {"err", words}});
    known.error = words;
    if (words.find("ermission denied") != std::string::npos) tell_of_missing_right(words);
    if (step.kind != QueueStep::Kind::add) return;
    const auto request = known.joining.extract(step.queue);
    if (!request) {
        known.is_incomplete = true;
        return;
    }
    settled_[request.mapped()] = words;
    known.seats[step.queue].member = Member::out;
    known.told = wish_of(known);
}

void AgentDesk::tell_of_missing_right(const std::string& words)
{
    if (std::exchange(has_told_of_right_, true)) return;
    runtime::log_error("agents_refused",
                       {{"server", server_},
                        {"err", words},
                        {"remedy", "give the manager user write=agent (etc/asterisk/manager.conf: asterccdaemon)"}});
}

// --- what people ask for -----------------------------------------------------------------------------------------

void AgentDesk::serve(const db::AskedRow& row)
{
    if (settled_.contains(row.id)) return;
    auto& outcome = settled_[row.id];
    auto found = agents_.find(row.account);
    if (found == agents_.end()) {
        const auto account = accounts_.find(row.account);
        if (account == accounts_.end() || interface_of(account->second).empty()) {
            outcome = "the account has no telephone";
            return;
        }
        know(account->second);
        found = agents_.find(row.account);
    }
    found->second.error.clear();
    if (!apply(found->second, row)) outcome = "unknown action";
}

bool AgentDesk::apply(Known& known, const db::AskedRow& row)
{
    auto& agent = known.agent;
    const auto at = std::min(row.at, runtime::now());
    if (row.action == "sign_in") return agent.sign_in(at), true;
    if (row.action == "sign_out") return agent.sign_out(at), true;
    if (row.action == "ready") return agent.choose(calls::ready_standing(), at), true;
    if (row.action == "pause") return agent.choose(pause_of(row), at), true;
    if (row.action == "off") return agent.choose({}, at), true;
    if (row.action == "extend") return agent.extend_wrapup(config_.wrapup_extension, at), true;
    if (row.action == "finish") return agent.finish_wrapup(at), true;
    constexpr std::array of_queues{"join", "leave", "pause_queue", "resume_queue"};
    if (std::ranges::find(of_queues, row.action) == of_queues.end() || row.queue.empty()) return false;
    apply_to_queue(known, row);
    return true;
}

void AgentDesk::apply_to_queue(Known& known, const db::AskedRow& row)
{
    auto& seat = known.seats[row.queue];
    if (row.action == "join") {
        if (!is_up_) {
            settled_[row.id] = "Asterisk cannot be reached";
            return;
        }
        seat.member = Member::in;
        known.joining[row.queue] = row.id;
    }
    if (row.action == "leave") seat.member = Member::out;
    if (row.action == "pause_queue") seat.pause = pause_of(row).reason.word;
    if (row.action != "pause_queue") seat.pause.reset();
}

// --- who is who ---------------------------------------------------------------------------------------------------

AgentDesk::Known* AgentDesk::agent_of(std::string_view channel)
{
    const auto* account = directory_.find(server_, channel);
    if (account == nullptr) return nullptr;
    const auto found = agents_.find(account->id);
    return found == agents_.end() ? nullptr : &found->second;
}

// An interface has no running number: PJSIP/desk-1 is no channel of PJSIP/desk.
AgentDesk::Known* AgentDesk::agent_at(const std::string& interface)
{
    return agent_of(interface + "-");
}

AgentDesk::Known& AgentDesk::know(const calls::AgentAccount& account)
{
    auto& known = agents_[account.id];
    known.account = account;
    known.agent = calls::Agent{{}, rules_of(account)};
    return known;
}

calls::AgentRules AgentDesk::rules_of(const calls::AgentAccount& account) const
{
    calls::AgentRules rules;
    rules.at_sign_in = config_.at_sign_in;
    if (const auto found = rules_.find(account.groupid); found != rules_.end()) {
        rules.wrapup = found->second.wrapup;
        rules.pause_when_missed = found->second.pause_when_missed;
    }
    return rules;
}

std::string AgentDesk::interface_of(const calls::AgentAccount& account) const
{
    return calls::member_interface(account, has_pjsip_);
}

calls::QueueWish AgentDesk::wish_of(const Known& known)
{
    calls::QueueWish wish{known.agent.wanted_pause(), known.seats};
    if (known.agent.is_off())
        for (auto& [queue, seat] : wish.seats)
            if (seat.member == Member::in) seat.member = Member::out;
    return wish;
}

}  // namespace astercc
