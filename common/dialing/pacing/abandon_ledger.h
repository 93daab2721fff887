// SPDX-License-Identifier: GPL-3.0-or-later
// PURE: which persons who answered met an agent and which were abandoned, in the last 30 minutes and over the campaign,
// and what the next abandoned call would cost.
//
// The limit is kept in whole calls: max(1, floor(limit x answers)) in every 30 minutes, and limit x answers over the
// campaign (its 30 days; facts of the law are in the compliance profile, not here). The price of an abandoned call is 1
// while there is room, rises as the room shrinks, and past the limit counts the time for which windows would stand over
// it: one that would be forgiven in a minute is cheap, one that spoils half an hour is not.
#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <unordered_map>
#include <vector>

namespace dialing::pacing {

struct LedgerRules {
    double limit = .03;            // of the persons who answer
    double answers_counted = .95;  // of the window's: it may hold fewer by the time it ends
    double room_wanted = 1;        // x sqrt(calls allowed): below it the price rises
    double overdue_price = 15;     // more, for a window that stands over the limit all its 30 minutes
    double answers_expected =
        0;  // of the campaign, at least: its first abandoned call may be spent before it is earned
};

class AbandonLedger {
public:
    static constexpr double window = 1800;  // s

    explicit AbandonLedger(const LedgerRules& rules) : rules_(rules) {}

    // What the campaign did before this run, within the days its limit looks back.
    void set_history(long answers, long abandoned);
    void connected(double at, std::int64_t call);
    void abandoned(double at);
    // The connected call turned out to be a machine, which counts for nothing.
    void was_machine(std::int64_t call);
    void talk_ended(std::int64_t call);
    void look(double now);

    // Prices of the next abandoned call, the one after it and so on: as many as differ, never fewer than two.
    [[nodiscard]] std::vector<double> prices(double now) const;
    [[nodiscard]] bool window_is_spent() const { return window_room() < 1; }
    [[nodiscard]] bool campaign_is_spent() const;
    // The campaign has had too few answers to abandon a single one of them.
    [[nodiscard]] bool campaign_is_young() const;
    [[nodiscard]] long answers_in_window() const { return answers_; }
    [[nodiscard]] long abandoned_in_window() const { return static_cast<long>(abandoned_at_.size()); }

private:
    struct Answer {
        double at;
        std::int64_t call;
        bool counts;
    };
    [[nodiscard]] double allowed() const;
    [[nodiscard]] double campaign_allowed() const;
    [[nodiscard]] double window_room() const { return allowed() - static_cast<double>(abandoned_at_.size()); }
    [[nodiscard]] double seconds_over(double now, std::size_t next) const;

    LedgerRules rules_;
    std::deque<Answer> connected_;                             // of the window
    std::uint64_t first_ = 0;                                  // number of connected_.front()
    std::unordered_map<std::int64_t, std::uint64_t> talking_;  // call to number
    std::deque<double> abandoned_at_;                          // of the window
    long answers_ = 0;
    long campaign_answers_ = 0;
    long campaign_abandoned_ = 0;
    long past_answers_ = 0;
    long past_abandoned_ = 0;
};

}  // namespace dialing::pacing
