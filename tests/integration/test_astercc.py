# SPDX-License-Identifier: GPL-3.0-or-later
"""The daemon astercc as a whole: captured streams in, rows out, whatever is killed or cut on the way."""
import csv
import json
import shutil
import socket
import urllib.request
from pathlib import Path

import pytest
from conftest import eventually

CAPTURES = Path(__file__).resolve().parents[1] / "data/captures"


def capture(name):
    raw = (CAPTURES / name / "ami.raw").read_bytes()
    return raw[raw.index(b"\n") + 1:]  # the greeting is the fake's own


def free_port():
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return listener.getsockname()[1]


def split_at(data, marker):
    """Before and after the message that holds the marker, which goes with what is before."""
    end = data.index(b"\r\n\r\n", data.index(marker)) + 4
    return data[:end], data[end:]


def oracle(name):
    columns = ("accountcode src dst dcontext clid channel dstchannel lastapp lastdata start answer end duration billsec "
               "disposition amaflags uniqueid userfield peeraccount linkedid sequence").split()
    with open(CAPTURES / name / "cdr.csv", newline="") as file:
        return [dict(zip(columns, row)) for row in csv.reader(file)]


QUEUE_CALL = "22/queue_answered"
CONNECTED = b"Event: BridgeEnter"


def play_until_connected(astercc, asterisk, database):
    """Starts astercc and plays the queue call until agent and caller talk; the rest of its stream."""
    astercc.start()
    asterisk.await_listing(1)
    before, after = split_at(capture(QUEUE_CALL), CONNECTED)
    asterisk.play(before)
    eventually(lambda: database.rows("SELECT * FROM curcdr WHERE disposition = 'LINK'"))
    return after


def play_into_journal(asterisk, stream, tmp_path, mark):
    """Plays it until all of it is in the journal: the hangup of a channel nobody knows, one for each mark, stands behind it."""
    asterisk.play(stream + b"Event: Hangup\r\nChannel: None/%d\r\nUniqueid: mark-%d.\r\n\r\n" % (mark, mark))
    eventually(lambda: any(b"mark-%d." % mark in f.read_bytes() for f in tmp_path.glob("journal/asterisk/*.journal")))


def told(database, account):
    """What the feed told an account, in its order."""
    return [json.loads(r["payload"]) for r in database.rows("SELECT payload FROM feed WHERE accountid = %s ORDER BY id", account)]


def mycdr(database):
    return database.rows("SELECT * FROM mycdr ORDER BY id")


def assert_one_right_row(database, gap=False):
    eventually(lambda: mycdr(database))
    assert database.rows("SELECT * FROM curcdr") == []
    (row,), (expected,) = mycdr(database), oracle(QUEUE_CALL)
    assert (row["src"], row["channel"], row["dstchannel"]) == (expected["src"], expected["channel"], expected["dstchannel"])
    assert (row["disposition"], row["queue"], row["didnumber"]) == ("ANSWERED", "support", "031180930758")
    if not gap:
        assert abs(row["billsec"] - int(expected["billsec"])) <= 1
    assert row["origin"] == ("gap" if gap else "seen")
    assert (row["legno"], row["ischild"], row["hangupby"]) == (1, "no", "" if gap else "caller")
    assert row["waitsec"] <= 1 and row["ringsec"] <= 1 and row["holdsec"] == 0


def test_a_queue_call_is_mirrored_and_its_agent_hears_of_it(astercc, asterisk, database, agent):
    astercc.start()
    asterisk.await_listing(1)
    before, after = split_at(capture(QUEUE_CALL), CONNECTED)
    asterisk.play(before)
    live = eventually(lambda: database.rows("SELECT * FROM curcdr WHERE dstchan <> '' AND disposition = 'LINK'"))
    assert (live[0]["src"], live[0]["dstaccountid"], live[0]["astercrm_groupid"]) == ("02188776655", agent, 7)
    assert live[0]["legno"] == 1 and live[0]["waittime"] <= live[0]["starttime"] <= live[0]["answertime"]
    asterisk.play(after)
    assert_one_right_row(database)
    story = told(database, agent)
    assert [e["phase"] for e in story] == ["ringing", "talking", "ended"]
    assert {(e["dir"], e["peer"], e["did"], e["queue"]) for e in story} == {("in", "02188776655", "031180930758", "support")}
    assert mycdr(database)[0]["dstaccountid"] == agent


def test_killed_during_a_call_it_goes_on_where_the_call_is(astercc, asterisk, database):
    after = play_until_connected(astercc, asterisk, database)
    astercc.kill()
    astercc.start()
    asterisk.await_listing(2)
    asterisk.play(after)
    assert_one_right_row(database)


