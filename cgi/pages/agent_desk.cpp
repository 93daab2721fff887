// SPDX-License-Identifier: GPL-3.0-or-later
#include "cgi/pages/agent_desk.h"

#include "common/runtime/text.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <limits>

namespace pages {

namespace {

using nlohmann::json;

constexpr std::array<std::string_view, 5> plain_actions{"ready", "pause", "off", "extend", "finish"};
constexpr std::array<std::string_view, 4> queue_actions{"join", "leave", "pause_queue", "resume_queue"};

bool is_one_of(const auto& words, std::string_view word)
{
    return std::ranges::find(words, word) != words.end();
}

unsigned reason_of(const web::Request& request)
{
    const auto number = runtime::to_number(request.param("reason")).value_or(0);
    return number > 0 && number <= std::numeric_limits<unsigned>::max() ? static_cast<unsigned>(number) : 0;
}

}  // namespace

web::Response AgentDesk::state(const web::Request& request)
{
    const auto& account = request.account();
    const auto news = agents_.find(account.id);
    json answer{
        {"agent", news ? calls::to_json(*news) : json()}, {"reasons", json::array()}, {"queues", json::array()}};
    if (!news) return web::json(answer.dump());
    for (const auto& reason : agents_.reasons(account))
        answer["reasons"].push_back(
            {{"id", reason.id}, {"reason", reason.reason}, {"colour", reason.colour}, {"limit", reason.limit_minutes}});
    for (const auto& queue : agents_.queues(account.id))
        answer["queues"].push_back({{"queue", queue.name}, {"pinned", queue.is_pinned}, {"waiting", queue.waiting}});
    return web::json(answer.dump());
}

web::Response AgentDesk::choose(const web::Request& request)
{
    if (request.param("action") == "finish" && owes_disposition(request)) return web::json(R"({"asked":false})", 409);
    const int status = ask(request) ? 202 : 404;
    return web::json(json{{"asked", status == 202}}.dump(), status);
}

bool AgentDesk::owes_disposition(const web::Request& request)
{
    const auto work = works_.find(request.account().id);
    return work.phase != dialing::WorkPhase::calling && attempts_.owes_disposition(request.account(), work.attempt);
}

bool AgentDesk::ask(const web::Request& request)
{
    const auto& account = request.account();
    const auto& action = request.param("action");
    const auto& queue = request.param("queue");
    if (action == "pause" && reason_of(request) != 0)
        return agents_.ask_pause(account, reason_of(request), request.now);
    if (is_one_of(plain_actions, action)) return agents_.ask(account, action, request.now);
    if (is_one_of(queue_actions, action)) return agents_.ask_of_queue(account, action, queue, request.now);
    return false;
}

}  // namespace pages
