// SPDX-License-Identifier: GPL-3.0-or-later
// Random numbers by counter: each is a function of the seed and of two numbers that say what it is for. So a call has
// its luck whatever the policy under test does, and a run can be repeated bit for bit.
//
// The mixer is SplitMix64: G. Steele, D. Lea, C. Flood, "Fast splittable pseudorandom number generators", 2014.
#pragma once

#include <cmath>
#include <cstdint>

namespace pacing_test {

constexpr double two_pi = 6.283185307179586;

inline std::uint64_t mix(std::uint64_t x)
{
    x += 0x9E3779B97F4A7C15ULL;
    x = (x ^ (x >> 30U)) * 0xBF58476D1CE4E5B9ULL;
    x = (x ^ (x >> 27U)) * 0x94D049BB133111EBULL;
    return x ^ (x >> 31U);
}

// Between 0 and 1, both excluded.
inline double uniform(std::uint64_t seed, std::uint64_t whose, std::uint64_t what)
{
    const auto bits = mix(mix(mix(seed) ^ whose) ^ (what * 0xD6E8FEB86659FD93ULL)) >> 11U;
    return (static_cast<double>(bits) + 0.5) * (1.0 / 9007199254740992.0);
}

inline double normal(std::uint64_t seed, std::uint64_t whose, std::uint64_t what)
{
    return std::sqrt(-2 * std::log(uniform(seed, whose, what))) *
           std::cos(two_pi * uniform(seed, whose, what + 1000003));
}

// Lognormal of this mean; `z` is a normal number.
inline double lognormal(double mean, double sigma, double z)
{
    return mean * std::exp(sigma * z - sigma * sigma / 2);
}

}  // namespace pacing_test
