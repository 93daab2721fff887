// SPDX-License-Identifier: GPL-3.0-or-later
// The call bar's record button: asks for a recording of one's own live call, or for its end. The answer tells that it
// was asked for; what becomes of it comes through the feed (topic `recording`).
#pragma once

#include "cgi/web/request.h"
#include "cgi/web/response.h"
#include "common/db/login_gateway.h"
#include "common/db/recording_request_gateway.h"

namespace pages {

class CallRecording {
public:
    explicit CallRecording(db::LazyConnection& db) : recordings_(db), log_(db) {}

    // leg = SERVER|SRCUID|DSTUID. 404: not a talking leg of this account; 409: it is being recorded.
    [[nodiscard]] web::Response start(const web::Request& request);
    // recording = the row's id. 404: nothing this account may stop.
    [[nodiscard]] web::Response stop(const web::Request& request);
    // Payloads as in the feed, of the account's live calls.
    [[nodiscard]] std::vector<std::string> payloads(const web::Request& request);

private:
    void keep_account(const web::Request& request, const char* action, unsigned recording);

    db::RecordingRequestGateway recordings_;
    db::AccountLogGateway log_;
};

}  // namespace pages
