# SPDX-License-Identifier: GPL-3.0-or-later
"""Recording: which rows astercc makes and closes, and what it asks of Asterisk, whatever is killed or refused."""
import pytest
from conftest import eventually
from test_astercc import CONNECTED, QUEUE_CALL, capture, play_until_connected, split_at, told

CALLER = "PJSIP/carrier-"


def recordings(database, status=None):
    rows = database.rows("SELECT * FROM monitorrecord ORDER BY id")
    return rows if status is None or all(row["status"] == status for row in rows) else []


def ask_for_recording(database, agent):
    """As the page does."""
    database.rows("INSERT INTO monitorrecord (server, uniqueid, dstuid, linkedid, accountid, creby, reason, status) "
                  "SELECT server, srcuid, dstuid, linkedid, %s, 'alice', 'demand', 'requested' FROM curcdr WHERE disposition = 'LINK'", agent)


def news(database, account):
    return [n["status"] for n in told(database, account) if "recording" in n]


def test_a_call_of_a_group_that_is_always_recorded(astercc, asterisk, database, forced, mixmonitor):
    rest = play_until_connected(astercc, asterisk, database)
    (row,) = eventually(lambda: recordings(database, "recording"))
    (leg,) = database.rows("SELECT * FROM curcdr WHERE disposition = 'LINK'")
    assert (row["uniqueid"], row["dstuid"], row["linkedid"]) == (leg["srcuid"], leg["dstuid"], leg["linkedid"])
    assert (row["reason"], row["accountid"], row["groupid"], row["extension"], row["callerid"], row["creby"]) == \
        ("forced", forced, 7, "8001", "02188776655", "")
    assert row["starttime"] and row["monitorid"] == "0x00000001" and row["channel"] == leg["srcchan"]
    (action,) = asterisk.actions("MixMonitor")
    assert action["Channel"] == leg["srcchan"] and action["Options"] == f"bi(ASTERCC_RECORDING_{row['id']})"
    assert action["File"] == f"{row['filename']}.gsm"
    assert row["filename"].startswith("/var/spool/asterisk/monitor/2") and row["filename"].endswith(f"/asterisk-{leg['srcuid']}-{row['id']}")
    asterisk.play(rest)
    (row,) = eventually(lambda: recordings(database, "recorded"))
    assert row["endtime"] == eventually(lambda: database.rows("SELECT endtime FROM mycdr"))[0]["endtime"]
    (stop,) = eventually(lambda: asterisk.actions("StopMixMonitor"))
    assert (stop["Channel"], stop["MixMonitorID"]) == (leg["srcchan"], "0x00000001")
    assert news(database, forced) == ["recording", "recorded"]


def test_nobody_is_recorded_unasked(astercc, asterisk, database, agent, mixmonitor):
    asterisk.play(play_until_connected(astercc, asterisk, database))
    eventually(lambda: database.rows("SELECT id FROM mycdr"))
    assert recordings(database) == [] and asterisk.actions("MixMonitor") == []


def test_everybody_is_recorded_when_the_configuration_says_so(astercc, asterisk, database, daemon_config, mixmonitor):
    daemon_config(extra="force_record=1\nmonitorformat=wav\nmonitorpath=/srv/calls")
    play_until_connected(astercc, asterisk, database)
    (row,) = eventually(lambda: recordings(database, "recording"))
    assert (row["reason"], row["accountid"], row["fileformat"]) == ("forced", 0, "wav")
    assert asterisk.actions("MixMonitor")[0]["File"] == row["filename"] + ".wav" and row["filename"].startswith("/srv/calls/")


def test_started_and_stopped_on_demand_there_is_a_file_for_each(astercc, asterisk, database, agent, mixmonitor):
    rest = play_until_connected(astercc, asterisk, database)
    for _ in range(2):
        ask_for_recording(database, agent)
        eventually(lambda: database.rows("SELECT id FROM monitorrecord WHERE status = 'recording' AND starttime IS NOT NULL"))
        database.rows("UPDATE monitorrecord SET status = 'stopping' WHERE status = 'recording'")
        eventually(lambda: recordings(database, "recorded"))
    first, second = recordings(database)
    assert first["filename"] != second["filename"] and first["endtime"] and second["endtime"]
    assert [a["MixMonitorID"] for a in asterisk.actions("StopMixMonitor")] == ["0x00000001", "0x00000002"]
    assert news(database, agent) == ["recording", "recorded"] * 2
    asterisk.play(rest)
    eventually(lambda: database.rows("SELECT id FROM mycdr"))
    assert len(recordings(database, "recorded")) == 2


