// SPDX-License-Identifier: GPL-3.0-or-later
// PURE: a campaign while it runs: how many calls to place at this moment by its mode, and what holds it.
#pragma once

#include "common/dialing/campaign_settings.h"
#include "common/dialing/pacing/policy.h"
#include "common/dialing/standstill.h"

#include <cstdint>
#include <memory>
#include <span>

namespace dialing {

// Agents of the campaign's queue.
struct Crew {
    int idle = 0;
    int talking = 0;  // ringing and on hold too
    int wrapping = 0;
    int paused = 0;

    bool operator==(const Crew&) const = default;
};

// Its calls that are not over.
struct OpenCallCounts {
    int dialing = 0;
    int ringing = 0;
    int answered = 0;  // nobody knows yet by whom
    int waiting = 0;
    int talking = 0;
    int message = 0;

    [[nodiscard]] int unanswered() const { return dialing + ringing + answered; }
    [[nodiscard]] int all() const { return unanswered() + waiting + talking + message; }
    bool operator==(const OpenCallCounts&) const = default;
};

struct CampaignMoment {
    double now = 0;  // s, by the clock of the pacing events
    Crew crew{};
    OpenCallCounts calls{};
    int lines_free = 0;  // of what all campaigns share
    AbandonCount abandons{};
};

struct CallsToPlace {
    int calls = 0;
    StandstillReason why_not_more{};
    CallMode mode = CallMode::with_agent;  // in which may_dial is to be asked
};

class CampaignRun {
public:
    struct History {
        AbandonCount abandons{};      // in the profile's window
        double answers_expected = 0;  // of the list, at least
    };
    CampaignRun(CampaignSettings settings, const ComplianceProfile& profile, const History& history);

    // People have changed them. What was learned stays, unless the mode or its figures are others.
    void change(CampaignSettings settings, const ComplianceProfile& profile, const AbandonCount& abandons);
    void hear(const pacing::Event& event);
    [[nodiscard]] CallsToPlace decide(const CampaignMoment& moment);

    [[nodiscard]] const CampaignSettings& settings() const { return settings_; }
    [[nodiscard]] const ComplianceProfile& profile() const { return *profile_; }
    // Persons per call that has ended; nothing while there is none.
    [[nodiscard]] std::optional<double> hit_rate() const;

private:
    [[nodiscard]] pacing::Situation situation(const CampaignMoment& moment) const;
    [[nodiscard]] int lines_free(const CampaignMoment& moment) const;

    CampaignSettings settings_;
    const ComplianceProfile* profile_;
    double answers_expected_;
    std::unique_ptr<pacing::Policy> policy_;
    long placed_ = 0;
    long ended_ = 0;  // nothing more is to be learned of them
    long persons_ = 0;
    long connected_ = 0;
    long abandoned_ = 0;
};

// What holds the whole campaign, whatever the number. `state`: as for may_dial; its time is `now`.
[[nodiscard]] std::optional<Refusal> campaign_refusal(const CampaignState& state, const ComplianceProfile& profile,
                                                      std::optional<std::chrono::days> national_list_age,
                                                      TimePoint now);

}  // namespace dialing
