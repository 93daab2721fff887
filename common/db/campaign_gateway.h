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

private:
    LazyConnection& db_;
};

}  // namespace db
