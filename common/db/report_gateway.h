// SPDX-License-Identifier: GPL-3.0-or-later
// What reports show: sums of report_calls and report_time, an agent's day of agent_log. The database adds
// up; what comes back is as many rows as a page shows.
//
// Whose: an administrator's all. A group's: the calls and the time of its agents, and the callers of queues its agents
// are members of.
#pragma once

#include "common/crm/permission.h"
#include "common/crm/report_figures.h"
#include "common/db/connection.h"

#include <chrono>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace db {

// A part of the period: local time is UTC plus offset. Begin and end are those of hours.
struct ReportSpan {
    TimePoint begin{};
    TimePoint end{};
    std::chrono::seconds offset{0};
};

// The key is what the sums are of: the local hour (0 to 23), the local date (2026-11-23), the queue, the line, or an
// id.
struct KeyedCalls {
    std::string key;
    crm::CallSums sums;
};
struct KeyedTime {
    std::string key;
    crm::TimeSums sums;
};

// A local day of an agent, of one reason ("": all that is no pause).
struct AgentDay {
    unsigned account = 0;
    std::string date;
    std::string reason;
    crm::TimeSums sums;
    TimePoint first{};
    TimePoint last{};
};
struct AgentDayCalls {
    unsigned account = 0;
    std::string date;
    std::int64_t calls = 0;  // answered and of one's own
};

struct ReportName {
    unsigned id = 0;
    std::string name;   // username, group, campaign
    std::string words;  // of an agent: the full name
};

class ReportGateway {
public:
    explicit ReportGateway(LazyConnection& db) : db_(db) {}

    // As source_of(question) says; without what has_handling_apart(question) says is counted apart.
    [[nodiscard]] std::vector<KeyedCalls> offers(const crm::Scope& scope, const crm::ReportQuestion& question,
                                                 const ReportSpan& span);
    // handled, talk, hold, wrap-up and outgoing alone, where they are counted apart.
    [[nodiscard]] std::vector<KeyedCalls> handling(const crm::Scope& scope, const crm::ReportQuestion& question,
                                                   const ReportSpan& span);
    // Where has_time(question).
    [[nodiscard]] std::vector<KeyedTime> time(const crm::Scope& scope, const crm::ReportQuestion& question,
                                              const ReportSpan& span);

    // In the order of agents' names, days and reasons.
    [[nodiscard]] std::vector<AgentDay> agent_days(const crm::Scope& scope, std::optional<unsigned> group,
                                                   std::optional<unsigned> agent, const ReportSpan& span);
    [[nodiscard]] std::vector<AgentDayCalls> agent_day_calls(const crm::Scope& scope, std::optional<unsigned> group,
                                                             std::optional<unsigned> agent, const ReportSpan& span);
    // Cut at begin and end; what goes on ends now.
    [[nodiscard]] std::vector<crm::DayStretch> stretches(const crm::Scope& scope, unsigned account, TimePoint begin,
                                                         TimePoint end, TimePoint now);

    // answered, talk, hold, outgoing and outgoing_talk of an account's legs, as mycdr has them now.
    [[nodiscard]] crm::CallSums own_calls(unsigned account, TimePoint begin, TimePoint end);

    // Up to when everything has been counted; nothing before astercctools ran for the first time.
    [[nodiscard]] std::optional<TimePoint> counted_at();

    [[nodiscard]] std::vector<ReportName> agents(const crm::Scope& scope);
    [[nodiscard]] std::vector<ReportName> groups(const crm::Scope& scope);
    [[nodiscard]] std::vector<ReportName> campaigns(const crm::Scope& scope);
    [[nodiscard]] std::vector<std::string> queues(const crm::Scope& scope);
    // The name a trunk's number was given, by number.
    [[nodiscard]] std::vector<std::pair<std::string, std::string>> line_names();

private:
    LazyConnection& db_;
};

}  // namespace db
