// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemons/astercclive/live_metrics.h"

namespace live {

LiveMetrics::LiveMetrics(runtime::Metrics& metrics)
    : streams(metrics.gauge("astercclive_streams", "Browsers that listen.")),
      events_kept(metrics.gauge("astercclive_events_kept", "Events in memory for browsers that come back.")),
      database_up(metrics.gauge("astercclive_database_up", "1 while the feed is read.")),
      board_rows(metrics.gauge("astercclive_board_rows", "Agents, calls, queues, callers and telephones in memory.")),
      board_viewers(metrics.gauge("astercclive_board_viewers", "Streams that were asked for with a board.")),
      events(metrics.counter("astercclive_events_total", "Events of the feed.")),
      sent(metrics.counter("astercclive_sent_total", "Events sent, once per browser that got it.")),
      board_changes(metrics.counter("astercclive_board_changes_total", "Rows of the board that changed.")),
      board_sent(metrics.counter("astercclive_board_sent_total", "Messages with changed rows, once per stream.")),
      lag_seconds(metrics.histogram("astercclive_lag_seconds", "From Asterisk's time of an event to its sending.",
                                    {0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 60}))
{
}

}  // namespace live
