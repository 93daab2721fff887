// SPDX-License-Identifier: GPL-3.0-or-later
#include "cgi/pages/call_list.h"

#include "cgi/web/urls.h"
#include "common/i18n/format.h"

namespace pages {

namespace {

const char* outcome(const db::PastCall& call)
{
    if (call.answered) return "ANSWERED";
    if (call.disposition == "BUSY") return "BUSY";
    if (call.disposition == "FAILED") return "FAILED";
    return "NO_ANSWER";
}

}  // namespace

std::vector<db::RecordingOfCall> recordings_of(db::PlaybackGateway& recordings, const db::Account& account,
                                               const std::vector<db::PastCall>& calls)
{
    std::vector<std::string> linkedids;
    for (const auto& call : calls)
        if (!call.linkedid.empty()) linkedids.push_back(call.linkedid);
    if (!account.may(crm::Page::recordings, crm::Right::view)) return {};
    return recordings.of_calls(account, linkedids);
}

void add_calls(web::Model& model, const std::vector<db::PastCall>& calls,
               const std::vector<db::RecordingOfCall>& recordings, runtime::TimePoint now, i18n::Language language)
{
    for (const auto& call : calls) {
        auto& row = model.add("CALL");
        row.set("WHEN", i18n::format_recent(call.when, now, language));
        row.set("TALK", i18n::format_duration(call.talk)).set("PEER", "");
        row.set_if_any("PEER", call.peer)
            .set_if_any("PEERNAME", call.peername)
            .set_if_any("QUEUE", call.queue)
            .set_if_any("AGENT", call.agent);
        row.add(call.incoming ? "INCOMING" : "OUTGOING");
        row.add(outcome(call));
        for (const auto& recording : recordings) {
            if (recording.linkedid != call.linkedid) continue;
            row.add("SOUND")
                .set("PLAY_ADDRESS", web::play_url + std::to_string(recording.id))
                .set("LENGTH", i18n::format_duration(recording.length));
        }
    }
    model.show_if(calls.empty(), "NO_CALLS");
}

}  // namespace pages