def test_without_its_journal_a_call_keeps_its_number_and_its_wait(astercc, asterisk, database, tmp_path):
    after = play_until_connected(astercc, asterisk, database)
    astercc.kill()
    shutil.rmtree(tmp_path / "journal")
    database.rows("UPDATE curcdr SET legno = 3, waittime = waittime - INTERVAL 90 SECOND")  # as if it had been so
    astercc.start()
    asterisk.await_listing(2)
    asterisk.play(after)
    row, = eventually(lambda: mycdr(database))
    assert (row["legno"], row["ischild"]) == (3, "yes")
    assert 90 <= row["waitsec"] <= 92


def test_a_call_that_ends_while_it_is_dead_is_recorded_and_marked(astercc, asterisk, database):
    after = play_until_connected(astercc, asterisk, database)
    astercc.kill()
    asterisk.happen(after)
    astercc.start()
    assert_one_right_row(database, gap=True)


def test_a_connection_cut_mid_line_heals(astercc, asterisk, database):
    after = play_until_connected(astercc, asterisk, database)
    asterisk.play(after[:11])
    asterisk.cut()
    asterisk.await_listing(2)
    asterisk.play(after)
    assert_one_right_row(database)


def test_nothing_is_lost_while_the_database_is_away(astercc, asterisk, database, mariadb, agent):
    after = play_until_connected(astercc, asterisk, database)
    mariadb.kill()
    asterisk.play(after)
    eventually(lambda: "event=database_away" in astercc.text())
    mariadb.start()
    assert_one_right_row(database)
    assert [e["phase"] for e in told(database, agent)] == ["ringing", "talking", "ended"]


def test_a_call_that_is_only_in_the_journal_when_it_is_killed_is_recorded_as_seen(astercc, asterisk, database, mariadb, agent, tmp_path):
    after = play_until_connected(astercc, asterisk, database)
    mariadb.kill()
    play_into_journal(asterisk, after, tmp_path, 1)
    eventually(lambda: "event=database_away" in astercc.text())
    astercc.kill()
    mariadb.start()
    astercc.start()
    assert_one_right_row(database)
    assert [e["phase"] for e in told(database, agent)] == ["ringing", "talking", "ended"]


