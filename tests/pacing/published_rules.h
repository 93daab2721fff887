// SPDX-License-Identifier: GPL-3.0-or-later
// How other dialers pace, as far as their documents and sources say: the rules re-expressed, no code of theirs. Each
// gets the two seconds of the law, whatever its product allows by default.
#pragma once

#include "common/dialing/pacing/policy.h"
#include "tests/pacing/scenario.h"

#include <deque>
#include <map>

namespace pacing_test {

using dialing::pacing::Decision;
using dialing::pacing::Event;
using dialing::pacing::Situation;

// True at most once in `period` seconds.
class Beat {
public:
    explicit Beat(double period) : period_(period) {}
    [[nodiscard]] bool is_due(double now);

private:
    double period_;
    double next_ = 0;
};

// VICIdial, RATIO: live lines = level x (idle and talking agents). docs/PREDICTIVE.txt of ccabrerar/vicidial.
class VicidialRatio : public dialing::pacing::Policy {
public:
    explicit VicidialRatio(double level) : level_(level) {}
    void hear(const Event& event) override;
    [[nodiscard]] Decision decide(const Situation& situation) override;

private:
    double level_;
    Beat beat_{2.5};
};

// WombatDialer, OMniLeads: calls being dialed = boost x idle agents, none while a call waits. wombatdialer.com, 2017.
class WombatBoost : public dialing::pacing::Policy {
public:
    explicit WombatBoost(double boost) : boost_(boost) {}
    void hear(const Event& event) override;
    [[nodiscard]] Decision decide(const Situation& situation) override;

private:
    double boost_;
};

// asterCRM of 2008, "by maximum concurrent calls": a loop of five seconds.
class OldMaximum : public dialing::pacing::Policy {
public:
    explicit OldMaximum(double calls) : calls_(calls) {}
    void hear(const Event& event) override;
    [[nodiscard]] Decision decide(const Situation& situation) override;

private:
    double calls_;
    Beat beat_{5};
};

// asterCRM of 2008, "by queue seats with a percentage": a loop of five seconds.
class OldQueueSeats : public dialing::pacing::Policy {
public:
    explicit OldQueueSeats(double percent_more) : percent_more_(percent_more) {}
    void hear(const Event& event) override;
    [[nodiscard]] Decision decide(const Situation& situation) override;

private:
    double percent_more_;
    Beat beat_{5};
};

// Issabel, Elastix: idle agents and those whose talk, taken as exponential, has ended within the answer delay with a
// probability of 0.97; "over" divides by the answer rate. Rule of Predictor.class.php of IssabelFoundation/callcenter.
class Issabel : public dialing::pacing::Policy {
public:
    enum class Overdial { no, by_answer_rate };
    explicit Issabel(Overdial overdial) : overdial_(overdial) {}
    void hear(const Event& event) override;
    [[nodiscard]] Decision decide(const Situation& situation) override;

private:
    void count(bool answered);

    Overdial overdial_;
    double talk_mean_ = 120;
    double answer_delay_ = 12;
    double answered_ = 5;
    double tried_ = 10;
    std::map<int, double> talking_since_;
    std::map<std::int64_t, double> dialed_at_;
    Beat beat_{3};
};

// VICIdial's adaptive methods, of its documents and AST_VDadapt.pl: a dial level that follows idle agents minus waiting
// calls, and gives way when the day's drops pass the limit.
class VicidialAdaptive : public dialing::pacing::Policy {
public:
    enum class Method { hard_limit, tapered, average };
    struct Settings {
        Method method = Method::average;
        double maximum_level = 3;
        double wanted_difference = 0;  // idle agents more than waiting calls
    };
    VicidialAdaptive(const Scenario& scenario, const Settings& settings);
    void hear(const Event& event) override;
    [[nodiscard]] Decision decide(const Situation& situation) override;

private:
    struct Sample {
        double ready;
        double waiting;
        double agents;
    };
    struct Minute {
        double at;
        bool is_drop;
    };
    void take_samples(const Situation& situation);
    void refresh_drops(double now);
    void adapt_level(double now);
    [[nodiscard]] double followed_level() const;
    [[nodiscard]] double limited(double level, double now) const;

    Settings settings_;
    double limit_percent_;
    double end_;
    double level_ = 1;
    double next_sample_ = 0;
    double next_drops_ = 0;
    double next_level_ = 15;
    std::deque<Sample> samples_;
    std::deque<Minute> last_minute_;
    long answers_ = 0;
    long drops_ = 0;
    long calls_ = 0;
    long seen_answers_ = 0;
    long seen_drops_ = 0;
    long seen_calls_ = 0;
    long minute_calls_ = 0;
    long minute_drops_ = 0;
    Beat beat_{2.5};
};

}  // namespace pacing_test
