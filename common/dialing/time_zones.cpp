// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/dialing/time_zones.h"

#include <unicode/basictz.h>
#include <unicode/tztrans.h>

#include <memory>

namespace dialing {

namespace {

constexpr std::chrono::days farthest_change{400};  // most zones change twice a year

std::optional<std::chrono::seconds> offset_at(const icu::TimeZone& zone, TimePoint t)
{
    int32_t standard = 0;
    int32_t summer = 0;
    UErrorCode error = U_ZERO_ERROR;
    zone.getOffset(static_cast<UDate>(runtime::to_epoch_ms(t)), false, standard, summer, error);
    if (U_FAILURE(error)) return std::nullopt;
    return std::chrono::duration_cast<std::chrono::seconds>(std::chrono::milliseconds{standard + summer});
}

// Transitions that leave the offset as it is (a new name, a new rule) are none for a clock on the wall.
void find_change(const icu::BasicTimeZone& zone, TimePoint now, ZoneClock& clock)
{
    icu::TimeZoneTransition next;
    auto from = static_cast<UDate>(runtime::to_epoch_ms(now));
    while (zone.getNextTransition(from, false, next)) {
        from = next.getTime();
        const auto change = runtime::from_epoch_ms(static_cast<long long>(from));
        if (change > now + farthest_change) return;
        const auto after = offset_at(zone, change);
        if (!after || *after == clock.offset) continue;
        clock.change = change;
        clock.offset_after = *after;
        return;
    }
}

std::optional<ZoneClock> clock_of(const icu::TimeZone& zone, TimePoint now)
{
    const auto offset = offset_at(zone, now);
    if (!offset) return std::nullopt;
    ZoneClock clock{.offset = *offset};
    if (const auto* basic = dynamic_cast<const icu::BasicTimeZone*>(&zone)) find_change(*basic, now, clock);
    return clock;
}

}  // namespace

std::optional<ZoneClock> clock_of(const std::string& zone, TimePoint now)
{
    const std::unique_ptr<icu::TimeZone> found{icu::TimeZone::createTimeZone(icu::UnicodeString::fromUTF8(zone))};
    if (!found || *found == icu::TimeZone::getUnknown()) return std::nullopt;
    return clock_of(*found, now);
}

std::optional<ZoneClock> clock_of_machine(TimePoint now)
{
    const std::unique_ptr<icu::TimeZone> zone{icu::TimeZone::createDefault()};
    if (!zone) return std::nullopt;
    return clock_of(*zone, now);
}

}  // namespace dialing
