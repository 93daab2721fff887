// SPDX-License-Identifier: GPL-3.0-or-later
// The thread that dials: news in, orders out, and all that the database is to hold of it.
//
// One dialer leads: who holds the lease `dialer` (common/db/lease.h), others stand by. Each turn takes the news, and at
// each tick closes what is over, settles what was begun by a former run or went unheard, and lets each started campaign
// claim numbers. A number is ordered only after the transaction that took it out of the list was committed, and only
// while the lease was confirmed a moment ago; so no number is ordered twice, whenever the process dies.
//
// While the database is away calls run on and are heard; nothing is dialed. While an Asterisk is away its campaigns
// wait, and its calls keep their lines until it tells that they are gone.
#pragma once

#include "common/db/campaign_crew_gateway.h"
#include "common/db/campaign_state_gateway.h"
#include "common/db/lease.h"
#include "common/dialing/campaign_run.h"
#include "common/runtime/health.h"
#include "daemons/dialer/asterisk_line.h"
#include "daemons/dialer/call_book.h"
#include "daemons/dialer/dialer_config.h"
#include "daemons/dialer/dialer_monitor.h"
#include "daemons/dialer/inbox.h"
#include "daemons/dialer/number_claims.h"

#include <atomic>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <thread>
#include <vector>

namespace dialer {

class DialerWorker {
public:
    // Lines, inbox and monitor must outlive it. `lines`: in the order of the configuration's servers.
    DialerWorker(const DialerConfig& config, std::vector<AsteriskLine*> lines, Inbox& inbox, DialerMonitor& monitor);
    // Closes the inbox and what is over, and gives the lease up.
    ~DialerWorker();
    DialerWorker(const DialerWorker&) = delete;
    DialerWorker& operator=(const DialerWorker&) = delete;

    // From the next decision on; 0: any number. Calls that are there go on. Any thread.
    void limit_channels(unsigned channels) { max_channels_ = channels; }

private:
    struct Line {
        AsteriskLine* asterisk = nullptr;
        bool is_up = false;
        bool has_context = false;
        SteadyTime list_due{};
    };
    // A started campaign.
    struct Campaign {
        std::unique_ptr<dialing::CampaignRun> run;
        dialing::AbandonCount abandons;
        db::CampaignStateRow state;
        std::map<std::string, db::CrewState> crew;  // by interface
        SteadyTime due_counted{};
        std::string order_refused{};  // Asterisk's words
        SteadyTime refused_at{};
    };

    void work();
    void hear(const std::vector<News>& news);
    void hear(const News& news);
    bool try_to_tick();
    void tick(db::Connection& connection);
    bool lead(db::Connection& connection);
    void take_over(db::Connection& connection);
    void step_down(const std::string& why);
    void close_ended(db::Connection& connection);
    void close(db::Connection& connection, const DialedCall& call);
    void settle_unheard(db::Connection& connection);
    void settle_found(db::Connection& connection, DialedCall& call);
    void settle_missing(db::Connection& connection, DialedCall& call);
    void ask_for_lists();
    void read_campaigns(db::Connection& connection);
    void start(db::Connection& connection, dialing::CampaignSettings settings,
               const dialing::ComplianceProfile& profile);
    void read_crew(Campaign& campaign, const db::CampaignCrewGateway::Crews& crews);
    void dial_all(db::Connection& connection);
    void dial(db::Connection& connection, Campaign& campaign);
    [[nodiscard]] std::optional<dialing::Standstill> hindrance(const Campaign& campaign);
    [[nodiscard]] std::optional<dialing::FlawFound> flaw_of(const dialing::CampaignSettings& settings,
                                                            const Line& line);
    [[nodiscard]] dialing::Standstill place(db::Connection& connection, Campaign& campaign, const Line& line,
                                            unsigned calls, dialing::CallMode mode);
    void order(const Campaign& campaign, const Line& line, const std::vector<db::OpenAttempt>& attempts);
    void take_back(const std::vector<db::OpenAttempt>& attempts);
    void write_states(db::Connection& connection);
    void tell_pacing(unsigned campaign, const dialing::pacing::Event& event);

    [[nodiscard]] std::optional<std::size_t> line_index(const std::string& server) const;
    [[nodiscard]] dialing::CallCourse course_of(const dialing::CampaignSettings& settings,
                                                const dialing::ComplianceProfile& profile, const Line& line) const;
    [[nodiscard]] int lines_free() const;
    void away(const std::string& why);

    const DialerConfig config_;
    std::atomic<unsigned> max_channels_;
    Inbox& inbox_;
    DialerMonitor& monitor_;
    std::vector<Line> lines_;
    db::LazyConnection database_;
    db::Lease lease_;
    NumberClaims claims_;
    CallBook book_;
    std::map<unsigned, Campaign> campaigns_;
    db::CampaignCrewGateway::Crews crews_;
    bool must_look_for_lost_ = true;  // attempts in the database that the book does not know
    bool is_away_told_ = false;
    std::size_t ticks_ = 0;
    SteadyTime states_due_{};
    SteadyTime settle_due_{};
    std::thread thread_;  // last: it uses all of the above
};

}  // namespace dialer
