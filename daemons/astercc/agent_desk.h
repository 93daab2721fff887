// SPDX-License-Identifier: GPL-3.0-or-later
// The agents' thinking, of one server: takes up what people asked for, follows calls and browsers, and says what must
// be asked of Asterisk and written. One thread; take() and act() touch no database.
//
// An account has an agent here from its first sign-in on; telephones of others are nobody's business. Everything that
// is known is in agent_state, written under the lease: whoever starts after a crash finds it, learns from mycdr what
// ended meanwhile, and asks Asterisk for all memberships and pauses again.
#pragma once

#include "common/calls/agent.h"
#include "common/calls/agent_match.h"
#include "common/calls/agent_queues.h"
#include "common/db/agent_state_gateway.h"
#include "common/db/call_gateway.h"
#include "common/db/lease.h"
#include "daemons/astercc/agent_config.h"
#include "daemons/astercc/agent_inbox.h"

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

namespace astercc {

class AgentDesk {
public:
    // Sends an action; its answer comes back through take().
    using Ask = std::function<void(std::uint32_t account, const std::string& interface, const calls::QueueStep&)>;
    // Asks for all queues of a member; they come back through take().
    using Look = std::function<void(const std::string& interface)>;
    using GroupRules = std::unordered_map<unsigned, db::GroupAgentRules>;

    AgentDesk(std::string server, AgentConfig config, Ask ask, Look look);

    // Who works where, and by which rules. Before the first take(), and now and then.
    void set_rules(std::vector<calls::AgentAccount> accounts, GroupRules rules,
                   std::vector<db::PauseReasonRow> reasons);
    void take(AgentItem item);
    // What is due, and what Asterisk must be asked for.
    void act(runtime::TimePoint now);
    // Throws LeaseLost: whoever is active does it all, take(StoodDown) is due. Throws DbUnavailable, DbError; may then
    // be called again, on another connection.
    void serve_requests(db::Connection& connection);
    // Sessions and telephones. Nobody has been silent for longer than we could see them.
    void look_around(db::Connection& connection, runtime::TimePoint now, std::chrono::seconds seen_for);
    void write(db::Connection& connection);

private:
    struct Doubt {
        calls::QueueWish told;  // when Asterisk was asked
        runtime::TimePoint since{};
        bool has_news = false;  // since then: the answer may not know them
    };
    struct Known {
        calls::AgentAccount account;
        calls::Agent agent;
        calls::QueueSeats seats;
        std::string error;
        std::optional<calls::QueueWish> told;          // what Asterisk was asked for
        std::string interface;                         // whom it was asked of
        std::optional<Doubt> doubt;                    // somebody else may have changed it
        bool is_incomplete = false;                    // it refused a queue chosen earlier
        std::map<std::string, std::uint64_t> joining;  // by queue: whose request it was
        std::vector<calls::AgentStretch> log;          // not written yet
        db::AgentRow written;
    };
    using Agents = std::map<std::uint32_t, Known>;

    void on(LegsAlive&& item);
    void on(const StoodDown& item);
    void on(const CallsChanged& item);
    void on(const AsteriskUp& item);
    void on(const AsteriskBooted& item);
    void on(const AsteriskDown& item);
    void on(const MemberMissed& item);
    void on(const MemberPaused& item);
    void on(const MemberPauses& item);
    void on(const QueueAnswer& item);
    void changed(const calls::Leg& leg, runtime::TimePoint at);
    void gone(const calls::LegKey& leg, runtime::TimePoint at);

    void adopt(db::Connection& connection);
    using Story = std::multimap<runtime::TimePoint, std::function<void()>>;
    void catch_up(const std::vector<db::EndedAgentLeg>& ended);
    static void tell_of(calls::Agent& agent, calls::Leg leg, bool is_caller, Story& story);
    void serve(const db::AskedRow& row);
    void follow_interface(Known& known);
    bool apply(Known& known, const db::AskedRow& row);
    void apply_to_queue(Known& known, const db::AskedRow& row);
    void look(Known& known, runtime::TimePoint since);
    void take_over(Known& known, const calls::OutsideChange& change, runtime::TimePoint at);
    [[nodiscard]] calls::PauseReason reason_named(unsigned group, const std::string& word) const;
    void refused(Known& known, const calls::QueueStep& step, const std::string& words);
    void tell_of_missing_right(const std::string& words);

    [[nodiscard]] Known* agent_of(std::string_view channel);
    [[nodiscard]] Known* agent_at(const std::string& interface);
    Known& know(const calls::AgentAccount& account);
    [[nodiscard]] calls::AgentRules rules_of(const calls::AgentAccount& account) const;
    [[nodiscard]] std::string interface_of(const calls::AgentAccount& account) const;
    [[nodiscard]] db::AgentRow row_of(const Known& known) const;
    [[nodiscard]] static calls::QueueWish wish_of(const Known& known);
    [[nodiscard]] std::vector<Known*> unwritten();
    void write(db::Connection& connection, const std::vector<Known*>& agents);
    void write(db::Connection& connection, Known& known);
    void written(Known& known);

    const std::string server_;
    const AgentConfig config_;
    const Ask ask_;
    const Look look_;
    const std::string origin_;  // of the feed rows: this run's

    calls::AgentDirectory directory_;
    std::unordered_map<std::uint32_t, calls::AgentAccount> accounts_;
    GroupRules rules_;
    std::vector<db::PauseReasonRow> reasons_;
    Agents agents_;
    std::map<calls::LegKey, std::vector<std::uint32_t>> of_leg_;
    std::vector<calls::Leg> alive_;                 // until they are adopted
    std::vector<AgentItem> meanwhile_;              // likewise: what came since
    std::map<std::uint64_t, std::string> settled_;  // requests, not written yet: what went wrong
    std::uint64_t next_news_ = 0;
    bool is_up_ = false;  // the link to Asterisk
    bool has_pjsip_ = true;
    db::LeaseProof lease_;
    bool has_adopted_ = false;
    bool has_told_of_right_ = false;
};

}  // namespace astercc
