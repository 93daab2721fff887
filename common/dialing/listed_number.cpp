// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/dialing/listed_number.h"

#include <algorithm>

namespace dialing {

namespace {

TimePoint begin_of_day(const ZoneClock& clock, TimePoint now)
{
    const auto wall = wall_time(clock, now);
    return now -
           std::chrono::duration_cast<std::chrono::milliseconds>(wall - std::chrono::floor<std::chrono::days>(wall));
}

// The earliest of the zones it may ring in: more attempts count, not fewer. Without a zone the day is UTC's.
TimePoint begin_of_day(const CalledPlace& place, TimePoint now)
{
    auto earliest = place.zones.empty() ? begin_of_day(ZoneClock{}, now) : now;
    for (const auto& zone : place.zones)
        earliest = std::min(earliest, begin_of_day(zone, now));
    return earliest;
}

}  // namespace

CalledNumber called_number(const ListedNumber& listed, const NumberRecords& records, CalledPlace place,
                           std::optional<std::chrono::days> national_list_age, TimePoint now)
{
    const auto today = begin_of_day(place, now);
    CalledNumber called;
    called.dialed = listed.number;
    called.line = listed.line;
    called.place = std::move(place);
    called.has_consent = listed.consent_time.has_value();
    called.do_not_call = records.do_not_call;
    called.national_list_age = national_list_age;
    called.attempts = listed.attempts;
    called.due = listed.dial_time;
    called.is_promised_callback = listed.is_callback;
    for (const auto& attempt : records.attempts) {
        if (attempt.begun >= today) {
            ++called.attempts_today;
            if (attempt.was_connected) ++called.connected_today;
        }
        if (attempt.was_abandoned)
            called.last_abandoned = std::max(called.last_abandoned.value_or(attempt.begun), attempt.begun);
    }
    const auto decided = std::ranges::count_if(records.decisions, [today](TimePoint t) { return t >= today; });
    called.attempts_today = std::max(called.attempts_today, static_cast<unsigned>(decided));
    return called;
}

}  // namespace dialing
