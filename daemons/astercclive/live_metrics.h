// SPDX-License-Identifier: GPL-3.0-or-later
// What astercclive counts; handles for its parts. Default-constructed it counts nothing.
#pragma once

#include "common/runtime/metrics.h"

namespace live {

struct LiveMetrics {
    LiveMetrics() = default;
    explicit LiveMetrics(runtime::Metrics& metrics);

    runtime::Gauge streams, events_kept, database_up, board_rows, board_viewers;
    runtime::Counter events, sent, board_changes, board_sent;
    runtime::Histogram lag_seconds;
};

}  // namespace live
