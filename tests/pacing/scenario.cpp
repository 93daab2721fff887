// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/pacing/scenario.h"

#include <map>
#include <stdexcept>
#include <variant>

namespace pacing_test {

namespace {

using Field = std::variant<int Scenario::*, double Scenario::*, std::uint64_t Scenario::*, std::string Scenario::*>;

const std::map<std::string, Field>& fields()
{
    static const std::map<std::string, Field> all{
        {"--agents", &Scenario::agents},
        {"--p", &Scenario::p},
        {"--hours", &Scenario::hours},
        {"--tick", &Scenario::tick},
        {"--ring-mean", &Scenario::ring_mean},
        {"--ring-sigma", &Scenario::ring_sigma},
        {"--talk-mean", &Scenario::talk_mean},
        {"--wrap-mean", &Scenario::wrap_mean},
        {"--talk", &Scenario::talk},
        {"--agent-sigma", &Scenario::agent_sigma},
        {"--wait", &Scenario::wait},
        {"--machine", &Scenario::machine},
        {"--amd-delay", &Scenario::amd_delay},
        {"--amd-fp", &Scenario::amd_false_machine},
        {"--amd-fn", &Scenario::amd_false_person},
        {"--trunks", &Scenario::trunks},
        {"--target", &Scenario::target},
        {"--scenario", &Scenario::changes},
        {"--seed", &Scenario::seed},
        {"--policy", &Scenario::policy},
    };
    return all;
}

struct Assign {
    Scenario& scenario;
    const std::string& text;

    void operator()(int Scenario::*field) const { scenario.*field = std::stoi(text); }
    void operator()(double Scenario::*field) const { scenario.*field = std::stod(text); }
    void operator()(std::uint64_t Scenario::*field) const { scenario.*field = std::stoull(text); }
    void operator()(std::string Scenario::*field) const { scenario.*field = text; }
};

}  // namespace

Scenario read_scenario(const std::vector<std::string>& arguments)
{
    Scenario scenario;
    for (std::size_t i = 0; i < arguments.size(); i += 2) {
        const auto found = fields().find(arguments[i]);
        if (found == fields().end()) throw std::invalid_argument{"unknown option " + arguments[i]};
        if (i + 1 == arguments.size()) throw std::invalid_argument{arguments[i] + " needs a value"};
        std::visit(Assign{scenario, arguments[i + 1]}, found->second);
    }
    return scenario;
}

}  // namespace pacing_test
