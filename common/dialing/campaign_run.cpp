// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/dialing/campaign_run.h"

#include "common/dialing/pacing/fixed_rules.h"
#include "common/dialing/pacing/predictive.h"

#include <algorithm>
#include <cmath>

namespace dialing {

namespace {

using Agents = pacing::MaximumConcurrentCalls::Agents;

double in_seconds(std::chrono::seconds time)
{
    return static_cast<double>(time.count());
}

std::unique_ptr<pacing::Policy> predictive_policy(const CampaignSettings& settings, const ComplianceProfile& profile,
                                                  const CampaignRun::History& history)
{
    pacing::PredictiveSettings rules;
    rules.ledger.limit = abandon_limit(settings, profile);
    rules.ledger.answers_expected = history.answers_expected;
    rules.aim = rules.ledger.limit * (rules.aim / pacing::LedgerRules{}.limit);
    rules.wait = in_seconds(profile.connect_within);
    rules.ring_timeout = in_seconds(settings.ring_time);
    auto policy = std::make_unique<pacing::Predictive>(rules);
    policy->set_history(history.abandons.live_answers, history.abandons.abandoned);
    return policy;
}

std::unique_ptr<pacing::Policy> policy_for(const CampaignSettings& settings, const ComplianceProfile& profile,
                                           const CampaignRun::History& history)
{
    constexpr double per_cent = 100;
    switch (settings.mode) {
        case DialMode::predictive:
            return predictive_policy(settings, profile, history);
        case DialMode::queue_seats:
            return std::make_unique<pacing::QueueSeats>(
                static_cast<int>(std::lround((settings.queue_factor - 1) * per_cent)));
        case DialMode::channels:
        case DialMode::timed:
            return std::make_unique<pacing::MaximumConcurrentCalls>(
                settings.max_channels, needs_agents(settings) ? Agents::needed : Agents::not_needed);
        case DialMode::progressive:
            break;
    }
    return std::make_unique<pacing::Progressive>();
}

bool is_paced_alike(const CampaignSettings& a, const CampaignSettings& b)
{
    return a.mode == b.mode && a.max_channels == b.max_channels && a.queue_factor == b.queue_factor &&
           a.abandon_target == b.abandon_target && a.ring_time == b.ring_time && a.profile == b.profile &&
           needs_agents(a) == needs_agents(b);
}

bool holds_all(Reason reason)
{
    switch (reason) {
        case Reason::campaign_disabled:
        case Reason::ring_too_short:
        case Reason::message_missing:
        case Reason::outside_campaign:
        case Reason::national_list_stale:
        case Reason::abandon_budget_spent:
            return true;
        default:
            return false;
    }
}

}  // namespace

CampaignRun::CampaignRun(CampaignSettings settings, const ComplianceProfile& profile, const History& history)
    : settings_(std::move(settings)),
      profile_(&profile),
      answers_expected_(history.answers_expected),
      policy_(policy_for(settings_, profile, history))
{
}

void CampaignRun::change(CampaignSettings settings, const ComplianceProfile& profile, const AbandonCount& abandons)
{
    if (!is_paced_alike(settings, settings_)) policy_ = policy_for(settings, profile, {abandons, answers_expected_});
    settings_ = std::move(settings);
    profile_ = &profile;
}

void CampaignRun::hear(const pacing::Event& event)
{
    using Kind = pacing::EventKind;
    policy_->hear(event);
    switch (event.kind) {
        case Kind::dialed:
            ++placed_;
            break;
        case Kind::person:
            ++persons_;
            ++ended_;
            break;
        case Kind::machine:
        case Kind::busy:
        case Kind::failed:
        case Kind::no_answer:
            ++ended_;
            break;
        case Kind::connected:
            ++connected_;
            break;
        case Kind::abandoned:
            ++abandoned_;
            break;
        case Kind::talk_ended:
        case Kind::agent_free:
        case Kind::agent_gone:
            break;
    }
}

// When the abandoned calls are used up, calls are placed for agents who are idle.
CallsToPlace CampaignRun::decide(const CampaignMoment& moment)
{
    const auto now = situation(moment);
    auto decision = policy_->decide(now);
    auto mode = call_mode(settings_);
    StandstillReason why = decision.why_not_more;
    if (mode == CallMode::predictive && !has_abandons_left(profile_->abandonment, moment.abandons)) {
        mode = CallMode::with_agent;
        const auto safe = pacing::Progressive{}.decide(now);
        if (safe.calls < decision.calls) why = Reason::abandon_budget_spent;
        decision.calls = std::min(decision.calls, safe.calls);
    }
    return {.calls = std::clamp(decision.calls, 0, std::max(0, now.lines_free)), .why_not_more = why, .mode = mode};
}

std::optional<double> CampaignRun::hit_rate() const
{
    if (ended_ == 0) return std::nullopt;
    return static_cast<double>(persons_) / static_cast<double>(ended_);
}

// The two modes that count calls count those that talk, whatever the agents do besides.
pacing::Situation CampaignRun::situation(const CampaignMoment& moment) const
{
    const bool counts_calls = settings_.mode == DialMode::channels || settings_.mode == DialMode::timed;
    pacing::Situation now;
    now.now = moment.now;
    now.idle = moment.crew.idle;
    now.talking = counts_calls ? moment.calls.talking + moment.calls.message : moment.crew.talking;
    now.wrapping = moment.crew.wrapping + (counts_calls ? moment.crew.talking : 0);
    now.paused = moment.crew.paused;
    now.ringing = moment.calls.unanswered();
    now.queued = moment.calls.waiting;
    now.lines_free = lines_free(moment);
    now.placed = placed_;
    now.connected = connected_;
    now.abandoned = abandoned_;
    return now;
}

int CampaignRun::lines_free(const CampaignMoment& moment) const
{
    const auto most = most_calls(settings_);
    return most ? std::min(moment.lines_free, *most - moment.calls.all()) : moment.lines_free;
}

std::optional<Refusal> campaign_refusal(const CampaignState& state, const ComplianceProfile& profile,
                                        std::optional<std::chrono::days> national_list_age, TimePoint now)
{
    auto anywhere = profile;
    anywhere.hours.reset();
    CalledNumber any;
    any.dialed = "1";
    any.has_consent = true;
    any.national_list_age = national_list_age;
    const auto verdict = may_dial(any, state, anywhere, now);
    if (verdict.is_yes() || !holds_all(verdict.refusal->reason)) return std::nullopt;
    return verdict.refusal;
}

}  // namespace dialing
