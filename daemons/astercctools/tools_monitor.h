// SPDX-License-Identifier: GPL-3.0-or-later
// What astercctools tells of itself: its metrics (docs/architecture/metrics.md). Each part counts for itself;
// publish() makes its counts readable, and is called once per part before the first reading.
//
// The part must outlive the last reading. On the io_context's thread.
#pragma once

#include "common/runtime/metrics.h"

#include <string>

namespace tools {

class AttemptCloser;
class Housekeeping;
class PeriodicWorker;
class QueueLogImport;
class RecordingFinisher;
class ReportRollup;
class ServerWatch;
class TableWriter;

void publish(runtime::Metrics& metrics, const std::string& server, const ServerWatch& watch);
void publish(runtime::Metrics& metrics, const TableWriter& writer);
void publish(runtime::Metrics& metrics, const PeriodicWorker& worker);
void publish(runtime::Metrics& metrics, const std::string& server, const QueueLogImport& import);
void publish(runtime::Metrics& metrics, const std::string& server, const RecordingFinisher& finisher);
void publish(runtime::Metrics& metrics, const Housekeeping& housekeeping);
void publish(runtime::Metrics& metrics, const ReportRollup& rollup);
void publish(runtime::Metrics& metrics, const AttemptCloser& closer);

}  // namespace tools
