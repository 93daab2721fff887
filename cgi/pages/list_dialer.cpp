// SPDX-License-Identifier: GPL-3.0-or-later
#include "cgi/pages/list_dialer.h"

#include "cgi/pages/asterisk_words.h"
#include "cgi/pages/reason_words.h"
#include "cgi/pages/refusal_words.h"
#include "common/dialing/number_fate.h"

#include <algorithm>

namespace pages {

namespace {

using dialing::ListWork;
using dialing::WorkPhase;
using dialing::WorkTrouble;
using i18n::message;

// So many that the losers of a race for the first ones find another.
constexpr unsigned numbers_at_once = 50;
// In one step; the next one goes on.
constexpr int most_looks = 10;

constexpr int did_not_answer = 502;

std::span<const db::DialTask> only(const db::DialTask& task)
{
    return {&task, 1};
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
      rules_(db, settings),
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
    std::optional<web::Response> told;
    if (dialing::is_time_to_dial(work, facts, request.now)) call = dial_next(request, work, standing, told);
    works_.store(account.id, work);
    transaction.commit();
    return call ? place(request, *call) : told;
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
                                                      const db::AgentStanding& standing,
                                                      std::optional<web::Response>& told)
{
    if (!standing.is_reachable) {
        work = dialing::take_back_call(work, WorkTrouble::unreachable, request.now);
        return std::nullopt;
    }
    const auto telephone = calls_.telephone_of(request.account().id);
    const auto found = next_number(request, telephone.extension, false);
    if (found.task) return begin(request, work, *found.task, found.answer, telephone);
    if (found.has_put_by) told = tell_nothing(request, found);
    work = dialing::find_nothing(work, tasks_.backlog(request.account(), request.now).next_due, request.now);
    return std::nullopt;
}

ListDialer::Found ListDialer::next_number(const web::Request& request, const std::string& extension, bool shows_refused)
{
    Found found;
    for (int looks = 0; looks < most_looks; ++looks) {
        const auto tasks = tasks_.due(request.account(), request.now, numbers_at_once);
        look(request, tasks, extension, shows_refused, found);
        const bool is_end = tasks.size() < numbers_at_once;
        if (is_end || (found.task && !found.answer.refusal)) break;
    }
    return found;
}

void ListDialer::look(const web::Request& request, std::span<const db::DialTask> tasks, const std::string& extension,
                      bool shows_refused, Found& found)
{
    const auto answers = rules_.ask(request, tasks, extension, "");
    for (std::size_t i = 0; i < tasks.size(); ++i) {
        const auto& answer = answers[i];
        if (found.task && found.task->id == tasks[i].id) continue;
        const auto task = tasks_.claim(request.account(), tasks[i].id, request.now, request.now + dialing::work_lease);
        if (!task || task->number != tasks[i].number) continue;
        const bool is_choice = !answer.refusal || (shows_refused && answer.may_override && !found.task);
        if (!is_choice) {
            put_by(request, *task, answer, found);
            continue;
        }
        if (found.task) put_by(request, *found.task, found.answer, found);
        found.task = task;
        found.answer = answer;
        if (!answer.refusal) return;
    }
}

// A campaign that may not call at all lets its numbers wait, too: the agent goes on with others.
void ListDialer::put_by(const web::Request& request, const db::DialTask& task, const HandDialing::Answer& answer,
                        Found& found)
{
    const auto& refusal = *answer.refusal;
    std::uint64_t attempt = 0;
    if (dialing::fate_of(refusal.reason) == dialing::Fate::refuse) {
        attempt = attempts_.refuse(request.account(), task, dialing::response_of(refusal.reason), request.now);
        tasks_.remove(task.id);
        ++found.refused[refusal.reason];
    } else {
        tasks_.hold(task.id, dialing::held_until(refusal, request.now), to_string(refusal.reason));
    }
    rules_.keep(request, task, attempt, answer, "");
    found.has_put_by = true;
}

// By reason, how many: those that wait for a time, and those that have just left the list.
web::Response ListDialer::tell_nothing(const web::Request& request, const Found& found)
{
    const auto& catalogue = view_.catalogue(request.language());
    std::string reasons;
    const auto add = [&](dialing::Reason reason, unsigned numbers) {
        reasons += (reasons.empty() ? "" : ", ") + catalogue.translate(words_of(reason).english()) + " (" +
                   std::to_string(numbers) + ")";
    };
    for (const auto& held : tasks_.held(request.account(), request.now))
        if (const auto reason = dialing::parse_reason(held.reason)) add(*reason, held.numbers);
    for (const auto& [reason, numbers] : found.refused)
        add(reason, numbers);
    if (reasons.empty()) return say(view_, request, false, message("No number is due"));
    return say(view_, request, false, message("No number may be called now"), reasons);
}

ListDialer::Call ListDialer::begin(const web::Request& request, ListWork& work, const db::DialTask& task,
                                   const HandDialing::Answer& answer, const db::Telephone& telephone)
{
    const auto& account = request.account();
    auto desk = desk_of(telephone, settings_);
    const auto campaign = campaigns_.find(task.campaignid).value_or(db::Campaign{});
    if (!campaign.incontext.empty()) desk.incontext = campaign.incontext;
    if (!campaign.outcontext.empty()) desk.outcontext = campaign.outcontext;
    const dialing::ListCall call{call_name(task), campaign.callerid, campaign.id};
    tasks_.remove(task.id);
    const auto attempt = attempts_.begin(account, task, call.channel_id, request.now);
    work = dialing::begin_call(work, attempt, request.now);
    const std::string why = answer.overridden.empty() ? "" : request.param("override");
    rules_.keep(request, task, attempt, answer, why);
    log_.append({request.actor(), "work_dial", call.channel_id, task.number}, request.now);
    if (!why.empty()) log_.append({request.actor(), "call_override", {}, task.number + ": " + why}, request.now);
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
    const auto found = next_number(request, account.extension, true);
    works_.store(account.id, found.task ? dialing::show_number(work, found.task->id, request.now) : work);
    transaction.commit();
    if (!found.task) return tell_nothing(request, found);
    auto shown = found.task->number;
    if (found.answer.refusal) shown += " - " + refusal_text(view_, request.language(), *found.answer.refusal);
    return say(view_, request, true, message("Your number"), shown);
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
        const auto answer = rules_.ask(request, only(*task), telephone.extension, request.param("override")).front();
        if (answer.refusal) {
            if (answer.may_override) return tell_refusal(view_, request, *answer.refusal, true);
            Found put_away;
            put_by(request, *task, answer, put_away);
            works_.store(account.id, dialing::put_number_away(work, request.now));
            transaction.commit();
            return tell_refusal(view_, request, *answer.refusal, false);
        }
        call = begin(request, work, *task, answer, telephone);
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
