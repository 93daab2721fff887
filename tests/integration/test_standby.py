# SPDX-License-Identifier: GPL-3.0-or-later
"""Two astercc for one Asterisk: one writes, the other follows and takes over; never both."""
import pymysql
import pytest
from conftest import Daemon, eventually
from test_astercc import CONNECTED, QUEUE_CALL, assert_one_right_row, capture, mycdr, split_at, told
from test_cdr_gap import CdrFile, cdr_lines, settled_to
from test_recording import ask_for_recording, news, recordings

COLUMNS = ("SELECT server, srcuid, dstuid, linkedid, src, dst, channel, dstchannel, queue, calldate, answertime, endtime, "
           "duration, billsec, disposition, hangupcause, origin FROM mycdr ORDER BY srcuid, dstuid")


@pytest.fixture
def both(astercc, second, asterisk, agent):
    """The first is active, the second stands by; both hear Asterisk, and know the agent."""
    start_both(astercc, second, asterisk)
    return astercc, second


def says(daemon, event, times=1):
    return daemon.text().count(f"event={event} ") >= times


def lease(database):
    return database.rows("SELECT holder, token, expires > UTC_TIMESTAMP(3) AS valid FROM lease")[0]


def phases(database, account):
    return [event["phase"] for event in told(database, account)]


def play_until_connected(asterisk, database):
    before, after = split_at(capture(QUEUE_CALL), CONNECTED)
    asterisk.play(before)
    eventually(lambda: database.rows("SELECT * FROM curcdr WHERE disposition = 'LINK'"))
    return after


def start_both(first, second, asterisk):
    before = asterisk.listed
    first.start()
    asterisk.await_listing(before + 1)
    second.start()
    asterisk.await_listing(before + 2)
    eventually(lambda: says(second, "standby"))


