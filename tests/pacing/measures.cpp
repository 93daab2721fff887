// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/pacing/measures.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace pacing_test {

namespace {

constexpr double window_length = 1800;
constexpr double window_step = 60;
constexpr double fewest_answers = 30;

double ratio(double part, double whole)
{
    return whole > 0 ? part / whole : 0;
}

}  // namespace

double Measures::abandonment() const
{
    return ratio(static_cast<double>(abandoned), static_cast<double>(persons_connected + abandoned));
}

double Measures::worst_thousand() const
{
    const auto size = std::min<std::size_t>(1000, live_answers.size());
    double worst = 0;
    long lost = 0;
    for (std::size_t i = 0; i < live_answers.size(); ++i) {
        lost += live_answers[i].abandoned;
        if (i >= size) lost -= live_answers[i - size].abandoned;
        if (i + 1 >= size) worst = std::max(worst, static_cast<double>(lost) / static_cast<double>(size));
    }
    return worst;
}

Windows Measures::windows(double duration, double limit) const
{
    Windows windows;
    std::size_t first = 0;
    std::size_t end = 0;
    long lost = 0;
    long over = 0;
    for (double until = window_length; until <= duration + 1e-9; until += window_step) {
        for (; end < live_answers.size() && live_answers[end].at <= until; ++end)
            lost += live_answers[end].abandoned;
        for (; first < end && live_answers[first].at <= until - window_length; ++first)
            lost -= live_answers[first].abandoned;
        const auto answers = static_cast<double>(end - first);
        if (answers < fewest_answers) continue;
        ++windows.count;
        windows.worst = std::max(windows.worst, static_cast<double>(lost) / answers);
        if (static_cast<double>(lost) > std::max(1.0, std::floor(limit * answers + 1e-9))) ++over;
    }
    windows.over = ratio(static_cast<double>(over), static_cast<double>(windows.count));
    return windows;
}

std::string to_json(const Scenario& s, const Measures& m)
{
    const double logged_in = m.talk + m.wrap + m.idle;
    const double talk_share = (m.talk - m.machine_talk) / logged_in;
    const auto connected = static_cast<double>(m.persons_connected);
    const auto missed = static_cast<double>(m.abandoned + m.persons_taken_for_machines);
    const auto windows = m.windows(s.duration(), s.target);
    return fmt::format(
        R"({{"policy":"{}","agents":{},"p":{:.3f},"seed":{},"scenario":"{}","hours":{:.2f},"talk_mean":{:.0f},)"
        R"("util":{:.5f},"talk_share":{:.5f},"talk_min_per_h":{:.2f},"abandon":{:.5f},"abandon_incl_amd":{:.5f},)"
        R"("worst1000":{:.5f},"worst30":{:.5f},"win_over":{:.5f},"windows":{},"calls_per_answer":{:.3f},)"
        R"("placed":{},"human":{},"connected":{},"abandoned":{},"machines_to_agents":{},"amd_false":{},)"
        R"("avg_answer_wait":{:.3f}}})",
        s.policy, s.agents, s.p, s.seed, s.changes, s.hours, s.talk_mean, m.utilisation(), talk_share, 60 * talk_share,
        m.abandonment(), ratio(missed, connected + missed), m.worst_thousand(), windows.worst, windows.over,
        windows.count, ratio(static_cast<double>(m.placed), connected), m.placed, m.persons, m.persons_connected,
        m.abandoned, m.machines_connected, m.persons_taken_for_machines, ratio(m.waited, connected));
}

}  // namespace pacing_test
