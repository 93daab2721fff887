// SPDX-License-Identifier: GPL-3.0-or-later
// The table monitorrecord as an agent's page uses it: asks for a recording of the account's own live call, asks for its
// own recording to end, and tells what is being recorded. astercc does the rest (recording_gateway.h).
#pragma once

#include "common/calls/recording_news.h"
#include "common/db/account_gateway.h"
#include "common/db/connection.h"
#include "common/runtime/result.h"

#include <string>
#include <vector>

namespace db {

struct LiveRecording {
    std::string server;
    calls::RecordingNews news;
};

class RecordingRequestGateway {
public:
    explicit RecordingRequestGateway(LazyConnection& db) : db_(db) {}

    // The new row's id. not_found: the account has no such talking leg; duplicate: it is being recorded.
    [[nodiscard]] runtime::Result<unsigned> request(const Account& account, const std::string& server,
                                                    const calls::LegKey& leg, TimePoint now);
    // False: the account has asked for no such recording, or it is over.
    [[nodiscard]] bool request_stop(unsigned account, unsigned recording);
    // Of the account's live calls.
    [[nodiscard]] std::vector<LiveRecording> of_live_calls(unsigned account);

private:
    LazyConnection& db_;
};

}  // namespace db