@pytest.mark.parametrize("name", [QUEUE_CALL, "22/ring_group", "16/blind_transfer", "22/click2call", "13/queue_answered"])
def test_killed_in_mid_call_the_rows_are_those_of_an_undisturbed_run(astercc, second, asterisk, database, agent, name):
    stream = capture(name)
    astercc.start()
    asterisk.await_listing(1)
    asterisk.play(stream)
    eventually(lambda: not asterisk.channels and mycdr(database) and not database.rows("SELECT id FROM curcdr"))
    undisturbed, story = database.rows(COLUMNS), told(database, agent)
    astercc.stop()
    for table in ("mycdr", "curcdr", "feed", "mirror_position", "lease"):
        database.rows(f"DELETE FROM {table}")

    start_both(astercc, second, asterisk)
    middle = stream.index(b"\r\n\r\n", len(stream) // 2) + 4
    asterisk.play(stream[:middle])
    eventually(lambda: database.rows("SELECT id FROM curcdr"))
    astercc.kill()
    eventually(lambda: says(second, "active"), 10)
    asterisk.play(stream[middle:])
    eventually(lambda: len(mycdr(database)) >= len(undisturbed) and not database.rows("SELECT id FROM curcdr"))
    assert database.rows(COLUMNS) == undisturbed
    assert told(database, agent) == story


def test_what_happens_between_the_death_and_the_takeover_is_written_once(both, asterisk, database, agent):
    first, second = both
    after = play_until_connected(asterisk, database)
    first.kill()
    asterisk.play(after)
    eventually(lambda: says(second, "active"), 10)
    assert_one_right_row(database)
    assert phases(database, agent) == ["ringing", "talking", "ended"]


def test_one_that_slept_through_the_takeover_writes_nothing_any_more(both, asterisk, database, agent):
    first, second = both
    after = play_until_connected(asterisk, database)
    first.freeze()
    asterisk.play(after)
    eventually(lambda: says(second, "active"), 10)
    assert_one_right_row(database)
    assert phases(database, agent) == ["ringing", "talking", "ended"]
    token = lease(database)["token"]
    first.thaw()
    eventually(lambda: says(first, "standby"), 10)
    assert first.text().count("event=lease_lost") == 1
    asterisk.play(capture("22/internal_answered"))
    eventually(lambda: len(mycdr(database)) == 2)
    assert lease(database)["token"] == token
    second.kill()
    eventually(lambda: says(first, "active", 2), 10)
    asterisk.play(capture("16/internal_answered"))
    eventually(lambda: len(mycdr(database)) == 3)
    assert database.rows("SELECT id FROM curcdr") == []


def test_what_the_one_that_lost_the_lease_had_not_written_is_written_by_the_other(both, asterisk, database, mariadb, agent):
    first, second = both
    after = play_until_connected(asterisk, database)
    first.freeze()
    mariadb.kill()
    asterisk.play(after)
    mariadb.start()
    eventually(lambda: says(second, "active"), 10)
    first.thaw()
    assert_one_right_row(database)
    assert phases(database, agent) == ["ringing", "talking", "ended"]


def test_a_database_that_restarts_leaves_one_writer(both, asterisk, database, mariadb, agent):
    first, second = both
    after = play_until_connected(asterisk, database)
    mariadb.kill()
    asterisk.play(after)
    eventually(lambda: says(first, "database_away"))
    mariadb.start()
    assert_one_right_row(database)
    assert phases(database, agent) == ["ringing", "talking", "ended"]
    asterisk.play(capture("22/internal_answered"))
    eventually(lambda: len(mycdr(database)) == 2)


def test_started_at_once_one_writes_and_the_other_waits(astercc, second, asterisk, database):
    astercc.start()
    second.start()
    asterisk.await_listing(2)
    asterisk.play(capture(QUEUE_CALL))
    assert_one_right_row(database)
    eventually(lambda: sorted(says(d, "standby") for d in (astercc, second)) == [False, True])
    assert lease(database)["valid"]


def test_a_clean_stop_hands_over_at_once(both, asterisk, database):
    first, second = both
    after = play_until_connected(asterisk, database)
    first.stop()
    row = lease(database)
    assert not row["valid"] or f" {second.process.pid} " in row["holder"]
    eventually(lambda: says(second, "active"))
    asterisk.play(after)
    assert_one_right_row(database)


def test_one_that_vanished_in_the_middle_of_a_transaction_does_not_hold_up_the_other(both, asterisk, database, mariadb):
    first, second = both
    after = play_until_connected(asterisk, database)
    # Its own connection is held in a transaction by a lock of ours: it sleeps there with the lease's row locked.
    blocker = pymysql.connect(unix_socket=mariadb.socket, user="root", database="astercc")
    with blocker.cursor() as cursor:
        cursor.execute("START TRANSACTION")
        cursor.execute("SELECT * FROM mirror_position FOR UPDATE")
        asterisk.play(after)
        eventually(lambda: database.rows("SELECT 1 FROM information_schema.processlist WHERE info LIKE 'INSERT INTO mirror_position%%'"))
        first.freeze()
    blocker.rollback()
    blocker.close()
    eventually(lambda: says(second, "active"), 10)
    assert_one_right_row(database)
    first.thaw()
    eventually(lambda: says(first, "standby"), 10)


# --- what is written beside the mirror, on connections of its own ---

def freeze_within(daemon, database, table, event, column, statement):
    """While the server executes that statement of its: the transaction is open and the daemon will not go on with it."""
    database.rows(f"CREATE TRIGGER slow BEFORE {event} ON {table} FOR EACH ROW SET NEW.{column} = SLEEP(0.5)")
    yield
    eventually(lambda: database.rows("SELECT 1 FROM information_schema.processlist WHERE info LIKE %s", statement + "%"))
    daemon.freeze()
    database.rows("DROP TRIGGER slow")  # waits for the end of that transaction
    yield


def test_a_recording_is_begun_once_though_its_beginner_slept_in_the_middle(both, asterisk, database, agent, mixmonitor):
    first, second = both
    rest = play_until_connected(asterisk, database)
    stroke = freeze_within(first, database, "monitorrecord", "UPDATE", "duration", "UPDATE monitorrecord SET filename")
    next(stroke)
    ask_for_recording(database, agent)
    next(stroke)
    eventually(lambda: says(second, "active"), 10)
    eventually(lambda: recordings(database, "recording"))
    first.thaw()
    eventually(lambda: says(first, "standby"), 10)
    asterisk.play(rest)
    eventually(lambda: recordings(database, "recorded") and asterisk.actions("StopMixMonitor") and mycdr(database))
    assert len(asterisk.actions("MixMonitor")) == 1 and len(asterisk.actions("StopMixMonitor")) == 1
    assert news(database, agent) == ["recording", "recorded"]


def test_a_recording_that_ended_while_its_beginner_slept_is_closed_by_the_active_one_alone(forced, both, asterisk, database, mixmonitor):
    first, second = both
    rest = play_until_connected(asterisk, database)
    eventually(lambda: recordings(database, "recording"))
    first.freeze()
    asterisk.play(rest)  # the sleeper hears of it when it wakes
    eventually(lambda: says(second, "active"), 10)
    (row,) = eventually(lambda: recordings(database, "recorded"))
    assert row["endtime"] == mycdr(database)[0]["endtime"]
    eventually(lambda: asterisk.actions("StopMixMonitor"))
    first.thaw()
    eventually(lambda: says(first, "standby"), 10)
    assert news(database, forced) == ["recording"]  # the end of the call is told; the sleeper adds nothing
    assert len(asterisk.actions("MixMonitor")) == 1


def test_a_call_of_a_gap_is_written_once_though_its_writer_slept_in_the_middle(daemon_config, asterisk, database, tmp_path):
    cdr = CdrFile(tmp_path / "Master.csv")
    follows = f"[asterisk]\ncdr_csv={cdr.path}\ncdr_time=utc"
    first, second = (Daemon("astercc", daemon_config(place=place, extra=follows)) for place in ("first", "second"))
    try:
        start_both(first, second, asterisk)
        settled_to(database, cdr)
        stroke = freeze_within(first, database, "mycdr", "INSERT", "memo", "INSERT INTO mycdr")
        next(stroke)
        before = asterisk.listed
        asterisk.cut()
        cdr.append(cdr_lines(QUEUE_CALL, ago=5) + cdr_lines("22/internal_answered", ago=3))
        asterisk.await_listing(before + 2)
        next(stroke)
        eventually(lambda: says(second, "active"), 10)
        settled_to(database, cdr)
        assert [row["origin"] for row in mycdr(database)] == ["cdr", "cdr"]
        first.thaw()
        eventually(lambda: says(first, "standby"), 10)
        second.kill()
        eventually(lambda: says(first, "active", 2), 10)
        asterisk.cut()
        cdr.append(cdr_lines("22/internal_busy", ago=2))
        settled_to(database, cdr)
        assert [row["origin"] for row in mycdr(database)] == ["cdr"] * 3
        assert "event=cdr_missed" not in first.text() + second.text()
    finally:
        first.stop()
        second.stop()


def test_the_status_says_who_is_active(both):
    first, second = both
    assert "asterisk: active" in first.run("-s").stdout
    standby = second.run("-s").stdout
    assert "asterisk: standby" in standby and f"pid {first.process.pid}" in standby
