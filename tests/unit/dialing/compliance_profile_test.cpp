// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/dialing/compliance_profile.h"

#include "wall_clock.h"

#include <catch2/catch.hpp>

#include <string>

using namespace dialing;
using namespace std::chrono_literals;

namespace {

const ComplianceProfile& profile_of(std::string_view code)
{
    const auto* found = find_profile(code);
    REQUIRE(found != nullptr);
    return *found;
}

bool is_open_at(const ComplianceProfile& profile, const std::string& wall)
{
    return is_open({*profile.hours, ZoneClock{}}, utc(wall));
}

}  // namespace

TEST_CASE("every profile has a version, hours, a ring time and records to keep", "[dialing][profile]")
{
    CHECK(compliance_profiles().size() == 6);
    for (const auto& profile : compliance_profiles()) {
        CAPTURE(profile.code);
        CHECK(find_profile(profile.code) == &profile);
        CHECK(profile.version == 1);
        CHECK(profile.hours);
        CHECK(profile.min_ring == 15s);
        CHECK(profile.connect_within == 2s);
        CHECK(profile.needs_message);
        CHECK(profile.keep_records >= std::chrono::months{5});
    }
    CHECK(find_profile("XX") == nullptr);
}

TEST_CASE("each profile opens and closes by its own clock", "[dialing][profile]")
{
    struct Case {
        const char* code;
        const char* opens;
        const char* last_minute;
        const char* closed;
    };
    const auto c = GENERATE(values<Case>({
        {"US", "2026-06-07 08:00", "2026-06-07 20:59", "2026-06-07 21:00"},  // a Sunday
        {"UK", "2026-06-06 08:00", "2026-06-06 20:59", "2026-06-07 12:00"},
        {"CA", "2026-06-05 09:00", "2026-06-05 21:29", "2026-06-05 21:30"},
        {"CA", "2026-06-06 10:00", "2026-06-06 17:59", "2026-06-06 18:00"},
        {"CA", "2026-06-07 10:00", "2026-06-07 17:59", "2026-06-07 09:59"},
        {"CN", "2026-06-07 08:00", "2026-06-07 21:59", "2026-06-07 22:00"},
        {"DE", "2026-06-06 08:00", "2026-06-06 19:59", "2026-06-07 12:00"},
        {"generic", "2026-06-05 09:00", "2026-06-05 19:59", "2026-06-05 08:59"},
    }));
    CAPTURE(c.code, c.opens);
    const auto& profile = profile_of(c.code);
    CHECK(is_open_at(profile, c.opens));
    CHECK(is_open_at(profile, c.last_minute));
    CHECK_FALSE(is_open_at(profile, c.closed));
}

TEST_CASE("profiles differ where the law does", "[dialing][profile]")
{
    CHECK(profile_of("US").abandonment.limit == .03);
    CHECK(profile_of("US").abandonment.window == AbandonWindow::thirty_days);
    CHECK(profile_of("UK").abandonment.window == AbandonWindow::day);
    CHECK(profile_of("CA").abandonment.limit == .05);
    CHECK(profile_of("CA").abandonment.window == AbandonWindow::month);
    CHECK(profile_of("UK").lock_after_abandoned == 72h);
    CHECK(profile_of("US").national_list_max_age == std::chrono::days{31});
    CHECK(profile_of("UK").national_list_max_age == std::chrono::days{28});
    CHECK_FALSE(profile_of("DE").national_list_max_age);
    CHECK(profile_of("CN").attempts.connected_per_day == 3);
    CHECK(profile_of("CN").consent == ConsentRule::always);
    CHECK(profile_of("US").consent == ConsentRule::autodialed_mobiles);
    CHECK(profile_of("US").keep_records == std::chrono::years{5});
}
