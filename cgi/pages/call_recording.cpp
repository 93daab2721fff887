// SPDX-License-Identifier: GPL-3.0-or-later
#include "cgi/pages/call_recording.h"

#include "common/calls/feed_json.h"
#include "common/runtime/text.h"

#include <nlohmann/json.hpp>

#include <limits>

namespace pages {

namespace {

web::Response asked(unsigned recording)
{
    return web::json(nlohmann::json{{"recording", recording}}.dump());
}

web::Response refusal(int status)
{
    return web::json(nlohmann::json{{"error", status}}.dump(), status);
}

}  // namespace

web::Response CallRecording::start(const web::Request& request)
{
    const auto leg = calls::parse_leg_id(request.param("leg"));
    if (!leg) return refusal(404);
    const auto recording = recordings_.request(request.account(), leg->first, leg->second, request.now);
    if (!recording) return refusal(recording.error().code == runtime::Errc::duplicate ? 409 : 404);
    keep_account(request, "recording_start", recording.value());
    return asked(recording.value());
}

web::Response CallRecording::stop(const web::Request& request)
{
    const auto number = runtime::to_number(request.param("recording")).value_or(0);
    if (number <= 0 || number > std::numeric_limits<unsigned>::max()) return refusal(404);
    const auto recording = static_cast<unsigned>(number);
    if (!recordings_.request_stop(request.account().id, recording)) return refusal(404);
    keep_account(request, "recording_stop", recording);
    return asked(recording);
}

std::vector<std::string> CallRecording::payloads(const web::Request& request)
{
    std::vector<std::string> payloads;
    const auto account = request.account().id;
    for (const auto& [server, news] : recordings_.of_live_calls(account))
        payloads.push_back(calls::to_feed_json(news, server, account));
    return payloads;
}

void CallRecording::keep_account(const web::Request& request, const char* action, unsigned recording)
{
    log_.append({request.actor(), action, "monitorrecord " + std::to_string(recording), request.param("leg")},
                request.now);
}

}  // namespace pages
