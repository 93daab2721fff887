// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/dialing/compliance_profile.h"

#include <algorithm>
#include <initializer_list>

namespace dialing {

namespace {

using namespace std::chrono_literals;
using std::chrono::days;
using std::chrono::years;

enum class Holidays { as_weekday, closed };

WeekHours week(const DayHours& weekday, const DayHours& saturday, const DayHours& sunday, Holidays holidays)
{
    WeekHours hours;
    hours.days = {sunday, weekday, weekday, weekday, weekday, weekday, saturday};
    if (holidays == Holidays::closed) hours.on_holidays = DayHours{};
    return hours;
}

WeekHours every_day(const DayHours& day)
{
    return week(day, day, day, Holidays::as_weekday);
}

WeekHours working_days(const DayHours& day)
{
    return week(day, day, {}, Holidays::closed);
}

std::vector<Reason> consent_and_lists(std::initializer_list<Reason> more = {})
{
    std::vector reasons{Reason::consent_missing,      Reason::do_not_call_global,   Reason::do_not_call_group,
                        Reason::do_not_call_campaign, Reason::do_not_call_national, Reason::national_list_stale};
    reasons.insert(reasons.end(), more);
    return reasons;
}

ComplianceProfile generic()
{
    return {.code = "generic",
            .version = 1,
            .hours = working_days({{9h, 20h}}),
            .min_ring = 15s,
            .attempts = {.per_day = 3},
            .lock_after_abandoned = 72h,
            .abandonment = {.limit = .03, .window = AbandonWindow::thirty_days},
            .connect_within = 2s,
            .consent = ConsentRule::none,
            .national_list_max_age = {},
            .keep_records = years{5},
            .needs_message = true,
            .never_overridden = {}};
}

ComplianceProfile united_states()
{
    auto profile = generic();
    profile.code = "US";
    profile.hours = every_day({{8h, 21h}});
    profile.attempts = {};
    profile.lock_after_abandoned = 0h;
    profile.consent = ConsentRule::autodialed_mobiles;
    profile.national_list_max_age = days{31};
    profile.never_overridden = consent_and_lists();
    return profile;
}

ComplianceProfile united_kingdom()
{
    auto profile = generic();
    profile.code = "UK";
    profile.hours = working_days({{8h, 21h}});
    profile.abandonment.window = AbandonWindow::day;
    profile.national_list_max_age = days{28};
    profile.never_overridden = consent_and_lists();
    return profile;
}

ComplianceProfile canada()
{
    auto profile = generic();
    profile.code = "CA";
    profile.hours = week({{9h, 21h + 30min}}, {{10h, 18h}}, {{10h, 18h}}, Holidays::as_weekday);
    profile.lock_after_abandoned = 0h;
    profile.abandonment = {.limit = .05, .window = AbandonWindow::month};
    profile.national_list_max_age = days{31};
    profile.keep_records = years{3};
    profile.never_overridden = consent_and_lists();
    return profile;
}

ComplianceProfile china()
{
    auto profile = generic();
    profile.code = "CN";
    profile.hours = every_day({{8h, 22h}});
    profile.attempts = {.connected_per_day = 3};
    profile.lock_after_abandoned = 0h;
    profile.consent = ConsentRule::always;
    profile.keep_records = std::chrono::months{5};
    profile.never_overridden = consent_and_lists({Reason::too_many_connected_today});
    return profile;
}

ComplianceProfile germany()
{
    auto profile = generic();
    profile.code = "DE";
    profile.hours = working_days({{8h, 20h}});
    profile.consent = ConsentRule::always;
    profile.never_overridden = consent_and_lists();
    return profile;
}

}  // namespace

std::span<const ComplianceProfile> compliance_profiles()
{
    static const std::vector profiles{united_states(), united_kingdom(), canada(), china(), germany(), generic()};
    return profiles;
}

const ComplianceProfile* find_profile(std::string_view code)
{
    const auto profiles = compliance_profiles();
    const auto found = std::ranges::find(profiles, code, &ComplianceProfile::code);
    return found == profiles.end() ? nullptr : &*found;
}

}  // namespace dialing
