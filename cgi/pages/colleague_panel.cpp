// SPDX-License-Identifier: GPL-3.0-or-later
#include "cgi/pages/colleague_panel.h"

#include "cgi/pages/call_feed.h"
#include "common/runtime/text.h"
#include "common/runtime/time.h"

#include <nlohmann/json.hpp>

#include <map>

namespace pages {

namespace {

using nlohmann::json;

// peerstatus knows five words; a panel needs to know whether the telephone can ring.
bool is_there(const std::string& telephone)
{
    return telephone == "registered" || telephone == "reachable";
}

json calls_of(const std::vector<db::LiveCall>& calls)
{
    auto list = json::array();
    for (const auto& payload : live_call_payloads(calls))
        list.push_back(json::parse(payload));
    return list;
}

}  // namespace

web::Response colleagues(const web::Request& request, db::ColleagueGateway& gateway)
{
    const auto me = request.account().id;
    std::map<unsigned, std::vector<db::LiveCall>> calls;
    for (auto& [account, call] : gateway.calls_watched_by(me))
        calls[account].push_back(std::move(call));
    auto list = json::array();
    for (const auto& colleague : gateway.watched_by(me)) {
        const bool may_listen =
            request.account().type != crm::UserType::agent && request.scope().covers(colleague.groupid);
        list.push_back({{"account", colleague.account},
                        {"name", runtime::to_utf8(colleague.name)},
                        {"extension", runtime::to_utf8(colleague.extension)},
                        {"there", is_there(colleague.telephone)},
                        {"mayListen", may_listen},
                        {"calls", calls_of(calls[colleague.account])}});
    }
    return web::json(json{{"now", runtime::to_epoch_ms(request.now)}, {"colleagues", list}}.dump());
}

}  // namespace pages
