// SPDX-License-Identifier: GPL-3.0-or-later
#include "cgi/pages/portal_routes.h"

#include "cgi/pages/call_feed.h"

namespace pages {

web::Routes portal_routes(PortalPage& portal, PopPage& pop, db::PortalGateway& calls, CallRecording& recording,
                          AgentDesk& agent)
{
    using web::Access;
    using web::Method;
    using web::Request;
    using web::Rows;
    using web::Shape;
    const auto own = Access::any_account(Rows::own_account).with_right(crm::Page::portal, crm::Right::view);
    const auto group = Access::any_account(Rows::group).with_right(crm::Page::portal, crm::Right::view);
    const auto recording_own = own.with_right(crm::Page::portal, crm::Right::edit);
    const auto writing_group = group.with_right(crm::Page::portal, crm::Right::edit);
    return {
        {Method::get, "/", own, Shape::page, [&](const Request& rq) { return portal.show(rq); }},
        {Method::post, "/preferences", own, Shape::page, [&](const Request& rq) { return portal.set_preferences(rq); }},
        {Method::get, "/recent", own, Shape::fragment, [&](const Request& rq) { return portal.recent_calls(rq); }},
        {Method::get, "/own", own, Shape::fragment, [&](const Request& rq) { return portal.own_list(rq); }},
        {Method::get, "/state", own, Shape::data, [&](const Request& rq) { return call_state(rq, calls, recording); }},
        {Method::get, "/feed", own, Shape::data, [&](const Request& rq) { return call_feed(rq, calls); }},
        {Method::post, "/record/start", recording_own, Shape::data,
         [&](const Request& rq) { return recording.start(rq); }},
        {Method::post, "/record/stop", recording_own, Shape::data,
         [&](const Request& rq) { return recording.stop(rq); }},
        {Method::get, "/agent/state", own, Shape::data, [&](const Request& rq) { return agent.state(rq); }},
        {Method::post, "/agent/choose", own, Shape::data, [&](const Request& rq) { return agent.choose(rq); }},
        {Method::get, "/pop", group, Shape::fragment, [&](const Request& rq) { return pop.show(rq); }},
        {Method::post, "/customer", writing_group, Shape::fragment,
         [&](const Request& rq) { return pop.save_person(rq); }},
        {Method::post, "/note", writing_group, Shape::fragment, [&](const Request& rq) { return pop.save_note(rq); }},
        {Method::post, "/survey", writing_group, Shape::fragment,
         [&](const Request& rq) { return pop.save_answers(rq); }},
    };
}

}  // namespace pages
