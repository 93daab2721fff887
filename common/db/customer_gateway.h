// SPDX-License-Identifier: GPL-3.0-or-later
// What else there is about one customer: recordings, numbers waiting to be dialed,
// answers to surveys. The caller has found the customer within the scope; rows of other groups stay out here too.
#pragma once

#include "common/crm/permission.h"
#include "common/db/connection.h"

#include <optional>
#include <string>
#include <vector>

namespace db {

struct CustomerRecording {
    unsigned id = 0;
    std::optional<TimePoint> when;
    std::string callerid, extension, status;
    std::chrono::seconds duration{0};
};

struct CustomerDialing {
    std::string number, assign, campaign;
    std::optional<TimePoint> when;
};

struct CustomerAnswer {
    std::string survey, option, item, creby;
    std::optional<TimePoint> when;
};

class CustomerGateway {
public:
    explicit CustomerGateway(LazyConnection& db) : db_(db) {}

    // Each list at most its newest 20.
    [[nodiscard]] std::vector<CustomerRecording> recordings(const crm::Scope& scope, unsigned customer);
    [[nodiscard]] std::vector<CustomerDialing> dialings(const crm::Scope& scope, unsigned customer);
    [[nodiscard]] std::vector<CustomerAnswer> answers(const crm::Scope& scope, unsigned customer);

private:
    LazyConnection& db_;
};

}  // namespace db
