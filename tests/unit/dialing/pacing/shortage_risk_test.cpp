// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/dialing/pacing/shortage_risk.h"

#include <catch2/catch.hpp>

using namespace dialing::pacing;

namespace {

const AnswerDelay delay{25};

AgentRelease busy_agents(int agents)
{
    AgentRelease release;
    for (int a = 0; a < agents; ++a)
        release.hear({EventKind::connected, -4. * a, a, a});
    release.look(0);
    return release;
}

RiskInput input(const AgentRelease& release, int idle, std::vector<OpenCalls> open)
{
    return {.delay = delay,
            .release = release,
            .open = std::move(open),
            .prices = {1, 1},
            .rate = .3,
            .uncertainty = 0,
            .wait = 2,
            .idle = idle};
}

}  // namespace

TEST_CASE("the only call to an idle agent costs nothing, one to nobody costs one", "[pacing][risk]")
{
    const AgentRelease nobody;
    CHECK(ExactShortageRisk{input(nobody, 1, {})}.cost() == Approx(0).margin(1e-9));
    CHECK(ExactShortageRisk{input(nobody, 0, {})}.cost() == Approx(1));
    CHECK(ExactShortageRisk{input(nobody, -1, {})}.cost() == Approx(1));
}

TEST_CASE("beside one open call, the second costs what the first one's answer is likely", "[pacing][risk]")
{
    const AgentRelease nobody;
    const double young = ExactShortageRisk{input(nobody, 1, {{1, 0}})}.cost();
    CHECK(young == Approx(.3).margin(.03));
    const double old = ExactShortageRisk{input(nobody, 1, {{1, delay.bin_of(22)}})}.cost();
    CHECK(old < young / 2);
}

TEST_CASE("two abandoned calls at once cost more than their number where the second is dear", "[pacing][risk]")
{
    const AgentRelease nobody;
    auto dear = input(nobody, 1, {{4, 0}});
    const double even = ExactShortageRisk{dear}.cost();
    dear.prices = {1, 16};
    CHECK(ExactShortageRisk{dear}.cost() > 2 * even);
}

TEST_CASE("doubt about the answer rate makes calls dearer when they are few too many", "[pacing][risk]")
{
    const AgentRelease nobody;
    auto sure = input(nobody, 6, {{10, 0}});
    auto unsure = sure;
    unsure.uncertainty = .3;
    CHECK(ExactShortageRisk{unsure}.cost() > ExactShortageRisk{sure}.cost());
    CHECK(NormalShortageRisk{unsure}.cost_after(0) > NormalShortageRisk{sure}.cost_after(0));
}

TEST_CASE("every further call costs more", "[pacing][risk]")
{
    const auto release = busy_agents(30);
    ExactShortageRisk exact{input(release, 5, {{10, 4}})};
    const NormalShortageRisk normal{input(release, 5, {{10, 4}})};
    double before = 0;
    for (int calls = 0; calls < 40; ++calls) {
        CHECK(exact.cost() >= before);
        before = exact.cost();
        exact.add_call();
        CHECK(normal.cost_after(calls + 1) >= normal.cost_after(calls));
    }
}

TEST_CASE("the normal approximation comes near the exact sum", "[pacing][risk]")
{
    const auto release = busy_agents(40);
    const int idle = GENERATE(2, 5, 9);
    const auto same = input(release, idle, {{10, 4}, {5, 20}});
    CHECK(NormalShortageRisk{same}.cost_after(0) == Approx(ExactShortageRisk{same}.cost()).margin(.03));
    const int exact = ExactShortageRisk{same}.calls_within(.08, 200);
    CHECK(NormalShortageRisk{same}.calls_within(.08, 200) == Approx(exact).margin(3));
}

TEST_CASE("no more calls than asked for", "[pacing][risk]")
{
    const AgentRelease nobody;
    const auto rich = input(nobody, 60, {});
    CHECK(ExactShortageRisk{rich}.calls_within(.5, 7) == 7);
    CHECK(NormalShortageRisk{rich}.calls_within(.5, 7) == 7);
    CHECK(ExactShortageRisk{input(nobody, 0, {})}.calls_within(.5, 7) == 0);
    CHECK(NormalShortageRisk{input(nobody, 0, {})}.calls_within(.3, 7) == 0);
    CHECK(NormalShortageRisk{rich}.calls_within(.5, 0) == 0);
}
