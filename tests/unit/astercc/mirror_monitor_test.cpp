// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemons/astercc/mirror_monitor.h"

#include <catch2/catch.hpp>

using Catch::Matchers::Contains;

namespace {

struct Fixture {
    runtime::Metrics metrics;
    runtime::Health health;
    astercc::MirrorMonitor monitor{metrics, health, "berlin"};

    [[nodiscard]] std::string text(astercc::RecordQueue::State queue = {})
    {
        monitor.sample({.bytes = 1000, .messages = 7, .skipped = 93, .oddities = 2, .dropped = 1}, queue);
        return metrics.text();
    }
};

std::string sample_of(const std::string& name, const std::string& value)
{
    return "\n" + name + "{server=\"berlin\"} " + value + "\n";
}

calls::LegChanged a_change()
{
    calls::LegChanged change;
    change.leg.key = {"1.1", "1.2"};
    change.leg.linkedid = "1.1";
    return change;
}

}  // namespace

TEST_CASE("Asterisk and database are missing until they are reached", "[monitor]")
{
    Fixture f;
    CHECK(f.health.missing() == "database (berlin): not reached yet; Asterisk berlin: not reached yet");
    f.monitor.asterisk_up();
    CHECK_THAT(f.text(), Contains(sample_of("astercc_ami_up", "1")));
    f.monitor.asterisk_down("connection refused");
    f.monitor.database_away("no route");
    CHECK(f.health.missing() == "database (berlin): no route; Asterisk berlin: connection refused");
    CHECK_THAT(f.text(), Contains(sample_of("astercc_ami_up", "0")) &&
                             Contains(sample_of("astercc_database_up", "0")) &&
                             Contains(sample_of("astercc_ami_logins_total", "1")));
}

TEST_CASE("what was read and what waits is asked for when the metrics are", "[monitor]")
{
    Fixture f;
    CHECK_THAT(f.text({.records = 3, .bytes = 900, .is_behind = true, .dropped = 4}),
               Contains(sample_of("astercc_ami_messages_total", "7")) &&
                   Contains(sample_of("astercc_ami_skipped_total", "93")) &&
                   Contains(sample_of("astercc_ami_dropped_total", "1")) &&
                   Contains(sample_of("astercc_ami_oddities_total", "2")) &&
                   Contains(sample_of("astercc_queue_records", "3")) &&
                   Contains(sample_of("astercc_queue_bytes", "900")) &&
                   Contains(sample_of("astercc_queue_behind", "1")) &&
                   Contains(sample_of("astercc_journal_dropped_total", "4")));
}

TEST_CASE("a change ages until it is committed, and its lag is measured then", "[monitor]")
{
    Fixture f;
    const db::CallWriter writer{{}};
    f.monitor.changed({a_change()}, runtime::now() - std::chrono::hours{1});
    CHECK_THAT(f.text(), Contains("\nastercc_uncommitted_seconds{server=\"berlin\"} 36"));
    f.monitor.committed(writer, std::chrono::milliseconds{1500}, true);
    const auto text = f.text();
    CHECK_THAT(text, Contains(sample_of("astercc_uncommitted_seconds", "0")));
    CHECK_THAT(text, Contains("astercc_commit_seconds_bucket{server=\"berlin\",le=\"2.5\"} 1\n") &&
                         Contains("astercc_commit_seconds_bucket{server=\"berlin\",le=\"1\"} 0\n") &&
                         Contains("astercc_lag_seconds_bucket{server=\"berlin\",le=\"60\"} 0\n") &&
                         Contains(sample_of("astercc_lag_seconds_count", "1")));
    f.monitor.committed(writer, std::chrono::milliseconds{1}, true);  // nothing to write: not measured
    CHECK_THAT(f.text(), Contains(sample_of("astercc_commit_seconds_count", "1")));
}

TEST_CASE("Asterisk's clock may run ahead of ours", "[monitor]")
{
    Fixture f;
    const db::CallWriter writer{{}};
    f.monitor.changed({a_change()}, runtime::now() + std::chrono::hours{1});
    f.monitor.committed(writer, std::chrono::milliseconds{1}, true);
    CHECK_THAT(f.text(), Contains(sample_of("astercc_lag_seconds_sum", "0")));
}

TEST_CASE("a worker that stands still is named", "[monitor]")
{
    Fixture f;
    const calls::Tracker tracker;
    f.monitor.turned(tracker);
    const auto now = std::chrono::steady_clock::now();
    CHECK(f.health.stuck(now).empty());
    CHECK_THAT(f.health.stuck(now + std::chrono::minutes{2}),
               Contains("the worker of berlin has made no progress for 1"));
    f.monitor.rest();
    CHECK(f.health.stuck(now + std::chrono::minutes{2}).empty());
}

TEST_CASE("an unwatched mirror may say anything", "[monitor]")
{
    astercc::MirrorMonitor unwatched;
    unwatched.asterisk_up();
    unwatched.changed({a_change()}, runtime::now());
    unwatched.turned(calls::Tracker{});
    unwatched.sample({}, {});
}
