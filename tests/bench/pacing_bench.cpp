// SPDX-License-Identifier: GPL-3.0-or-later
// What one predictive decision costs: `agents` who talk, wrap up or are idle, three calls open for each.
//
//   pacing_bench [options of Google Benchmark]
#include "common/dialing/pacing/predictive.h"

#include <benchmark/benchmark.h>

using namespace dialing::pacing;

namespace {

constexpr double age_s = 600;  // of the campaign

// Seven agents in ten talk, two wrap up, one is idle; calls are up to 25 s old.
Predictive campaign(int agents)
{
    Predictive policy{PredictiveSettings{}};
    policy.set_history(10'000, 100);
    for (int a = 0; a < agents; ++a) {
        policy.hear({EventKind::connected, age_s - 3 - a % 240, a, a});
        if (a % 10 >= 7) policy.hear({EventKind::talk_ended, age_s - a % 20, a, a});
        if (a % 10 == 9) policy.hear({EventKind::agent_free, age_s, -1, a});
    }
    for (int call = 0; call < 3 * agents; ++call)
        policy.hear({EventKind::dialed, age_s - 25 + call * 25.0 / (3 * agents), 1'000'000 + call, -1});
    return policy;
}

Situation situation(int agents)
{
    return {.now = age_s,
            .idle = agents / 10,
            .talking = agents * 7 / 10,
            .wrapping = agents * 2 / 10,
            .ringing = 3 * agents,
            .lines_free = agents};
}

void decide(benchmark::State& state)
{
    const auto agents = static_cast<int>(state.range(0));
    auto policy = campaign(agents);
    auto now = situation(agents);
    for (auto _ : state) {
        now.now += 1e-4;
        benchmark::DoNotOptimize(policy.decide(now));
    }
}
BENCHMARK(decide)->Arg(10)->Arg(40)->Arg(100)->Arg(1000)->Unit(benchmark::kMicrosecond);

// Once a minute: what was learned is made to count.
void refresh(benchmark::State& state)
{
    AgentRelease release;
    AnswerDelay delay{25};
    for (auto _ : state) {
        release.refresh();
        delay.refresh();
    }
}
BENCHMARK(refresh)->Unit(benchmark::kMicrosecond);

}  // namespace

BENCHMARK_MAIN();
