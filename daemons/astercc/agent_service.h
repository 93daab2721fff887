// SPDX-License-Identifier: GPL-3.0-or-later
// Keeps status and state of the agents of one server: a thread with a database connection of its own, which hears of
// calls, looks for pages' requests in agent_request, and has Asterisk add, remove and pause queue members.
// docs/architecture/agent-state.md.
#pragma once

#include "common/ami/session.h"
#include "common/db/connection.h"
#include "daemons/astercc/agent_desk.h"
#include "daemons/astercc/agent_inbox.h"
#include "daemons/astercc/call_listener.h"

#include <memory>
#include <thread>

namespace astercc {

class AgentService : public CallListener {
public:
    // `session` must outlive the service.
    AgentService(std::string server, AgentConfig config, db::DbConfig database, ami::Session& session);
    // Agents stay as they are; the next run finds them. Writes what it knows once more.
    ~AgentService() override;
    AgentService(const AgentService&) = delete;
    AgentService& operator=(const AgentService&) = delete;

    // In the worker's thread.
    void alive(const std::vector<calls::Leg>& legs, const db::LeaseProof& lease) override;
    void stood_down() override;
    void changed(const std::vector<calls::Change>& changes, runtime::TimePoint at) override;

    // In the session's thread.
    void on_up(const std::string& banner);
    void on_down();
    void on_message(const ami::Message& message);
    [[nodiscard]] static bool is_needed(std::string_view event);

private:
    void ask(std::uint32_t account, const std::string& interface, const calls::QueueStep& step);
    void look(const std::string& interface);
    void work();
    void work_once();
    void use_database();
    void connect();
    void note_outage(const std::string& why);

    using Clock = std::chrono::steady_clock;

    const std::string server_;
    const AgentConfig config_;
    const db::DbConfig database_;
    const std::shared_ptr<AgentInbox> inbox_ = std::make_shared<AgentInbox>();
    ami::Session& session_;
    std::map<std::string, MemberPauses> listed_;  // in the session's thread: the list that is coming, by interface

    // The thread's:
    AgentDesk desk_;
    std::unique_ptr<db::Connection> connection_;
    std::vector<AgentItem> items_;
    bool knows_rules_ = false;
    bool is_away_ = false;
    Clock::time_point turn_due_{};
    Clock::time_point connected_{};
    Clock::time_point rules_due_{};
    Clock::time_point requests_due_{};
    Clock::time_point look_due_{};
    Clock::time_point retry_due_{};
    std::thread thread_;  // last: it uses all of the above
};

}  // namespace astercc
