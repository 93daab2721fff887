// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/pacing/policies.h"

#include "common/dialing/pacing/fixed_rules.h"
#include "common/dialing/pacing/predictive.h"
#include "tests/pacing/external_policy.h"
#include "tests/pacing/published_rules.h"

#include <cmath>
#include <functional>
#include <map>
#include <sstream>
#include <stdexcept>

namespace pacing_test {

namespace {

using namespace dialing::pacing;
using PolicyPtr = std::unique_ptr<Policy>;

// The numbers behind a policy's name.
class Numbers {
public:
    explicit Numbers(const std::string& text)
    {
        std::istringstream parts{text};
        for (std::string part; std::getline(parts, part, ':');)
            numbers_.push_back(std::stod(part));
    }
    [[nodiscard]] double at(std::size_t i, double otherwise) const
    {
        return i < numbers_.size() ? numbers_[i] : otherwise;
    }

private:
    std::vector<double> numbers_;
};

using Maker = std::function<PolicyPtr(const Scenario&, const Numbers&)>;

PolicyPtr make_predictive(const Scenario& scenario, const Numbers& n)
{
    PredictiveSettings settings;
    settings.ledger.limit = scenario.target;
    settings.ledger.answers_expected = fewest_answers(scenario.agents, scenario.duration());
    settings.wait = scenario.wait;
    settings.ring_timeout = scenario.ring_timeout;
    settings.aim = n.at(0, settings.aim);
    settings.first_threshold = n.at(1, settings.first_threshold);
    settings.highest_threshold = n.at(2, settings.highest_threshold);
    settings.threshold_step = n.at(3, settings.threshold_step);
    settings.ledger.answers_counted = n.at(4, settings.ledger.answers_counted);
    settings.ledger.room_wanted = n.at(5, settings.ledger.room_wanted);
    settings.ledger.overdue_price = n.at(6, settings.ledger.overdue_price);
    return std::make_unique<Predictive>(settings);
}

Maker vicidial(VicidialAdaptive::Method method)
{
    return [method](const Scenario& scenario, const Numbers& n) {
        return std::make_unique<VicidialAdaptive>(scenario, VicidialAdaptive::Settings{method, n.at(0, 3), n.at(1, 0)});
    };
}

const std::map<std::string, Maker>& makers()
{
    static const std::map<std::string, Maker> all{
        {"predictive", make_predictive},
        {"progressive", [](const Scenario&, const Numbers&) { return std::make_unique<Progressive>(); }},
        {"maximum",
         [](const Scenario& s, const Numbers& n) {
             return std::make_unique<MaximumConcurrentCalls>(static_cast<int>(std::lround(n.at(0, 1.5) * s.agents)),
                                                             MaximumConcurrentCalls::Agents::needed);
         }},
        {"seats",
         [](const Scenario&, const Numbers& n) {
             return std::make_unique<QueueSeats>(static_cast<int>(std::lround(n.at(0, 100))));
         }},
        {"ratio", [](const Scenario&, const Numbers& n) { return std::make_unique<VicidialRatio>(n.at(0, 1.5)); }},
        {"boost", [](const Scenario&, const Numbers& n) { return std::make_unique<WombatBoost>(n.at(0, 2)); }},
        {"astercrm-max",
         [](const Scenario& s, const Numbers& n) { return std::make_unique<OldMaximum>(n.at(0, 1.5) * s.agents); }},
        {"astercrm-queue",
         [](const Scenario&, const Numbers& n) { return std::make_unique<OldQueueSeats>(n.at(0, 100)); }},
        {"issabel", [](const Scenario&, const Numbers&) { return std::make_unique<Issabel>(Issabel::Overdial::no); }},
        {"issabel-over",
         [](const Scenario&, const Numbers&) { return std::make_unique<Issabel>(Issabel::Overdial::by_answer_rate); }},
        {"vici-hard", vicidial(VicidialAdaptive::Method::hard_limit)},
        {"vici-tapered", vicidial(VicidialAdaptive::Method::tapered)},
        {"vici-average", vicidial(VicidialAdaptive::Method::average)},
    };
    return all;
}

}  // namespace

PolicyPtr make_policy(const Scenario& scenario)
{
    const auto colon = scenario.policy.find(':');
    const auto name = scenario.policy.substr(0, colon);
    const auto rest = colon == std::string::npos ? "" : scenario.policy.substr(colon + 1);
    if (name == "cmd") return std::make_unique<ExternalPolicy>(scenario, rest);
    const auto found = makers().find(name);
    if (found == makers().end()) throw std::invalid_argument{"unknown policy " + name};
    return found->second(scenario, Numbers{rest});
}

}  // namespace pacing_test