@pytest.mark.parametrize("name", [QUEUE_CALL, "22/ring_group", "16/blind_transfer", "22/predictive_queue", "22/click2call", "13/queue_answered"])
def test_killed_anywhere_in_a_call_the_tables_are_those_of_an_undisturbed_run(astercc, asterisk, database, tmp_path, name):
    # Not the times: after each restart the lists of what is alive come before the event that tells the moment.
    columns = ("SELECT srcuid, dstuid, linkedid, channel, dstchannel, disposition, billsec, hangupcause, origin, "
               "legno, waitsec, holdsec, hangupby "
               "FROM mycdr ORDER BY srcuid, dstuid")
    stream = capture(name)
    astercc.start()
    asterisk.await_listing(1)
    asterisk.play(stream)
    eventually(lambda: not asterisk.channels and mycdr(database) and not database.rows("SELECT id FROM curcdr"))
    undisturbed = database.rows(columns)
    astercc.stop()
    for table in ("mycdr", "curcdr", "feed", "mirror_position"):
        database.rows(f"DELETE FROM {table}")

    cuts = [stream.index(b"\r\n\r\n", len(stream) * part // 8) + 4 for part in range(1, 8)]
    astercc.start()
    asterisk.await_listing(2)
    for count, (begin, end) in enumerate(zip([0, *cuts], [*cuts, len(stream)]), 3):
        play_into_journal(asterisk, stream[begin:end], tmp_path, count)
        astercc.kill()
        astercc.start()
        asterisk.await_listing(count)
    eventually(lambda: len(mycdr(database)) >= len(undisturbed) and not database.rows("SELECT id FROM curcdr"))
    differences = [(before["dstuid"], column, before[column], after[column])
                   for before, after in zip(undisturbed, database.rows(columns)) for column in before if before[column] != after[column]]
    assert differences == []
    assert len(mycdr(database)) == len(undisturbed)


def test_it_starts_without_its_peers_and_waits(astercc, asterisk, database, mariadb):
    mariadb.kill()
    astercc.start()
    mariadb.start()
    asterisk.await_listing(1, 30)
    asterisk.play(capture(QUEUE_CALL))
    assert_one_right_row(database)


def test_a_hostile_caller_is_stored_as_text(astercc, asterisk, database):
    astercc.start()
    asterisk.await_listing(1)
    hostile = b"<script>alert(1)</script>\xff\x00'; DROP TABLE mycdr; --" + b"9" * 300
    asterisk.play(capture(QUEUE_CALL).replace(b"CallerIDNum: 02188776655", b"CallerIDNum: " + hostile))
    row = eventually(lambda: mycdr(database))[0]
    assert row["src"].startswith("<script>alert(1)</script>\ufffd\ufffd'; DROP TABLE")
    assert len(row["src"]) == 80


def test_the_start_sequence_of_the_manual_is_printed(astercc, asterisk):
    astercc.start()
    asterisk.await_listing(1)
    wanted = ["Connecting to mysql database on ", "Database connection successful.", "Connecting to asterisk on 127.0.0.1 port ",
              "Asterisk socket connection successful.", "Check asterisk username & secret:", "Success", "Monitor Start:"]
    lines = [line for line in eventually(lambda: "Monitor Start:" in astercc.text() and astercc.text()).splitlines() if "event=" not in line]
    assert [line.startswith(w) for line, w in zip(lines, wanted)] == [True] * len(wanted), lines


def test_the_self_test_names_what_is_wrong_and_the_way_out(astercc, daemon_config, asterisk, mariadb):
    good = astercc.run("-t")
    assert good.returncode == 0 and "Success" in good.stdout
    daemon_config(secret="wrong")
    refused = astercc.run("-t")
    assert refused.returncode == 69 and "Authentication failed" in refused.stdout and "manager.conf" in refused.stdout
    asterisk.close()
    daemon_config()
    assert "refused" in astercc.run("-t").stdout
    mariadb.kill()
    away = astercc.run("-t")
    assert away.returncode == 69 and "[database]" in away.stdout


def test_a_second_instance_and_a_bad_configuration_are_refused_in_one_sentence(astercc, asterisk, daemon_config):
    astercc.start()
    asterisk.await_listing(1)
    second = astercc.run()
    assert second.returncode == 75 and second.stderr.startswith("astercc: already running")
    assert astercc.run("-s").stdout.startswith("astercc is running, pid ")
    astercc.stop()
    daemon_config(port="50x")
    broken = astercc.run()
    assert broken.returncode == 78 and "[asterisk] port: '50x' is not a whole number from 1 to 65535" in broken.stderr


def test_a_database_of_another_version_is_refused_with_the_upgrade_named(astercc, database):
    newest = database.rows("SELECT MAX(version) AS version FROM schema_version")[0]["version"]
    database.rows("UPDATE schema_version SET version = 99")
    refused = astercc.run()
    assert refused.returncode != 0 and f"schema version 99, this program needs {newest}" in refused.stderr


def test_background_start_and_stop(astercc, asterisk):
    assert astercc.run("-d").returncode == 0
    asterisk.await_listing(1)
    assert "is running" in astercc.run("-s").stdout
    assert "stopped" in astercc.run("-k").stdout
    assert astercc.run("-s").returncode == 3


def test_with_a_full_disk_it_says_so_and_goes_on_in_memory(astercc, asterisk, database, agent):
    astercc.start(biggest_file=4000)
    asterisk.await_listing(1)
    asterisk.play(capture(QUEUE_CALL))
    assert_one_right_row(database)
    complaints = [line for line in astercc.text().splitlines() if "event=journal_refused" in line]
    assert len(complaints) == 1 and "File too large" in complaints[0]


def test_a_row_the_database_refuses_for_good_does_not_hold_up_the_others(astercc, asterisk, database):
    database.rows("CREATE TRIGGER refuse BEFORE INSERT ON mycdr FOR EACH ROW IF NEW.src = '02188776655' THEN "
                  "SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'not this one'; END IF")
    astercc.start()
    asterisk.await_listing(1)
    asterisk.play(capture(QUEUE_CALL) + capture("22/internal_answered"))
    assert eventually(lambda: mycdr(database))[0]["src"] == "8002"
    assert len(mycdr(database)) == 1
    assert "event=row_refused" in astercc.text() and "lost=1" in astercc.text()


def test_a_leg_whose_end_no_event_told_is_closed_by_the_periodic_lists(astercc, daemon_config, asterisk, database):
    metrics = free_port()
    daemon_config(extra=f"resync_seconds=1\n[metrics]\nastercc_port={metrics}")
    rest = play_until_connected(astercc, asterisk, database)
    lists = asterisk.listed
    asterisk.happen(rest)
    asterisk.await_listing(lists + 2)
    assert_one_right_row(database, gap=True)
    healed = 'astercc_legs_healed_total{server="asterisk"} 1\n'
    eventually(lambda: healed in urllib.request.urlopen(f"http://127.0.0.1:{metrics}/metrics", timeout=5).read().decode())
    asterisk.await_listing(asterisk.listed + 2)
    assert_one_right_row(database, gap=True)
    assert asterisk.logins == 1


def test_two_of_them_do_not_share_a_journal(astercc, second, asterisk, daemon_config, tmp_path):
    astercc.start()
    asterisk.await_listing(1)
    daemon_config(place="second", extra=f"journal_path={tmp_path}/journal")
    refused = second.run()
    assert refused.returncode == 78
    assert f"[system] journal_path: {tmp_path}/journal/asterisk/lock is held by the running process {astercc.process.pid}" in refused.stderr
    assert "give this one a journal_path of its own" in refused.stderr
    astercc.kill()
    second.start()
    asterisk.await_listing(2)
