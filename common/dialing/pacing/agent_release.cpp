// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/dialing/pacing/agent_release.h"

#include "common/dialing/pacing/histogram.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>

namespace dialing::pacing {

namespace {

constexpr double talk_prior = 15;  // calls
constexpr double wrap_prior = 10;
constexpr double memory = 3000;  // calls; older ones fade
constexpr double fade = .6;
constexpr double rare_talk = 2e-3;  // beyond the longest of 500 calls a histogram says nothing
constexpr double rare_wrap = 1e-4;
constexpr double stays_wrapping = .9;  // per second, for one who wraps up longer than ever seen

std::vector<double> prior(std::size_t bins, double calls, double mean, double sigma)
{
    std::vector<double> weights;
    for (std::size_t i = 0; i < bins; ++i)
        weights.push_back(calls * lognormal_density(static_cast<double>(i) + .5, mean, sigma));
    return weights;
}

std::size_t second_of(double time, std::size_t last)
{
    return std::min(last, static_cast<std::size_t>(std::max(0.0, time)));
}

using PerSecond = std::array<double, AgentRelease::longest_horizon>;

// Probability that a talk of so many seconds ends in each of the next.
PerSecond talk_ends(const std::vector<double>& talk_share, std::size_t elapsed)
{
    const std::size_t last = talk_share.size() - 1;
    PerSecond ends{};
    for (std::size_t u = 0; u < ends.size(); ++u)
        ends[u] = (talk_share[std::min(last, elapsed + u + 1)] - talk_share[std::min(last, elapsed + u)]) /
                  (1 - talk_share[elapsed]);
    return ends;
}

void forget(std::vector<double>& weights)
{
    if (std::accumulate(weights.begin(), weights.end(), 0.0) > memory) scale(weights, fade);
}

}  // namespace

AgentRelease::AgentRelease()
    : talk_(prior(talk_bins, talk_prior, 100, 1.0)), wrap_(prior(wrap_bins, wrap_prior, 15, .6))
{
    refresh();
}

void AgentRelease::hear(const Event& event)
{
    switch (event.kind) {
        case EventKind::connected:
            busy_[event.agent] = {State::talking, event.at};
            break;
        case EventKind::talk_ended: {
            const auto found = busy_.find(event.agent);
            if (found != busy_.end()) talk_[second_of(event.at - found->second.since, talk_bins - 1)] += 1;
            busy_[event.agent] = {State::wrapping, event.at};
            break;
        }
        case EventKind::agent_free:
        case EventKind::agent_gone:
            end_wrap(event);
            break;
        case EventKind::dialed:
        case EventKind::person:
        case EventKind::machine:
        case EventKind::busy:
        case EventKind::failed:
        case EventKind::no_answer:
        case EventKind::abandoned:
            break;
    }
}

void AgentRelease::end_wrap(const Event& event)
{
    const auto found = busy_.find(event.agent);
    if (found == busy_.end()) return;
    if (found->second.state == State::wrapping) wrap_[second_of(event.at - found->second.since, wrap_bins - 1)] += 1;
    busy_.erase(found);
}

void AgentRelease::refresh()
{
    forget(talk_);
    forget(wrap_);
    const auto wrap_share = cumulated(wrap_);
    tabulate_wrap(wrap_share);
    tabulate_talk(cumulated(talk_), wrap_share);
}

void AgentRelease::tabulate_wrap(const std::vector<double>& wrap_share)
{
    free_from_wrap_.clear();
    for (std::size_t elapsed = 0; elapsed <= wrap_bins; ++elapsed) {
        const double left = 1 - wrap_share[elapsed];
        for (std::size_t h = 1; h <= longest_horizon; ++h) {
            const double ends = wrap_share[std::min(wrap_bins, elapsed + h)] - wrap_share[elapsed];
            free_from_wrap_.push_back(left < rare_wrap ? 1 - std::pow(stays_wrapping, h) : ends / left);
        }
    }
}

// To be free from talk, the talk must end and the wrap-up fit into the rest of the horizon.
void AgentRelease::tabulate_talk(const std::vector<double>& talk_share, const std::vector<double>& wrap_share)
{
    PerSecond wrapped{};  // within the middle of each second
    for (std::size_t h = 0; h < longest_horizon; ++h)
        wrapped[h] = (wrap_share[h] + wrap_share[h + 1]) / 2;
    free_from_talk_.assign((talk_bins + 1) * longest_horizon, 0);
    for (std::size_t elapsed = 0; elapsed <= talk_bins; ++elapsed) {
        const auto row = free_from_talk_.begin() + static_cast<std::ptrdiff_t>(elapsed * longest_horizon);
        if (1 - talk_share[elapsed] < rare_talk) {
            if (elapsed > 0) std::copy(row - longest_horizon, row, row);
            continue;
        }
        const auto ends = talk_ends(talk_share, elapsed);
        for (std::size_t h = 0; h < longest_horizon; ++h) {
            double free = 0;
            for (std::size_t u = 0; u <= h; ++u)
                free += ends[u] * wrapped[h - u];
            row[static_cast<std::ptrdiff_t>(h)] = free;
        }
    }
}

void AgentRelease::look(double now)
{
    alike_.clear();
    collect(State::talking, talk_bins, free_from_talk_, now);
    collect(State::wrapping, wrap_bins, free_from_wrap_, now);
}

void AgentRelease::collect(State state, std::size_t last_bin, const std::vector<double>& table, double now)
{
    std::vector<int> agents_by_second(last_bin + 1, 0);
    for (const auto& [agent, busy] : busy_)
        if (busy.state == state) ++agents_by_second[second_of(now - busy.since, last_bin)];
    for (std::size_t second = 0; second <= last_bin; ++second)
        if (agents_by_second[second] > 0)
            alike_.push_back({agents_by_second[second], &table, second * longest_horizon});
}

std::vector<LikelyFree> AgentRelease::free_within(int seconds) const
{
    const auto column = static_cast<std::size_t>(std::clamp(seconds, 1, longest_horizon) - 1);
    std::vector<LikelyFree> likely;
    likely.reserve(alike_.size());
    for (const auto& alike : alike_)
        likely.push_back({alike.agents, (*alike.table)[alike.row + column]});
    return likely;
}

}  // namespace dialing::pacing
