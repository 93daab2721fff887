// SPDX-License-Identifier: GPL-3.0-or-later
#include "cgi/pages/work_desk.h"

#include "cgi/pages/asterisk_words.h"

namespace pages {

namespace {

using dialing::ListWork;
using i18n::message;
using i18n::Message;
using Verdict = SupervisorCheck::Verdict;

ListWork same(ListWork work, const dialing::WorkFacts& /*facts*/)
{
    return work;
}

// A change that asks for nothing but the time.
ListDialer::Change at(db::TimePoint now, ListWork (*change)(ListWork, db::TimePoint))
{
    return [now, change](const ListWork& work, const dialing::WorkFacts& /*facts*/) { return change(work, now); };
}

}  // namespace

WorkDesk::WorkDesk(db::LazyConnection& db, const web::View& view, const web::Settings& settings,
                   web::AsteriskLines& lines)
    : callbacks(db, view),
      dispositions(db, view, callbacks),
      view_(view),
      settings_(settings),
      dialer_(db, view, settings, lines),
      state_(db),
      supervisors_(db, settings.password_memory_mib),
      telephones_(db),
      log_(db)
{
}

web::Response WorkDesk::state(const web::Request& request)
{
    const auto server = telephones_.telephone_of(request.account().id).server;
    return web::json(state_.json(request.account(), server, settings_.stop_work_verify,
                                 view_.catalogue(request.language()), request.now));
}

web::Response WorkDesk::act(const web::Request& request)
{
    const auto& action = request.param("action");
    if (action == "step") return change(request, same, message("Up to date"));
    if (action == "get") return dialer_.get_number(request);
    if (action == "dial") return dialer_.dial_number(request);
    if (action == "release") return release(request);
    if (action == "forget") return change(request, dialing::forget_call, message("Closed"));
    if (action == "next") return change(request, at(request.now, dialing::hurry), message("The next number is called"));
    if (action == "pause") return stop(request);
    if (action != "start" && action != "resume") return web::not_found();
    log_.append({request.actor(), "work_" + action}, request.now);
    if (action == "start") return change(request, at(request.now, dialing::start_round), message("Dialing begins"));
    return change(request, at(request.now, dialing::resume), message("Dialing goes on"));
}

web::Response WorkDesk::change(const web::Request& request, const ListDialer::Change& change, Message done)
{
    if (auto refusal = dialer_.step(request, change)) return std::move(*refusal);
    return say(view_, request, true, done);
}

web::Response WorkDesk::release(const web::Request& request)
{
    return dialer_.release_number(request) ? say(view_, request, true, message("The number is in the list again"))
                                           : say(view_, request, false, message("The number went back to the list"));
}

web::Response WorkDesk::stop(const web::Request& request)
{
    const auto& supervisor = request.param("username");
    if (settings_.stop_work_verify) {
        const auto verdict = supervisors_.ask(request, supervisor, request.param("password"));
        if (verdict != Verdict::agreed)
            log_.append({request.actor(), "work_stop_refused", {}, supervisor}, request.now);
        if (verdict == Verdict::throttled)
            return say(view_, request, false, message("Too many attempts. Please wait."));
        if (verdict == Verdict::wrong)
            return say(view_, request, false,
                       message("That is not the name and password of an administrator of your group"));
    }
    const bool pauses = request.param("action") == "pause";
    log_.append(
        {request.actor(), pauses ? "work_pause" : "work_stop", {}, settings_.stop_work_verify ? supervisor : ""},
        request.now);
    if (pauses) return change(request, at(request.now, dialing::pause), message("Paused"));
    return change(request, at(request.now, dialing::stop), message("Dialing has ended"));
}

}  // namespace pages
