// SPDX-License-Identifier: GPL-3.0-or-later
// All that is known of one telephone number within a scope: where it waits, what was dialed and came of it, what was
// decided and why, and whether it may be called at all.
#pragma once

#include "common/crm/permission.h"
#include "common/db/connection.h"

#include <optional>
#include <string>
#include <vector>

namespace db {

struct WaitingNumber {
    std::uint64_t id = 0;
    std::string campaign;
    std::optional<TimePoint> dialtime;
    std::string assign;
    bool is_callback = false;
    std::string heldreason;
    int trytime = 0;
};

struct NumberAttempt {
    std::uint64_t id = 0;
    std::string campaign;
    std::string mode;
    std::optional<TimePoint> begun;
    std::string response;  // empty: it runs
    std::optional<TimePoint> person, connected, answered;
    int duration = 0;  // s
    bool is_abandoned = false;
    std::string disposition;
    std::string by;
    std::string linkedid;
};

struct NumberDecision {
    TimePoint decided{};
    std::string campaign;
    std::string verdict;     // "dial", or the word of a dialing::Reason
    std::string overridden;  // words of reasons, separated by commas
    std::string why;
    std::string profile;
    int profile_version = 0;
    std::string by;
};

struct DoNotCallEntry {
    std::string group, campaign;  // empty: all
    std::string reason;
    std::optional<TimePoint> created;
    std::string by;
};

struct PersonOfNumber {
    unsigned customerid = 0;
    std::string customer;
    std::string contact;  // empty: the number is the customer's
};

class NumberHistoryGateway {
public:
    static constexpr int most_rows = 200;  // of each kind, the latest

    explicit NumberHistoryGateway(LazyConnection& db) : db_(db) {}

    [[nodiscard]] std::vector<WaitingNumber> waiting(const crm::Scope& scope, const std::string& number);
    [[nodiscard]] std::vector<NumberAttempt> attempts(const crm::Scope& scope, const std::string& number);
    [[nodiscard]] std::vector<NumberDecision> decisions(const crm::Scope& scope, const std::string& number);
    // Those for everybody, too.
    [[nodiscard]] std::vector<DoNotCallEntry> do_not_call(const crm::Scope& scope, const std::string& number);
    // The profiles whose national list has it.
    [[nodiscard]] std::vector<std::string> national_lists(const std::string& number);
    [[nodiscard]] std::vector<PersonOfNumber> persons(const crm::Scope& scope, const std::string& number);

private:
    LazyConnection& db_;
};

}  // namespace db
