// SPDX-License-Identifier: GPL-3.0-or-later
// What an agent who calls for a campaign needs of it.
#pragma once

#include "common/db/connection.h"

#include <optional>
#include <string>
#include <vector>

namespace db {

struct Campaign {
    unsigned id = 0;
    std::string name;
    std::string note;
    std::string script;
    std::string incontext;
    std::string outcontext;
    std::string callerid;
    int maxtrytime = 0;                   // 0: no limit
    std::chrono::seconds retry_after{0};  // recycletime
    bool requires_disposition = false;
    std::chrono::days callback_within{0};  // callbacks are promised for a time no farther ahead
};

struct CampaignDisposition {
    unsigned id = 0;
    std::string words;
    std::string meaning;  // final, callback, donotcall, retry
};

class CampaignGateway {
public:
    explicit CampaignGateway(LazyConnection& db) : db_(db) {}

    [[nodiscard]] std::optional<Campaign> find(unsigned campaign);
    [[nodiscard]] std::vector<CampaignDisposition> dispositions(unsigned campaign);
    // The new rows' ids. Within the caller's transaction.
    std::vector<std::uint64_t> copy_dispositions(std::uint64_t from, std::uint64_t to, const std::string& by,
                                                 TimePoint now);
    // False: the queues of that server (empty: of any) are known, and this is none of them.
    [[nodiscard]] bool may_be_queue(const std::string& queue, const std::string& server);

private:
    LazyConnection& db_;
};

}  // namespace db
