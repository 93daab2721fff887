// SPDX-License-Identifier: GPL-3.0-or-later
// PURE: when the agents who are busy will be free. Learns how long they talk and wrap up, and gives for each busy agent
// the probability to be idle within a horizon, given how long he has talked or wrapped up already.
//
// That an agent who wraps up is nearly free, and one who has just begun to talk is either rid of a refusal soon or busy
// for minutes, is most of what predictive dialing lives on: the weight of a busy agent is his probability to free
// within the time a new call takes to be answered (US 5,640,445, expired).
#pragma once

#include "common/dialing/pacing/policy.h"

#include <cstddef>
#include <unordered_map>
#include <vector>

namespace dialing::pacing {

// So many agents, each of whom will be free with this probability.
struct LikelyFree {
    int agents;
    double probability;
};

class AgentRelease {
public:
    static constexpr int longest_horizon = 32;  // s

    AgentRelease();
    void hear(const Event& event);
    // Makes what was learned count in the answers below.
    void refresh();
    // The agents who are busy now.
    void look(double now);
    // Of those: who is idle within so many whole seconds.
    [[nodiscard]] std::vector<LikelyFree> free_within(int seconds) const;

private:
    static constexpr std::size_t talk_bins = 900;  // of a second
    static constexpr std::size_t wrap_bins = 120;

    enum class State { talking, wrapping };
    struct Busy {
        State state;
        double since;
    };
    // So many agents who have been in one state for the same second; `row` of the table of that state.
    struct AlikeAgents {
        int agents;
        const std::vector<double>* table;
        std::size_t row;
    };
    void tabulate_wrap(const std::vector<double>& wrap_share);
    void tabulate_talk(const std::vector<double>& talk_share, const std::vector<double>& wrap_share);
    void end_wrap(const Event& event);
    void collect(State state, std::size_t last_bin, const std::vector<double>& table, double now);

    std::unordered_map<int, Busy> busy_;
    std::vector<double> talk_;  // weights by second
    std::vector<double> wrap_;
    std::vector<double> free_from_talk_;  // [seconds talked][horizon]
    std::vector<double> free_from_wrap_;
    std::vector<AlikeAgents> alike_;
};

}  // namespace dialing::pacing
