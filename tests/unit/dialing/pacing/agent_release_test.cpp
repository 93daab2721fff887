// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/dialing/pacing/agent_release.h"

#include <catch2/catch.hpp>

using namespace dialing::pacing;

namespace {

double expected_free(const AgentRelease& release, int seconds)
{
    double sum = 0;
    for (const auto& likely : release.free_within(seconds))
        sum += likely.agents * likely.probability;
    return sum;
}

// One call of an agent, from `at`.
void work(AgentRelease& release, double at, double talk, double wrap)
{
    release.hear({EventKind::connected, at, 1, 1});
    release.hear({EventKind::talk_ended, at + talk, 1, 1});
    release.hear({EventKind::agent_free, at + talk + wrap, -1, 1});
}

}  // namespace

TEST_CASE("an agent in wrap-up is sooner free than one who talks", "[pacing][agents]")
{
    AgentRelease release;
    release.hear({EventKind::connected, 0, 1, 1});
    release.look(30);
    const double talking = expected_free(release, 12);
    release.hear({EventKind::talk_ended, 30, 1, 1});
    release.look(40);
    CHECK(expected_free(release, 12) > 3 * talking);
}

TEST_CASE("the chance to be free grows with the horizon and stays one", "[pacing][agents]")
{
    AgentRelease release;
    const double elapsed = GENERATE(0., 5., 60., 400., 5000.);
    const auto state = GENERATE(EventKind::connected, EventKind::talk_ended);
    release.hear({state, 0, 1, 1});
    release.look(elapsed);
    double before = 0;
    for (int s = 1; s <= AgentRelease::longest_horizon; ++s) {
        const double chance = expected_free(release, s);
        CHECK(chance >= before);
        CHECK(chance <= 1);
        before = chance;
    }
}

TEST_CASE("wrap-up times are learned", "[pacing][agents]")
{
    AgentRelease release;
    for (int i = 0; i < 300; ++i)
        work(release, i * 100., 60, 30);
    release.refresh();
    release.hear({EventKind::talk_ended, 40'000, 1, 1});
    release.look(40'010);
    CHECK(expected_free(release, 15) < .1);
    CHECK(expected_free(release, 21) > .9);
}

TEST_CASE("who is idle or gone will not be free later", "[pacing][agents]")
{
    AgentRelease release;
    release.hear({EventKind::connected, 0, 1, 1});
    release.hear({EventKind::connected, 0, 2, 2});
    release.hear({EventKind::agent_free, 5, -1, 1});
    release.hear({EventKind::agent_gone, 5, -1, 2});
    release.look(10);
    CHECK(release.free_within(10).empty());
}
