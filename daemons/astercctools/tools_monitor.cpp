// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemons/astercctools/tools_monitor.h"

#include "daemons/astercctools/attempt_closer.h"
#include "daemons/astercctools/housekeeping.h"
#include "daemons/astercctools/periodic_worker.h"
#include "daemons/astercctools/queue_log_import.h"
#include "daemons/astercctools/recording_finisher.h"
#include "daemons/astercctools/report_rollup.h"
#include "daemons/astercctools/server_watch.h"
#include "daemons/astercctools/table_writer.h"

namespace tools {

using runtime::Metrics;

namespace {

// `count` is asked before each reading.
template <class Count>
void publish_total(Metrics& metrics, const std::string& name, const std::string& help, const Metrics::Labels& labels,
                   Count count)
{
    metrics.before_text([counter = metrics.counter("astercctools_" + name + "_total", help, labels), count] {
        counter.raise_to(static_cast<double>(count()));
    });
}

template <class Question>
void publish_state(Metrics& metrics, const std::string& name, const std::string& help, const Metrics::Labels& labels,
                   Question is_so)
{
    metrics.before_text([gauge = metrics.gauge(name, help, labels), is_so] { gauge.set(is_so() ? 1 : 0); });
}

}  // namespace

void publish(Metrics& metrics, const std::string& server, const ServerWatch& watch)
{
    const Metrics::Labels at{{"server", server}};
    publish_state(metrics, "astercc_ami_up", "1 while logged in at Asterisk.", at, [&] { return watch.is_up(); });
    publish_total(metrics, "polls", "Rounds of lists that were answered.", at, [&] { return watch.polls(); });
    publish_total(metrics, "queue_drift", "Members and callers a list put right, because no event had told of them.",
                  at, [&] { return watch.drift(); });
}

void publish(Metrics& metrics, const TableWriter& writer)
{
    publish_state(metrics, "astercc_database_up", "1 while the database takes what is written.", {},
                  [&] { return writer.is_up(); });
    publish_total(metrics, "rows", "Rows of the peer and queue tables written, the ones taken away too.", {},
                  [&] { return writer.rows_written(); });
    publish_total(metrics, "rows_healed", "Rows of these tables that somebody else had changed.", {},
                  [&] { return writer.rows_healed(); });
}

void publish(Metrics& metrics, const PeriodicWorker& worker)
{
    publish_state(metrics, "astercctools_chore_up", "1 while the chore can be done.", {{"chore", worker.name()}},
                  [&] { return worker.is_well(); });
}

void publish(Metrics& metrics, const std::string& server, const QueueLogImport& import)
{
    const Metrics::Labels at{{"server", server}};
    publish_total(metrics, "queue_log_lines", "Lines of queue_log imported.", at, [&] { return import.lines(); });
    publish_total(metrics, "queue_log_bad_lines", "Lines of queue_log that are none.", at,
                  [&] { return import.bad_lines(); });
}

void publish(Metrics& metrics, const std::string& server, const RecordingFinisher& finisher)
{
    const auto publish_end = [&](const std::string& how, auto count) {
        publish_total(metrics, "recordings", "Recordings looked after, by how that ended.",
                      {{"server", server}, {"state", how}}, count);
    };
    publish_end("ready", [&] { return finisher.ready(); });
    publish_end("missing", [&] { return finisher.missing(); });
    publish_end("failed", [&] { return finisher.failed(); });
}

void publish(Metrics& metrics, const Housekeeping& housekeeping)
{
    publish_total(metrics, "rows_deleted", "Calls, recordings and details of imports that were kept long enough.", {},
                  [&] { return housekeeping.rows_deleted(); });
    publish_total(metrics, "numbers_recycled", "Numbers of campaigns made ready to be dialed again.", {},
                  [&] { return housekeeping.numbers_recycled(); });
}

void publish(Metrics& metrics, const ReportRollup& rollup)
{
    publish_total(metrics, "report_slots", "Hours of the reports that were counted.", {},
                  [&] { return rollup.slots_counted(); });
}

void publish(Metrics& metrics, const AttemptCloser& closer)
{
    publish_total(metrics, "attempts_closed", "Calls by hand that were closed, or whose number went back.", {},
                  [&] { return closer.attempts_closed(); });
}

}  // namespace tools
