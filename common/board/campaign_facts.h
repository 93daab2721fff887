// SPDX-License-Identifier: GPL-3.0-or-later
// What the tables say of campaigns that the dialer works on. Pure values; times are UTC.
#pragma once

#include "common/dialing/abandon_rate.h"
#include "common/dialing/list_check.h"
#include "common/dialing/retry_rules.h"
#include "common/runtime/time.h"

#include <array>
#include <optional>
#include <string>
#include <vector>

namespace board {

using runtime::TimePoint;

// campaign_state: the dialer's word of this second.
struct DialerWord {
    bool is_stale = false;  // not renewed for some seconds: no dialer runs
    std::string why;        // why it does not dial more; empty: as fast as it may
    std::optional<TimePoint> why_until;
    std::string detail;
    long dialing = 0;
    long ringing = 0;
    long waiting = 0;  // persons without an agent yet
    long talking = 0;
    long agents_idle = 0;
    long agents_talking = 0;
    long agents_wrapup = 0;
    long agents_paused = 0;
    std::optional<long> lines_free;
    std::optional<double> hit_rate;  // persons among the calls, the dialer's estimate
};

// Numbers that the dialer held back for one reason until a time.
struct HeldNumbers {
    std::string reason;
    long numbers = 0;
    std::optional<TimePoint> first_again;
};

// Of the dial list, those that are no agent's.
struct ListCount {
    long all = 0;
    long due = 0;
    std::vector<HeldNumbers> held;
    bool is_whole = true;  // false: the list is long, and this is what was counted so far
};

struct RefusedNumbers {
    std::string reason;
    long numbers = 0;
};

// Sums of campaign_hour since the local midnight.
struct CampaignToday {
    long dials = 0;
    long persons = 0;
    long connected = 0;
    long abandoned = 0;
    long machines = 0;
    long busy = 0;
    long no_answer = 0;
    long failed = 0;
};

// What a campaign that is started dials by.
struct CampaignRules {
    dialing::RetryRules retry{};
    std::optional<dialing::WeekHours> hours{};  // its own, by the call center's clock
    dialing::ZoneClock here{};                  // that clock
    std::vector<dialing::ZoneClock> places{};   // of its numbers, unless they have their own
};

struct CampaignFacts {
    unsigned id = 0;
    std::string name;
    unsigned group = 0;
    std::string group_name;
    std::string queue;
    bool has_queue = false;  // Asterisk knows it
    bool is_enabled = false;
    bool is_started = false;
    std::string mode;  // limit_type
    long max_channel = 0;
    long queue_hundredths = 0;    // queue_increasement: 120 is one line and a fifth for each seat
    long abandon_hundredths = 0;  // abandontarget: 300 is 3 per cent
    std::string profile;          // of compliance
    std::optional<DialerWord> dialer;
    CampaignToday today;
    std::array<dialing::AbandonCount, 3> abandons;  // by dialing::AbandonWindow
    ListCount list;
    std::vector<RefusedNumbers> refused_today;  // numbers that left the list undialed
    double dials_per_minute = 0;                // of the last minutes
    CampaignRules rules;
    TimePoint as_of{};
    std::optional<dialing::ListCheck> check;
};

}  // namespace board