def test_a_call_is_not_recorded_twice(astercc, asterisk, database, forced, mixmonitor):
    play_until_connected(astercc, asterisk, database)
    eventually(lambda: recordings(database, "recording"))
    ask_for_recording(database, forced)
    eventually(lambda: database.rows("SELECT id FROM monitorrecord WHERE status = 'failed' AND error = 'the call is being recorded already'"))
    assert len(asterisk.actions("MixMonitor")) == 1


def test_a_request_for_a_call_that_is_over_fails(astercc, asterisk, database, agent, mixmonitor):
    rest = play_until_connected(astercc, asterisk, database)
    asterisk.play(rest)
    eventually(lambda: database.rows("SELECT id FROM mycdr"))
    database.rows("INSERT INTO monitorrecord (server, uniqueid, dstuid, accountid) SELECT server, srcuid, dstuid, %s FROM mycdr", agent)
    (row,) = eventually(lambda: recordings(database, "failed"))
    assert row["error"] == "the call is over" and row["filename"] is None


def test_asterisks_refusal_is_in_the_row_and_once_in_the_log_with_the_remedy(astercc, asterisk, database, agent):
    asterisk.answers["MixMonitor"] = lambda _: ("Error", "Message: Permission denied")
    play_until_connected(astercc, asterisk, database)
    for count in (1, 2):
        ask_for_recording(database, agent)
        eventually(lambda: len(recordings(database, "failed")) == count)
    assert "Permission denied" in recordings(database)[0]["error"]
    assert astercc.text().count("event=recording_refused") == 1 and "record_username" in astercc.text()
    assert news(database, agent) == ["failed", "failed"]


def test_a_forced_recording_that_is_refused_is_not_tried_again_and_again(astercc, asterisk, database, forced):
    asterisk.answers["MixMonitor"] = lambda _: ("Error", "Message: Permission denied")
    play_until_connected(astercc, asterisk, database)
    eventually(lambda: recordings(database, "failed"))
    astercc.kill()
    astercc.start()
    asterisk.await_listing(2)
    ask_for_recording(database, forced)  # served after what is forced
    eventually(lambda: len(recordings(database, "failed")) == 2)
    assert [row["reason"] for row in recordings(database)] == ["forced", "demand"]


def test_killed_while_recording_it_finds_the_recording_again(astercc, asterisk, database, forced, mixmonitor):
    rest = play_until_connected(astercc, asterisk, database)
    eventually(lambda: recordings(database, "recording"))
    astercc.kill()
    astercc.start()
    asterisk.await_listing(2)
    asterisk.play(rest)
    (row,) = eventually(lambda: recordings(database, "recorded"))
    assert row["endtime"] == eventually(lambda: database.rows("SELECT endtime FROM mycdr"))[0]["endtime"]
    assert len(asterisk.actions("MixMonitor")) == 1
    (stop,) = eventually(lambda: asterisk.actions("StopMixMonitor"))
    assert stop["MixMonitorID"] == "0x00000001"


def test_a_recorded_call_that_ends_while_it_is_dead(astercc, asterisk, database, forced, mixmonitor):
    rest = play_until_connected(astercc, asterisk, database)
    eventually(lambda: recordings(database, "recording"))
    astercc.kill()
    asterisk.happen(rest)
    astercc.start()
    (row,) = eventually(lambda: recordings(database, "recorded"))
    assert row["endtime"] and len(asterisk.actions("MixMonitor")) == 1


