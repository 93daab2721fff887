// SPDX-License-Identifier: GPL-3.0-or-later
// PURE: how long after dialing a person needs an agent, and how long after dialing the other calls say that nobody
// will. Learned from every call; a prior stands in until there are some.
//
// What is asked for is a conditional probability: a call that has rung for 20 s without an answer is hardly a promise
// any more, and a line that was busy after a second never was one.
#pragma once

#include <cstddef>
#include <vector>

namespace dialing::pacing {

class AnswerDelay {
public:
    static constexpr double bin = 0.5;  // s

    // `ring_timeout`: seconds a call may ring.
    explicit AnswerDelay(double ring_timeout);

    void learn(double delay, bool is_person);
    // Makes what was learned count in the answers below.
    void refresh();

    [[nodiscard]] std::size_t bins() const { return person_share_.size() - 1; }
    [[nodiscard]] std::size_t bin_of(double age) const;
    // Share of the persons who have answered `age` seconds after dialing.
    [[nodiscard]] double answered_by(double age) const;
    // Probability that a call dialed so many bins ago, of which nothing is known yet, is answered by a person within
    // `horizon` seconds, where a share `p` of all calls is answered by persons.
    [[nodiscard]] double answers_within(std::size_t age_bin, double horizon, double p) const;

private:
    std::vector<double> persons_;  // weights by bin
    std::vector<double> others_;
    double learned_ = 0;
    std::vector<double> person_share_;  // cumulated
    std::vector<double> other_share_;
};

}  // namespace dialing::pacing
