// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemons/eventsdaemon/events_monitor.h"

namespace events {

namespace {

// A turn of the worker may wait for a connection (3 s) and a statement (30 s).
constexpr std::chrono::seconds worker_patience{60};

double number(std::uint64_t n)
{
    return static_cast<double>(n);
}

}  // namespace

EventsMonitor::EventsMonitor(runtime::Metrics& metrics, runtime::Health& health, const std::string& server)
    : pulse_(health.watch("the worker of " + server, worker_patience)),
      database_(health.require("database (" + server + ")")),
      asterisk_(health.require("Asterisk " + server))
{
    const runtime::Metrics::Labels at{{"server", server}};
    const std::string events = "astercc_events_";
    received_ = metrics.counter(events + "received_total", "Events Asterisk sent.", at);
    skipped_ = metrics.counter(events + "skipped_total", "Events left out by events_skip.", at);
    dropped_ = metrics.counter(events + "dropped_total", "Events lost while the database was away too long.", at);
    stored_ = metrics.counter(events + "stored_total", "Rows of events written.", at);
    refused_ = metrics.counter(events + "refused_total", "Events the database refused for good.", at);
    purged_ = metrics.counter(events + "purged_total", "Rows of events deleted after log_life.", at);
    told_ = metrics.counter(events + "feed_rows_total", "Rows of the feed made from events.", at);
    queued_bytes_ = metrics.gauge(events + "queue_bytes", "What waits in memory to be stored.", at);
    logins_ = metrics.counter("astercc_ami_logins_total", "Logins at Asterisk, the first included.", at);
    asterisk_is_up_ = metrics.gauge("astercc_ami_up", "1 while logged in at Asterisk.", at);
    database_is_up_ = metrics.gauge("astercc_database_up", "1 while the database takes what is written.", at);
}

void EventsMonitor::sample(const ServerCounters& counters)
{
    received_.raise_to(number(counters.received));
    skipped_.raise_to(number(counters.skipped));
    dropped_.raise_to(number(counters.dropped));
    logins_.raise_to(number(counters.logins));
    stored_.raise_to(number(counters.worker.stored));
    refused_.raise_to(number(counters.worker.refused));
    purged_.raise_to(number(counters.worker.purged));
    told_.raise_to(number(counters.worker.told));
    queued_bytes_.set(number(counters.queued_bytes));
    asterisk_is_up_.set(counters.is_up ? 1 : 0);
    database_is_up_.set(counters.worker.is_away ? 0 : 1);
}

}  // namespace events
