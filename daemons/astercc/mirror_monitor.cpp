// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemons/astercc/mirror_monitor.h"

#include <algorithm>

namespace astercc {

using runtime::Metrics;

namespace {

// A turn of the worker may wait for a connection (3 s) and a statement (30 s).
constexpr std::chrono::seconds worker_patience{60};

const std::vector<double> second_bounds{0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60};

constexpr std::array all_dispositions{calls::Disposition::answered, calls::Disposition::no_answer,
                                      calls::Disposition::busy, calls::Disposition::failed};

Metrics::Labels with(Metrics::Labels labels, const std::string& label, std::string_view value)
{
    labels[label] = value;
    return labels;
}

std::chrono::milliseconds age_of(std::int64_t epoch_ms)
{
    return std::chrono::milliseconds{std::max<std::int64_t>(0, runtime::to_epoch_ms(runtime::now()) - epoch_ms)};
}

double seconds(std::chrono::milliseconds duration)
{
    return std::chrono::duration<double>(duration).count();
}

}  // namespace

MirrorMonitor::MirrorMonitor(Metrics& metrics, runtime::Health& health, const std::string& server)
    : pulse_(health.watch("the worker of " + server, worker_patience)),
      database_(health.require("database (" + server + ")")),
      asterisk_(health.require("Asterisk " + server)),
      calls_(server)
{
    const Metrics::Labels at{{"server", server}};
    count_reading(metrics, at);
    count_tracking(metrics, at);
    count_recording(metrics, at);
    count_writing(metrics, at);
    health.measure_lag([this] { return lag(); });
}

std::chrono::milliseconds MirrorMonitor::lag() const
{
    const auto since = uncommitted_since_.load(std::memory_order_relaxed);
    return since == 0 ? std::chrono::milliseconds{0} : age_of(since);
}

void MirrorMonitor::count_reading(Metrics& metrics, const Metrics::Labels& at)
{
    reading_.bytes = metrics.counter("astercc_ami_bytes_total", "Bytes read from Asterisk.", at);
    reading_.messages = metrics.counter("astercc_ami_messages_total", "Messages that were of use.", at);
    reading_.skipped = metrics.counter("astercc_ami_skipped_total", "Events nobody needs.", at);
    reading_.dropped = metrics.counter("astercc_ami_dropped_total", "Messages over a size limit.", at);
    reading_.oddities = metrics.counter("astercc_ami_oddities_total", "Lines that are no header.", at);
    reading_.logins = metrics.counter("astercc_ami_logins_total", "Logins at Asterisk, the first included.", at);
    reading_.is_up = metrics.gauge("astercc_ami_up", "1 while logged in at Asterisk.", at);
    reading_.queued_records = metrics.gauge("astercc_queue_records", "Records that wait in memory.", at);
    reading_.queued_bytes = metrics.gauge("astercc_queue_bytes", "What the waiting records take in memory.", at);
    reading_.is_behind = metrics.gauge("astercc_queue_behind", "1 while the worker reads the journal to catch up.", at);
    reading_.journal_dropped =
        metrics.counter("astercc_journal_dropped_total", "Records lost because the journal's disk was full.", at);
}

void MirrorMonitor::count_tracking(Metrics& metrics, const Metrics::Labels& at)
{
    tracking_.calls = metrics.gauge("astercc_calls_live", "Calls (Linkedids) alive.", at);
    tracking_.legs = metrics.gauge("astercc_legs_live", "Legs alive: rows of curcdr.", at);
    tracking_.channels = metrics.gauge("astercc_channels_live", "Channels alive.", at);
    for (const auto d : all_dispositions)
        tracking_.finished[static_cast<std::size_t>(d)] =
            metrics.counter("astercc_legs_finished_total", "Legs that ended: rows of mycdr.",
                            with(at, "disposition", calls::to_string(d)));
    tracking_.abandoned =
        metrics.counter("astercc_calls_abandoned_total", "Calls that left a queue before anybody answered.", at);
    tracking_.healed =
        metrics.counter("astercc_legs_healed_total", "Legs whose end nobody saw, closed by a list of what lives.", at);
    tracking_.oddities =
        metrics.counter("astercc_tracker_oddities_total", "Events that did not fit what was known.", at);
    tracking_.recovered =
        metrics.counter("astercc_cdr_recovered_total", "Legs of a gap, written from Asterisk's CDR.", at);
    tracking_.corrected =
        metrics.counter("astercc_cdr_corrected_total", "Concluded ends replaced by the one Asterisk's CDR knows.", at);
    tracking_.missed =
        metrics.counter("astercc_cdr_missed_total", "Legs of Asterisk's CDR that are missing outside any gap.", at);
}

void MirrorMonitor::count_recording(Metrics& metrics, const Metrics::Labels& at)
{
    recording_.running = metrics.gauge("astercc_recordings_live", "Recordings under way.", at);
    recording_.began = metrics.counter("astercc_recordings_total", "Recordings that began.", at);
    recording_.failed =
        metrics.counter("astercc_recordings_failed_total", "Recordings asked for that did not begin.", at);
}

void MirrorMonitor::count_writing(Metrics& metrics, const Metrics::Labels& at)
{
    writing_.is_active =
        metrics.gauge("astercc_active", "1 while this astercc writes the server's rows, 0 while it stands by.", at);
    writing_.takeovers = metrics.counter("astercc_takeovers_total", "Times this standby became active.", at);
    writing_.leases_lost =
        metrics.counter("astercc_leases_lost_total", "Times another astercc became active in this one's place.", at);
    writing_.is_up = metrics.gauge("astercc_database_up", "1 while the database takes what is written.", at);
    writing_.waiting =
        metrics.gauge("astercc_uncommitted_seconds", "Age of the oldest change that is not committed.", at);
    writing_.outages = metrics.counter("astercc_database_outages_total", "Times the database went away.", at);
    writing_.commits = metrics.counter("astercc_commits_total", "Transactions committed.", at);
    const std::string rows = "astercc_rows_total";
    const std::string rows_help = "Rows written; of curcdr, the ones taken away too.";
    writing_.live_rows = metrics.counter(rows, rows_help, with(at, "table", "curcdr"));
    writing_.finished_rows = metrics.counter(rows, rows_help, with(at, "table", "mycdr"));
    writing_.feed_rows = metrics.counter(rows, rows_help, with(at, "table", "feed"));
    writing_.refused = metrics.counter("astercc_rows_refused_total", "Rows the database refused for good.", at);
    writing_.commit_seconds =
        metrics.histogram("astercc_commit_seconds", "Duration of a transaction.", second_bounds, at);
    writing_.lag_seconds =
        metrics.histogram("astercc_lag_seconds", "From Asterisk's time of the oldest change in a commit to the commit.",
                          second_bounds, at);
    writing_.journal_segments = metrics.gauge("astercc_journal_segments", "Files of the journal.", at);
    writing_.journal_bytes = metrics.gauge("astercc_journal_bytes", "Size of the journal.", at);
}

void MirrorMonitor::asterisk_up()
{
    reading_.logins.add();
    reading_.is_up.set(1);
    asterisk_.met();
}

void MirrorMonitor::asterisk_down(const std::string& reason)
{
    reading_.is_up.set(0);
    asterisk_.missing(reason);
}

void MirrorMonitor::sample(const RecordingCounts& recordings)
{
    recording_.running.set(static_cast<double>(recordings.running));
    recording_.began.raise_to(static_cast<double>(recordings.began));
    recording_.failed.raise_to(static_cast<double>(recordings.failed));
}

void MirrorMonitor::sample(const GapRecovery::Totals& gaps)
{
    tracking_.recovered.raise_to(static_cast<double>(gaps.recovered));
    tracking_.corrected.raise_to(static_cast<double>(gaps.corrected));
    tracking_.missed.raise_to(static_cast<double>(gaps.missed));
}

void MirrorMonitor::sample(const ami::ParserCounters& read, const RecordQueue::State& queue)
{
    reading_.bytes.raise_to(static_cast<double>(read.bytes));
    reading_.messages.raise_to(static_cast<double>(read.messages));
    reading_.skipped.raise_to(static_cast<double>(read.skipped));
    reading_.dropped.raise_to(static_cast<double>(read.dropped));
    reading_.oddities.raise_to(static_cast<double>(read.oddities));
    reading_.queued_records.set(static_cast<double>(queue.records));
    reading_.queued_bytes.set(static_cast<double>(queue.bytes));
    reading_.is_behind.set(queue.is_behind ? 1 : 0);
    reading_.journal_dropped.raise_to(static_cast<double>(queue.dropped));
    writing_.waiting.set(seconds(lag()));
}

void MirrorMonitor::recovered(const std::vector<calls::Leg>& alive)
{
    calls_.restore(alive);
}

void MirrorMonitor::changed(const std::vector<calls::Change>& changes, calls::TimePoint at)
{
    calls_.tell(changes, at);
    if (uncommitted_since_.load(std::memory_order_relaxed) == 0)
        uncommitted_since_.store(runtime::to_epoch_ms(at), std::memory_order_relaxed);
}

void MirrorMonitor::turned(const calls::Tracker& tracker)
{
    beat();
    tracking_.legs.set(static_cast<double>(tracker.live_legs()));
    tracking_.channels.set(static_cast<double>(tracker.live_channels()));
    tracking_.oddities.raise_to(static_cast<double>(tracker.oddities()));
    count_calls();
}

void MirrorMonitor::count_calls()
{
    const auto& totals = calls_.totals();
    tracking_.calls.set(static_cast<double>(calls_.live_calls()));
    for (std::size_t i = 0; i < totals.finished.size(); ++i)
        tracking_.finished[i].raise_to(static_cast<double>(totals.finished[i]));
    tracking_.abandoned.raise_to(static_cast<double>(totals.abandoned));
    tracking_.healed.raise_to(static_cast<double>(totals.healed));
}

void MirrorMonitor::committed(const db::CallWriter& writer, std::chrono::duration<double> took, bool is_well)
{
    count_rows(writer.counters());
    if (!is_well) return database_away(writer.trouble());
    writing_.is_active.set(writer.is_active() ? 1 : 0);
    writing_.is_up.set(1);
    database_.met();
    const auto since = uncommitted_since_.exchange(0, std::memory_order_relaxed);
    if (since == 0) return;  // nothing was written
    writing_.commit_seconds.observe(took.count());
    writing_.lag_seconds.observe(seconds(age_of(since)));
}

void MirrorMonitor::count_rows(const db::CallWriter::Counters& written)
{
    writing_.commits.raise_to(static_cast<double>(written.commits));
    writing_.live_rows.raise_to(static_cast<double>(written.live_rows));
    writing_.finished_rows.raise_to(static_cast<double>(written.finished_rows));
    writing_.feed_rows.raise_to(static_cast<double>(written.feed_rows));
    writing_.refused.raise_to(static_cast<double>(written.refused));
    writing_.outages.raise_to(static_cast<double>(written.outages));
}

void MirrorMonitor::database_away(const std::string& reason)
{
    writing_.is_up.set(0);
    database_.missing(reason);
}

void MirrorMonitor::stands_by()
{
    writing_.is_active.set(0);
    writing_.is_up.set(1);
    database_.met();
    calls_.restore({});  // the other one tells of them
    uncommitted_since_.store(0, std::memory_order_relaxed);
}

void MirrorMonitor::journal_kept(std::size_t segments, std::uintmax_t bytes)
{
    writing_.journal_segments.set(static_cast<double>(segments));
    writing_.journal_bytes.set(static_cast<double>(bytes));
}

}  // namespace astercc
