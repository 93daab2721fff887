// SPDX-License-Identifier: GPL-3.0-or-later
#include "cgi/pages/list_dialer.h"

#include "cgi/pages/asterisk_words.h"

namespace pages {

namespace {

using dialing::ListWork;
using dialing::Objection;
using dialing::WorkPhase;
using dialing::WorkTrouble;
using i18n::message;

// In one step; the next one goes on.
constexpr int most_refused = 50;

constexpr int did_not_answer = 502;

const char* response_of(Objection objection)
{
    return objection == Objection::do_not_call ? "DNC" : "INVALID";
}

}  // namespace

std::string call_name(const db::DialTask& task)
{
    const auto created = task.created ? runtime::to_epoch_ms(*task.created) / 1000 : 0;
    return "work-" + std::to_string(task.id) + "-" + std::to_string(created);
}

ListDialer::ListDialer(db::LazyConnection& db, const web::View& view, const web::Settings& settings,
                       web::AsteriskLines& lines)
    : db_(db),
      view_(view),
      settings_(settings),
      originator_(db, view, settings, lines),
      calls_(db),
      works_(db),
      tasks_(db),
      attempts_(db),
      campaigns_(db),
      log_(db)
{
}

std::optional<web::Response> ListDialer::step(const web::Request& request, const Change& change)
{
    const auto& account = request.account();
    db::Transaction transaction{db_.get()};
    const auto before = works_.lock(account.id, request.now);
    const auto standing = works_.standing(account.id);
    auto work = settle(request, before, standing);
    if (work.phase != WorkPhase::calling && !attempts_.owes_disposition(account, work.attempt))
        if (const auto connected = attempts_.adopt_call(account, request.now)) work.attempt = *connected;
    const dialing::WorkFacts facts{.is_busy = standing.is_busy,
                                   .is_on_break = standing.is_on_break,
                                   .owes_disposition = attempts_.owes_disposition(account, work.attempt)};
    work = change(work, facts);
    std::optional<Call> call;
    if (dialing::is_time_to_dial(work, facts, request.now)) call = dial_next(request, work, standing);
    works_.store(account.id, work);
    transaction.commit();
    return call ? place(request, *call) : std::nullopt;
}

ListWork ListDialer::settle(const web::Request& request, ListWork work, const db::AgentStanding& standing)
{
    work = dialing::hear(work, request.now);
    if (work.phase == WorkPhase::preview &&
        !tasks_.keep(request.account(), work.task, request.now + dialing::work_lease))
        return dialing::put_number_away(work, request.now);
    return work.phase == WorkPhase::calling ? settle_call(request, work, standing) : work;
}

ListWork ListDialer::settle_call(const web::Request& request, ListWork work, const db::AgentStanding& standing)
{
    const auto attempt = attempts_.find(request.account(), work.attempt);
    // astercctools may have been faster: it takes back what its agent did not answer, and closes the others.
    if (!attempt) return dialing::take_back_call(work, WorkTrouble::unanswered, request.now);
    if (!attempt->is_open()) return dialing::end_call(work, standing.interval, request.now);
    const auto legs = attempts_.legs(request.account(), *attempt);
    attempts_.name_call(*attempt, dialing::call_of(legs, attempt->task.number));
    const auto end = dialing::end_of_attempt(legs, attempt->task.number, attempt->begun, request.now);
    if (!end) return work;
    if (!end->was_dialed) {
        attempts_.take_back(*attempt, request.account().username, request.now);
        return dialing::take_back_call(work, WorkTrouble::unanswered, request.now);
    }
    attempts_.close(attempt->id, *end);
    return dialing::end_call(work, standing.interval, request.now);
}

std::optional<ListDialer::Call> ListDialer::dial_next(const web::Request& request, ListWork& work,
                                                      const db::AgentStanding& standing)
{
    if (!standing.is_reachable) {
        work = dialing::take_back_call(work, WorkTrouble::unreachable, request.now);
        return std::nullopt;
    }
    const auto telephone = calls_.telephone_of(request.account().id);
    const auto task = next_number(request, desk_of(telephone, settings_));
    if (!task) {
        work = dialing::find_nothing(work, tasks_.backlog(request.account(), request.now).next_due, request.now);
        return std::nullopt;
    }
    return begin(request, work, *task, telephone);
}

std::optional<db::DialTask> ListDialer::next_number(const web::Request& request, const dialing::Desk& desk)
{
    for (int refused = 0; refused < most_refused; ++refused) {
        auto task = tasks_.claim_next(request.account(), request.now, request.now + dialing::work_lease);
        if (!task || !refuse_if_forbidden(request, *task, desk)) return task;
    }
    return std::nullopt;
}

std::optional<Objection> ListDialer::refuse_if_forbidden(const web::Request& request, const db::DialTask& task,
                                                         const dialing::Desk& desk)
{
    dialing::NumberFacts facts;
    const auto group = task.groupid != 0 ? task.groupid : request.account().groupid;
    facts.do_not_call =
        calls_.do_not_call(task.number, settings_.numbers.trim_prefix.trim(task.number), group, task.campaignid);
    const auto objection = dialing::objection_to(task.number, desk, facts);
    if (!objection) return std::nullopt;
    attempts_.refuse(request.account(), task, response_of(*objection), request.now);
    tasks_.remove(task.id);
    return objection;
}

ListDialer::Call ListDialer::begin(const web::Request& request, ListWork& work, const db::DialTask& task,
                                   const db::Telephone& telephone)
{
    const auto& account = request.account();
    auto desk = desk_of(telephone, settings_);
    const auto campaign = campaigns_.find(task.campaignid).value_or(db::Campaign{});
    if (!campaign.incontext.empty()) desk.incontext = campaign.incontext;
    if (!campaign.outcontext.empty()) desk.outcontext = campaign.outcontext;
    const dialing::ListCall call{call_name(task), campaign.callerid, campaign.id};
    tasks_.remove(task.id);
    work = dialing::begin_call(work, attempts_.begin(account, task, call.channel_id, request.now), request.now);
    log_.append({request.actor(), "work_dial", call.channel_id, task.number}, request.now);
    return {telephone.server, task.number, work.attempt, dialing::dial_from_list(desk, task.number, call)};
}

// Without an answer the call may be made all the same: whether it was shows in its legs, or in their absence.
std::optional<web::Response> ListDialer::place(const web::Request& request, const Call& call)
{
    auto refusal = originator_.dial(request, call.server, call.order);
    if (refusal && refusal->status != did_not_answer) take_back(request, call.attempt);
    return refusal;
}

void ListDialer::take_back(const web::Request& request, std::uint64_t attempt)
{
    const auto& account = request.account();
    db::Transaction transaction{db_.get()};
    const auto work = works_.lock(account.id, request.now);
    const auto begun = attempts_.find(account, attempt);
    if (work.phase != WorkPhase::calling || work.attempt != attempt || !begun) return;
    attempts_.take_back(*begun, account.username, request.now);
    works_.store(account.id, dialing::take_back_call(work, WorkTrouble::refused, request.now));
    transaction.commit();
}

web::Response ListDialer::get_number(const web::Request& request)
{
    const auto& account = request.account();
    db::Transaction transaction{db_.get()};
    const auto before = works_.lock(account.id, request.now);
    const auto work = settle(request, before, works_.standing(account.id));
    if (work.phase != WorkPhase::off) return say(view_, request, false, message("You have a number already"));
    if (attempts_.owes_disposition(account, work.attempt))
        return say(view_, request, false, message("The last call needs a result first"));
    const auto task = next_number(request, desk_of(calls_.telephone_of(account.id), settings_));
    works_.store(account.id, task ? dialing::show_number(work, task->id, request.now) : work);
    transaction.commit();
    return task ? say(view_, request, true, message("Your number"), task->number)
                : say(view_, request, false, message("No number is due"));
}

web::Response ListDialer::dial_number(const web::Request& request)
{
    const auto& account = request.account();
    std::optional<Call> call;
    {
        db::Transaction transaction{db_.get()};
        const auto before = works_.lock(account.id, request.now);
        const auto standing = works_.standing(account.id);
        auto work = settle(request, before, standing);
        const auto task = work.phase == WorkPhase::preview ? tasks_.find(account, work.task) : std::nullopt;
        if (!task) return say(view_, request, false, message("The number went back to the list"));
        if (standing.is_busy) return say(view_, request, false, message("You are in a call"));
        const auto telephone = calls_.telephone_of(account.id);
        const auto objection = refuse_if_forbidden(request, *task, desk_of(telephone, settings_));
        if (objection) {
            works_.store(account.id, dialing::put_number_away(work, request.now));
            transaction.commit();
            return say(view_, request, false, sentence_of(*objection));
        }
        call = begin(request, work, *task, telephone);
        works_.store(account.id, work);
        transaction.commit();
    }
    if (auto refusal = place(request, *call)) return std::move(*refusal);
    return say(view_, request, true, message("Your telephone rings, then this is called"), call->number);
}

bool ListDialer::release_number(const web::Request& request)
{
    const auto& account = request.account();
    db::Transaction transaction{db_.get()};
    const auto work = works_.lock(account.id, request.now);
    if (work.phase != WorkPhase::preview) return false;
    tasks_.release(account, work.task);
    works_.store(account.id, dialing::put_number_away(work, request.now));
    transaction.commit();
    return true;
}

}  // namespace pages