@pytest.mark.parametrize("has_begun", [True, False])
def test_killed_before_asterisk_answered_the_channel_tells_whether_it_is_recorded(astercc, asterisk, database, forced, mixmonitor, has_begun):
    start = asterisk.answers["MixMonitor"]
    asterisk.answers["MixMonitor"] = lambda action: (start(action), None)[1] if has_begun else None
    rest = play_until_connected(astercc, asterisk, database)
    eventually(lambda: asterisk.actions("MixMonitor"))
    (row,) = recordings(database, "requested")
    astercc.kill()
    asterisk.answers["MixMonitor"] = start
    astercc.start()
    (row,) = eventually(lambda: recordings(database, "recording"))
    assert len(asterisk.actions("MixMonitor")) == (1 if has_begun else 2)
    assert {a["File"] for a in asterisk.actions("MixMonitor")} == {row["filename"] + ".gsm"}
    asterisk.play(rest)
    eventually(lambda: recordings(database, "recorded"))


def test_a_recording_that_the_dialplan_stops_is_closed(astercc, asterisk, database, forced, mixmonitor):
    play_until_connected(astercc, asterisk, database)
    (row,) = eventually(lambda: recordings(database, "recording"))
    asterisk.play(f"Event: MixMonitorStop\r\nPrivilege: call,all\r\nChannel: {row['channel']}\r\nUniqueid: {row['uniqueid']}\r\n\r\n".encode())
    eventually(lambda: recordings(database, "recorded"))
    assert asterisk.actions("StopMixMonitor") == []


def test_the_second_user_records_and_the_first_does_not(astercc, asterisk, database, daemon_config, forced, mixmonitor):
    asterisk.more_users["recorder"] = "r3c"
    daemon_config(secret=f"{asterisk.secret}\nrecord_username=recorder\nrecord_secret=r3c")
    asterisk.play(play_until_connected(astercc, asterisk, database))
    eventually(lambda: recordings(database, "recorded"))
    eventually(lambda: asterisk.actions("StopMixMonitor"))
    assert {user for user, _ in asterisk.asked} == {"recorder"}


def test_a_second_user_that_may_not_log_in_is_said_to_who_asks(astercc, asterisk, database, daemon_config, agent):
    daemon_config(secret=f"{asterisk.secret}\nrecord_username=recorder\nrecord_secret=wrong")
    play_until_connected(astercc, asterisk, database)
    eventually(lambda: "event=recorder_away" in astercc.text())
    ask_for_recording(database, agent)
    (row,) = eventually(lambda: recordings(database, "failed"))
    assert "Authentication failed" in row["error"]


def test_calls_that_begin_while_the_database_is_away_are_recorded_when_it_is_back(astercc, asterisk, database, mariadb, forced, mixmonitor):
    astercc.start()
    asterisk.await_listing(1)
    before, rest = split_at(capture(QUEUE_CALL), CONNECTED)
    mariadb.kill()
    asterisk.play(before)
    eventually(lambda: "event=recorder_database_away" in astercc.text())
    mariadb.start()
    eventually(lambda: recordings(database, "recording"))
    mariadb.kill()
    asterisk.play(rest)
    mariadb.start()
    (row,) = eventually(lambda: recordings(database, "recorded"))
    assert row["endtime"] == eventually(lambda: database.rows("SELECT endtime FROM mycdr"))[0]["endtime"]


def test_before_asterisk_12_it_is_monitor(astercc, asterisk, database, daemon_config, mixmonitor):
    asterisk.banner = "Asterisk Call Manager/1.3"
    daemon_config(extra="force_record=1")
    astercc.start()
    asterisk.await_login(1)
    stream = capture("11/internal_answered")
    before, rest = split_at(stream, b"Event: Bridge\r\n")
    asterisk.play(before)
    (row,) = eventually(lambda: recordings(database, "recording"))
    (action,) = asterisk.actions("Monitor")
    assert (action["File"], action["Format"], action["Mix"]) == (row["filename"], "gsm", "true")
    asterisk.play(rest)
    eventually(lambda: recordings(database, "recorded"))
    eventually(lambda: asterisk.actions("StopMonitor"))


@pytest.mark.parametrize("line, place", [("monitorformat=mp3", "monitorformat"), ("monitorpath=calls", "monitorpath"), ("monitorpath=/a/../b", "monitorpath")])
def test_what_cannot_be_is_refused_at_the_start(astercc, daemon_config, line, place):
    daemon_config(extra=line)
    done = astercc.run()
    assert done.returncode != 0 and place in done.stderr + done.stdout
