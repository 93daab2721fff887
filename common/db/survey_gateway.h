// SPDX-License-Identifier: GPL-3.0-or-later
// survey: what a group asks its customers. The scope decides which rows exist.
#pragma once

#include "common/crm/permission.h"
#include "common/db/connection.h"

#include <optional>
#include <string>
#include <vector>

namespace db {

struct Survey {
    unsigned id = 0;
    unsigned groupid = 0;
    std::string title;
    std::string note;
    bool is_enabled = false;
    unsigned campaignid = 0;
    std::string campaign;  // its name
};

class SurveyGateway {
public:
    explicit SurveyGateway(LazyConnection& db) : db_(db) {}

    [[nodiscard]] std::optional<Survey> find(const crm::Scope& scope, unsigned id);
    // Within a transaction: until its end nobody else changes the survey or, by this, its questions.
    [[nodiscard]] std::optional<Survey> lock(const crm::Scope& scope, unsigned id);
    // The newest first.
    [[nodiscard]] std::vector<Survey> all(const crm::Scope& scope);
    // What a group's agents ask now: enabled surveys, those of a campaign while the campaign is enabled. The oldest
    // first.
    [[nodiscard]] std::vector<Survey> live(unsigned group);

private:
    LazyConnection& db_;
};

}  // namespace db
