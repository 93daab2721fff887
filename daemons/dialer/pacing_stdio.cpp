// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemons/dialer/pacing_stdio.h"

#include "common/dialing/pacing/predictive.h"
#include "daemons/dialer/pacing_protocol.h"

#include <sysexits.h>

#include <cstdlib>
#include <istream>
#include <ostream>
#include <string>

namespace dialer {

namespace {

dialing::pacing::Predictive policy_for(const Hello& hello)
{
    dialing::pacing::PredictiveSettings settings;
    settings.ledger.limit = hello.target;
    settings.ledger.answers_expected = dialing::pacing::fewest_answers(hello.agents, hello.duration);
    settings.wait = hello.wait;
    settings.ring_timeout = hello.ring_timeout;
    return dialing::pacing::Predictive{settings};
}

int give_up(std::ostream& errors, const runtime::Error& error)
{
    errors << "dialer: " << error.what << "\n";
    return EX_DATAERR;
}

}  // namespace

int pace_over_stdio(std::istream& in, std::ostream& out, std::ostream& errors)
{
    std::string line;
    std::getline(in, line);
    const auto hello = parse_hello(line);
    if (!hello) return give_up(errors, hello.error());
    auto policy = policy_for(hello.value());
    out << "READY\n" << std::flush;
    while (std::getline(in, line) && line != "BYE") {
        const auto tick = parse_tick(line);
        if (!tick) return give_up(errors, tick.error());
        for (const auto& event : tick.value().events)
            policy.hear(event);
        out << policy.decide(tick.value().situation).calls << "\n" << std::flush;
    }
    return EXIT_SUCCESS;
}

}  // namespace dialer
