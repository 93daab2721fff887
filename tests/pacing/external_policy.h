// SPDX-License-Identifier: GPL-3.0-or-later
// A program that paces, over its standard input and output: protocol version 1 (docs/architecture/pacing.md).
#pragma once

#include "common/dialing/pacing/policy.h"
#include "tests/pacing/scenario.h"

#include <cstdio>
#include <memory>
#include <string>

namespace pacing_test {

class ExternalPolicy : public dialing::pacing::Policy {
public:
    // Starts `command` with the shell. Throws std::runtime_error when it does not speak the protocol.
    ExternalPolicy(const Scenario& scenario, const std::string& command);
    ~ExternalPolicy() override;
    ExternalPolicy(const ExternalPolicy&) = delete;
    ExternalPolicy& operator=(const ExternalPolicy&) = delete;
    void hear(const dialing::pacing::Event& event) override;
    [[nodiscard]] dialing::pacing::Decision decide(const dialing::pacing::Situation& situation) override;

private:
    void start(const std::string& command);
    void say(const std::string& line);
    [[nodiscard]] std::string answer();

    std::FILE* to_ = nullptr;
    std::FILE* from_ = nullptr;
    int process_ = -1;
    std::string events_;
    long event_count_ = 0;
};

}  // namespace pacing_test
