// SPDX-License-Identifier: GPL-3.0-or-later
#include "cgi/pages/own_day.h"

#include "common/i18n/local_days.h"

namespace pages {

void fill_own_day(web::Model& model, const web::Request& request, db::ReportGateway& reports)
{
    const auto account = request.account().id;
    const auto day = i18n::local_day(request.now);
    const auto calls = reports.own_calls(account, day.begin, day.end);
    const auto time =
        crm::time_sums(reports.stretches(crm::Scope::everything(), account, day.begin, day.end, request.now));
    const auto duration = [](std::int64_t milliseconds) {
        return i18n::format_duration(std::chrono::seconds{crm::whole_seconds(milliseconds)});
    };
    model.set("ANSWERED", i18n::format_number(calls.answered, request.language()));
    model.set("OUTGOING", i18n::format_number(calls.outgoing, request.language()));
    model.set("TALK", duration((calls.talk + calls.hold + calls.outgoing_talk) * 1000));
    model.set("PAUSED", duration(time.paused)).set("LOGGED_IN", duration(time.logged_in()));
    model.set("AT", i18n::format_clock(request.now).substr(0, 5));
}

}  // namespace pages
