// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemons/dialer/dialer_monitor.h"

#include "common/dialing/open_call.h"

namespace dialer {

namespace {

// A turn may wait for a connection (3 s) and for statements of 30 s.
constexpr std::chrono::seconds worker_patience{120};

}  // namespace

DialerMonitor::DialerMonitor(runtime::Metrics& metrics, runtime::Health& health)
    : pulse_(health.watch("the thread that dials", worker_patience)),
      database_(health.require("database")),
      database_up_(metrics.gauge("astercc_database_up", "1 while the database takes what is written.")),
      leading_(metrics.gauge("dialer_leading", "1 while this dialer is the one that dials.")),
      open_(metrics.gauge("dialer_open_calls", "Calls that are not over.")),
      campaigns_(metrics.gauge("dialer_campaigns", "Campaigns that are started.")),
      dialed_(metrics.counter("dialer_calls_total", "Calls that were ordered.")),
      refused_(metrics.counter("dialer_numbers_refused_total", "Numbers that may not be called at all.")),
      held_(metrics.counter("dialer_numbers_held_total", "Numbers held back until a time.")),
      abandoned_(metrics.counter("dialer_calls_abandoned_total", "Persons who met no agent in the profile's time.")),
      taken_back_(metrics.counter("dialer_calls_taken_back_total",
                                  "Calls that were not placed, their numbers back in the list.")),
      tick_(metrics.histogram("dialer_tick_seconds", "Time for one round over all campaigns.",
                              {.001, .005, .01, .025, .05, .1, .25, .5, 1, 2.5}))
{
    for (const auto response :
         {dialing::Response::answered, dialing::Response::abandoned, dialing::Response::machine,
          dialing::Response::busy, dialing::Response::no_answer, dialing::Response::failed, dialing::Response::unknown})
        closed_.emplace(dialing::to_string(response),
                        metrics.counter("dialer_calls_closed_total", "Calls that are over, by what became of them.",
                                        {{"response", std::string{dialing::to_string(response)}}}));
}

void DialerMonitor::database_met() const
{
    database_.met();
    database_up_.set(1);
}

void DialerMonitor::database_away(const std::string& why) const
{
    database_.missing(why);
    database_up_.set(0);
}

void DialerMonitor::closed(std::string_view response)
{
    const auto found = closed_.find(response);
    if (found != closed_.end()) found->second.add();
}

}  // namespace dialer
