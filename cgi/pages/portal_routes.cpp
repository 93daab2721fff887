// SPDX-License-Identifier: GPL-3.0-or-later
#include "cgi/pages/portal_routes.h"

#include "cgi/pages/call_feed.h"
#include "cgi/pages/external_crm.h"
#include "cgi/pages/name_suggestions.h"

#include <iterator>

namespace pages {

namespace {

using web::Access;
using web::Method;
using web::Request;
using web::Rows;
using web::Shape;

web::Routes desk_routes(PortalPages& p)
{
    const auto own = Access::any_account(Rows::own_account).with_right(crm::Page::portal, crm::Right::view);
    const auto group = Access::any_account(Rows::group).with_right(crm::Page::portal, crm::Right::view);
    const auto writing_group = group.with_right(crm::Page::portal, crm::Right::edit);
    return {
        {Method::get, "/", group, Shape::page, [&](const Request& rq) { return p.portal.show(rq); }},
        {Method::post, "/preferences", own, Shape::page,
         [&](const Request& rq) { return p.portal.set_preferences(rq); }},
        {Method::post, "/hotkeys", own, Shape::data, [&](const Request& rq) { return p.hot_keys.choose(rq); }},
        {Method::get, "/recent", own, Shape::fragment, [&](const Request& rq) { return p.portal.recent_calls(rq); }},
        {Method::get, "/today", own, Shape::fragment, [&](const Request& rq) { return p.portal.own_day(rq); }},
        {Method::get, "/own", own, Shape::fragment, [&](const Request& rq) { return p.portal.own_list(rq); }},
        {Method::get, "/state", own, Shape::data,
         [&](const Request& rq) { return call_state(rq, p.connection, p.calls, p.recording); }},
        {Method::get, "/feed", own, Shape::data, [&](const Request& rq) { return call_feed(rq, p.calls); }},
        {Method::get, "/board", own, Shape::data, [&](const Request& rq) { return p.board.of_colleagues(rq); }},
        {Method::get, "/agent/state", own, Shape::data, [&](const Request& rq) { return p.agent.state(rq); }},
        {Method::post, "/agent/choose", own, Shape::data, [&](const Request& rq) { return p.agent.choose(rq); }},
        {Method::get, "/names", group, Shape::data, [&](const Request& rq) { return suggest_names(rq, p.people); }},
        {Method::get, "/external", own, Shape::data,
         [&](const Request& rq) { return show_external_url(rq, p.external_crm); }},
        {Method::get, "/pop/trace", group, Shape::fragment, [&](const Request& rq) { return p.pop.explain(rq); }},
        {Method::get, "/pop", group, Shape::fragment, [&](const Request& rq) { return p.pop.show(rq); }},
        {Method::post, "/customer", writing_group, Shape::fragment,
         [&](const Request& rq) { return p.pop.save_person(rq); }},
        {Method::post, "/note", writing_group, Shape::fragment, [&](const Request& rq) { return p.pop.save_note(rq); }},
        {Method::post, "/survey", writing_group, Shape::fragment,
         [&](const Request& rq) { return p.pop.save_answers(rq); }},
    };
}

web::Routes call_routes(PortalPages& p)
{
    using Action = web::Response (CallControl::*)(const Request&);
    const auto looking = Access::any_account(Rows::own_account).with_right(crm::Page::portal, crm::Right::view);
    const auto own = Access::any_account(Rows::own_account).with_right(crm::Page::portal, crm::Right::edit);
    const auto control = [&](const char* path, Action action) {
        return web::Route{Method::post, path, own, Shape::data,
                          [&p, action](const Request& rq) { return (p.control.*action)(rq); }};
    };
    return {
        {Method::get, "/controls", looking, Shape::data, [&](const Request& rq) { return p.control.controls(rq); }},
        control("/call/hangup", &CallControl::hang_up),
        control("/call/answer", &CallControl::answer),
        control("/call/hold", &CallControl::hold),
        control("/call/resume", &CallControl::resume),
        control("/call/mute", &CallControl::mute),
        control("/call/unmute", &CallControl::unmute),
        control("/call/keys", &CallControl::press),
        control("/call/transfer", &CallControl::transfer),
        control("/call/consult", &CallControl::consult),
        control("/call/complete", &CallControl::complete),
        control("/call/back", &CallControl::give_back),
        control("/call/join", &CallControl::join),
        control("/record/pause", &CallControl::mask),
        control("/record/resume", &CallControl::unmask),
        {Method::post, "/record/start", own, Shape::data, [&](const Request& rq) { return p.recording.start(rq); }},
        {Method::post, "/record/stop", own, Shape::data, [&](const Request& rq) { return p.recording.stop(rq); }},
        {Method::post, "/dial", own, Shape::data, [&](const Request& rq) { return p.dial.dial(rq); }},
        {Method::post, "/quickdial", own, Shape::data, [&](const Request& rq) { return p.dial.quick_dial(rq); }},
        {Method::post, "/listen", Access::managers(Rows::group).with_right(crm::Page::portal, crm::Right::edit),
         Shape::data, [&](const Request& rq) { return p.supervision.listen(rq); }},
    };
}

web::Routes work_routes(PortalPages& p)
{
    const auto looking = Access::any_account(Rows::own_account).with_right(crm::Page::portal, crm::Right::view);
    const auto own = Access::any_account(Rows::own_account).with_right(crm::Page::portal, crm::Right::edit);
    auto& work = p.work;
    return {
        {Method::get, "/listwork/state", looking, Shape::data, [&](const Request& rq) { return work.state(rq); }},
        {Method::post, "/listwork/do", own, Shape::data, [&](const Request& rq) { return work.act(rq); }},
        {Method::post, "/listwork/stop", own, Shape::data, [&](const Request& rq) { return work.stop(rq); }},
        {Method::post, "/listwork/result", own, Shape::data,
         [&](const Request& rq) { return work.dispositions.choose(rq); }},
        {Method::post, "/listwork/callback", own, Shape::data,
         [&](const Request& rq) { return work.callbacks.save(rq); }},
        {Method::post, "/listwork/callback/cancel", own, Shape::data,
         [&](const Request& rq) { return work.callbacks.cancel(rq); }},
    };
}

}  // namespace

web::Routes portal_routes(PortalPages& pages)
{
    auto routes = desk_routes(pages);
    for (auto more : {call_routes(pages), work_routes(pages)})
        std::move(more.begin(), more.end(), std::back_inserter(routes));
    return routes;
}

}  // namespace pages
