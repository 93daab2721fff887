// SPDX-License-Identifier: GPL-3.0-or-later
// diallist as one agent works it: the numbers that are assigned to the own extension, of campaigns that are enabled and
// not beyond their most attempts. A number is claimed under a lease, so no two people get it, and it goes back by
// itself when its agent is not heard any more. A group's agent gets rows of the group or of none, an administrator any.
#pragma once

#include "common/db/account_gateway.h"
#include "common/dialing/may_dial.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace db {

struct DialTask {
    std::uint64_t id = 0;
    std::string number;
    std::optional<TimePoint> dialtime{};
    bool is_callback = false;
    int trytime = 0;
    unsigned campaignid = 0;
    unsigned groupid = 0;
    std::string assign{};
    std::string memo{};
    std::optional<TimePoint> created{};
    std::string zone{};  // where it rings; empty: as the campaign says
    std::optional<TimePoint> consent_time{};
    dialing::LineType line = dialing::LineType::unknown;
};

struct DialBacklog {
    unsigned waiting = 0;  // all of them
    unsigned due = 0;
    std::optional<TimePoint> next_due;  // of those that are not due
};

// Numbers that may not be dialed before a time, by the word of the reason.
struct HeldTasks {
    std::string reason;
    unsigned numbers = 0;
    std::optional<TimePoint> first_again{};
};

struct CallbackPerson {
    std::string extension;
    std::string username;
    std::string name;
};

class DialListGateway {
public:
    explicit DialListGateway(LazyConnection& db) : db_(db) {}

    [[nodiscard]] DialBacklog backlog(const Account& agent, TimePoint now);

    // Those that are due: callbacks first, then by dial time, then those without one.
    [[nodiscard]] std::vector<DialTask> due(const Account& agent, TimePoint now, unsigned limit);
    // The earliest first.
    [[nodiscard]] std::vector<HeldTasks> held(const Account& agent, TimePoint now);

    // Within a transaction. Nothing: somebody was faster.
    [[nodiscard]] std::optional<DialTask> claim(const Account& agent, std::uint64_t task, TimePoint now,
                                                TimePoint lease_end);
    // One that was claimed goes back into the list, for then.
    void hold(std::uint64_t task, TimePoint until, std::string_view reason);
    // The number this agent claimed, its lease prolonged. Nothing: it is somebody else's by now, or gone.
    [[nodiscard]] std::optional<DialTask> keep(const Account& agent, std::uint64_t task, TimePoint lease_end);
    [[nodiscard]] std::optional<DialTask> find(const Account& agent, std::uint64_t task);
    void release(const Account& agent, std::uint64_t task);
    void remove(std::uint64_t task);
    std::uint64_t add(const DialTask& task, const std::string& by, TimePoint now);

    // Those at a time of one's own, the earliest first.
    [[nodiscard]] std::vector<DialTask> callbacks(const Account& agent, std::size_t limit);
    // Locks it. Nothing: it is none of one's own callbacks, or being called at this moment.
    [[nodiscard]] std::optional<DialTask> lock_callback(const Account& agent, std::uint64_t task, TimePoint now);
    void move_callback(const DialTask& task);  // its dialtime, assign, memo
    // Who a callback may be for: the group's agents who have an extension, oneself among them.
    [[nodiscard]] std::vector<CallbackPerson> people(const Account& agent);

private:
    LazyConnection& db_;
};

}  // namespace db
