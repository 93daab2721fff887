// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/unit/calls/expected_legs.h"

#include "common/calls/agent_match.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <fstream>
#include <stdexcept>

namespace test {
namespace {

std::string device(const std::string& channel)
{
    const bool is_local = channel.starts_with("Local/");
    const std::string name{calls::device_of(channel)};
    return is_local ? name + channel.substr(channel.size() - 2) : name;
}

// "[hold]", "[conference: cdr tells call]"
Scenario parse_header(const std::string& line)
{
    constexpr std::string_view kLabel = ": cdr tells ";
    const std::string text = line.substr(1, line.find(']') - 1);
    const auto label = text.find(kLabel);
    Scenario scenario{text.substr(0, label), CdrTells::legs, {}};
    if (label == std::string::npos) return scenario;
    scenario.cdr_tells = text.ends_with("call") ? CdrTells::call : CdrTells::nothing;
    return scenario;
}

std::vector<Scenario> read_scenarios()
{
    const std::string path = std::string{CC_TEST_DATA} + "/captures/legs.txt";
    std::ifstream in{path};
    if (!in) throw std::runtime_error{"cannot read " + path};
    std::vector<Scenario> all;
    for (std::string line; std::getline(in, line);) {
        if (line.empty() || line[0] == '#') continue;
        if (line[0] == '[') {
            all.push_back(parse_header(line));
            continue;
        }
        const auto bar = line.rfind(" | ");
        all.back().legs.push_back({line.substr(0, bar), std::atoi(line.c_str() + bar + 3)});
    }
    return all;
}

const Scenario* find(const std::string& name)
{
    static const std::vector<Scenario> all = read_scenarios();
    const auto found = std::ranges::find(all, name, &Scenario::name);
    return found == all.end() ? nullptr : &*found;
}

}  // namespace

const Scenario* scenario_of(const Capture& capture)
{
    const Scenario* const own = find(capture.name);
    if (own != nullptr || !(capture.is("16") || capture.is("22"))) return own;
    return find(capture.scenario());
}

ExpectedLeg as_person_sees(const calls::FinishedLeg& f)
{
    const calls::Leg& leg = f.leg;
    const std::string dst = leg.dstchan.empty() ? "-" : device(leg.dstchan);
    const std::string queue = leg.queue.empty() ? "-" : leg.queue;
    return {leg.src + " > " + leg.dst + " | " + device(leg.srcchan) + " > " + dst + " | " + queue + " | " +
                std::string{to_string(f.disposition)},
            static_cast<int>(std::lround(static_cast<double>(f.talk.count()) / 1000))};
}

std::string to_line(const ExpectedLeg& leg)
{
    return leg.text + " | " + std::to_string(leg.talk);
}

std::string compare(const Scenario& scenario, const std::vector<calls::FinishedLeg>& finished)
{
    std::string difference;
    std::vector<ExpectedLeg> expected = scenario.legs;
    for (const calls::FinishedLeg& f : finished) {
        const ExpectedLeg ours = as_person_sees(f);
        const auto found = std::ranges::find_if(
            expected, [&](const ExpectedLeg& e) { return e.text == ours.text && std::abs(e.talk - ours.talk) <= 1; });
        if (found == expected.end())
            difference += "not expected: " + to_line(ours) + "\n";
        else
            expected.erase(found);
    }
    for (const ExpectedLeg& missing : expected)
        difference += "missing: " + to_line(missing) + "\n";
    return difference;
}

}  // namespace test
