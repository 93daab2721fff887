# SPDX-License-Identifier: GPL-3.0-or-later
"""Calls that were born and ended while Asterisk could not be heard: astercc learns of them from Asterisk's own CDR."""
import csv
import io
import os
import time
from pathlib import Path

import pytest
from conftest import Daemon, eventually
from test_astercc import capture

CAPTURES = Path(__file__).resolve().parents[1] / "data/captures"
QUEUE_CALL, OTHER_CALL, RING_GROUP = "22/queue_answered", "22/internal_answered", "22/ring_group"


class CdrFile:
    """Master.csv as cdr_csv writes it: a line at once, in times of now."""

    def __init__(self, path):
        self.path = path
        path.touch()

    def append(self, text):
        with open(self.path, "a", encoding="latin-1", newline="") as file:
            file.write(text)


def cdr_lines(name, ago=0, serial=0):
    """The CDR of a scenario, as if it had ended `ago` seconds ago; `serial` makes another call of it."""
    with open(CAPTURES / name / "cdr.csv", newline="", encoding="latin-1") as file:
        rows = list(csv.reader(file))
    end = max(time.mktime(time.strptime(row[11], "%Y-%m-%d %H:%M:%S")) for row in rows)
    shift = int(time.time() - ago - (end - time.timezone))
    out = io.StringIO()
    for row in rows:
        for column in (9, 10, 11):
            if row[column]:
                moment = time.mktime(time.strptime(row[column], "%Y-%m-%d %H:%M:%S")) - time.timezone + shift
                row[column] = time.strftime("%Y-%m-%d %H:%M:%S", time.gmtime(moment))
        for column in (16, 19):
            row[column] += f".{serial}" if serial else ""
        csv.writer(out, quoting=csv.QUOTE_ALL, lineterminator="\n").writerow(row)
    return out.getvalue()


def mycdr(database, where="1"):
    return database.rows(f"SELECT * FROM mycdr WHERE {where} ORDER BY id")


@pytest.fixture
def cdr(tmp_path):
    return CdrFile(tmp_path / "Master.csv")


@pytest.fixture
def astercc(daemon_config, cdr):
    daemon = Daemon("astercc", daemon_config(extra=f"[asterisk]\ncdr_csv={cdr.path}\ncdr_time=utc"))
    yield daemon
    daemon.stop()


def settled_to(database, cdr):
    """The whole file has been compared."""
    size = cdr.path.stat().st_size
    return eventually(lambda: database.rows("SELECT * FROM source_position WHERE name = 'cdr:asterisk' AND position = %s", size), 30)


def test_a_call_while_the_line_is_cut_is_taken_from_the_cdr_once(astercc, asterisk, cdr, database):
    database.rows("INSERT INTO astercrm_account (username, extensions, extension, channel, groupid) VALUES ('alice','','8001','PJSIP/8001',7)")
    cdr.append(cdr_lines(OTHER_CALL, ago=90, serial=1))  # of before astercc was there
    astercc.start()
    asterisk.await_listing(1)
    asterisk.cut()
    cdr.append(cdr_lines(QUEUE_CALL))
    asterisk.await_listing(2)
    settled_to(database, cdr)
    (row,) = mycdr(database)
    assert (row["origin"], row["src"], row["dst"], row["disposition"]) == ("cdr", "02188776655", "031180930758", "ANSWERED")
    assert (row["channel"], row["dstchannel"]) == ("PJSIP/trunk-00000008", "PJSIP/8001-00000009")
    assert (row["queue"], row["didnumber"], row["duration"], row["billsec"]) == ("support", "031180930758", 6, 6)
    assert (row["srcuid"], row["dstuid"], row["linkedid"]) == ("1795413305.16", "cdr:PJSIP/8001-00000009", "1795413305.16")
    assert (row["endtime"] - row["calldate"]).total_seconds() == 6 and abs(row["endtime"].timestamp() - time.time()) < 120
    assert row["dstaccountid"] and row["astercrm_groupid"] == 7 and row["legno"] == 1
    assert database.rows("SELECT * FROM curcdr") == []


def test_calls_that_were_seen_get_no_second_row(astercc, asterisk, cdr, database):
    astercc.start()
    asterisk.await_listing(1)
    for name in (QUEUE_CALL, "22/predictive_queue", "22/click2call", RING_GROUP, "22/blind_transfer"):
        asterisk.play(capture(name))
        cdr.append(cdr_lines(name))
    settled_to(database, cdr)
    seen = mycdr(database)
    assert {row["origin"] for row in seen} == {"seen"}
    asterisk.cut()
    asterisk.await_listing(2)
    cdr.append(cdr_lines(OTHER_CALL, ago=60))
    settled_to(database, cdr)
    assert [row["origin"] for row in mycdr(database)] == ["seen"] * len(seen) + ["cdr"]
    assert "event=cdr_missed" not in astercc.text()


def test_a_call_that_is_missing_though_asterisk_was_heard_is_counted_and_named_once(astercc, asterisk, cdr, database):
    astercc.start()
    asterisk.await_listing(1)
    cdr.append(cdr_lines(QUEUE_CALL, ago=-3600) * 2)  # it begins after the line came up
    settled_to(database, cdr)
    assert mycdr(database) == []
    complaints = [line for line in astercc.text().splitlines() if "event=cdr_missed" in line]
    assert len(complaints) == 1
    assert "linkedid=1795413305.16" in complaints[0] and "missed=1" in complaints[0]


def test_what_happened_while_astercc_was_dead_and_had_no_journal(astercc, asterisk, cdr, database, tmp_path):
    astercc.start()
    asterisk.await_listing(1)
    settled_to(database, cdr)
    astercc.kill()
    for file in (tmp_path / "journal/asterisk").iterdir():
        file.unlink()
    cdr.append(cdr_lines(QUEUE_CALL, ago=30) + cdr_lines(RING_GROUP, ago=20) + cdr_lines("22/internal_busy", ago=10))
    astercc.start()
    settled_to(database, cdr)
    rows = mycdr(database)
    assert [(r["dstchannel"][:10], r["disposition"], r["origin"], r["legno"]) for r in rows] == [
        ("PJSIP/8001", "ANSWERED", "cdr", 1), ("PJSIP/8001", "ANSWERED", "cdr", 1), ("PJSIP/8002", "NO ANSWER", "cdr", 2),
        ("PJSIP/8003", "NO ANSWER", "cdr", 3), ("PJSIP/8010", "BUSY", "cdr", 1)]


def test_a_leg_of_a_gap_is_added_to_a_call_that_was_seen(astercc, asterisk, cdr, database):
    stream = capture("22/blind_transfer")
    astercc.start()
    asterisk.await_listing(1)
    until_transfer = stream.index(b"\r\n\r\n", stream.index(b"Event: BlindTransfer")) + 4
    asterisk.play(stream[:until_transfer])
    eventually(lambda: database.rows("SELECT * FROM curcdr WHERE disposition = 'LINK'"))
    asterisk.cut()
    asterisk.happen(stream[until_transfer:])
    cdr.append(cdr_lines("22/blind_transfer"))
    asterisk.await_listing(2)
    settled_to(database, cdr)
    assert [(r["dstchannel"], r["origin"], r["legno"]) for r in mycdr(database)] == [
        ("PJSIP/8001-00000014", "gap", 1), ("PJSIP/8003-00000015", "cdr", 2)]


def test_the_end_of_a_call_that_ended_in_a_gap_is_the_one_cdr_knows(astercc, asterisk, cdr, database):
    stream = capture(QUEUE_CALL)
    astercc.start()
    asterisk.await_listing(1)
    until_connected = stream.index(b"\r\n\r\n", stream.rindex(b"Event: BridgeEnter")) + 4
    asterisk.play(stream[:until_connected])
    eventually(lambda: database.rows("SELECT * FROM curcdr WHERE disposition = 'LINK'"))
    asterisk.cut()
    asterisk.happen(stream[until_connected:])
    cdr.append((CAPTURES / QUEUE_CALL / "cdr.csv").read_text())  # the stream is of those times
    asterisk.await_listing(2)
    settled_to(database, cdr)
    (row,) = mycdr(database)
    assert (row["origin"], row["disposition"], str(row["endtime"])[:19]) == ("gap", "ANSWERED", "2026-11-23 05:55:11")
    assert row["billsec"] in (5, 6) and row["duration"] == 6
    verified = astercc.run("--verify")
    assert verified.returncode == 0, verified.stdout


def test_the_answer_of_a_call_that_was_answered_in_a_gap_is_the_one_cdr_knows(astercc, asterisk, cdr, database):
    stream = capture(OTHER_CALL)
    astercc.start()
    asterisk.await_listing(1)
    until_ringing = stream.index(b"\r\n\r\n", stream.index(b"Event: DialBegin")) + 4
    until_connected = stream.index(b"\r\n\r\n", stream.rindex(b"Event: BridgeEnter")) + 4
    asterisk.play(stream[:until_ringing])
    eventually(lambda: database.rows("SELECT * FROM curcdr WHERE dstchan <> ''"))
    asterisk.cut()
    asterisk.happen(stream[until_ringing:until_connected])
    asterisk.await_listing(2)
    eventually(lambda: database.rows("SELECT * FROM curcdr WHERE disposition = 'LINK'"))
    asterisk.play(stream[until_connected:])
    eventually(lambda: mycdr(database))
    cdr.append((CAPTURES / OTHER_CALL / "cdr.csv").read_text())
    settled_to(database, cdr)
    (row,), (record,) = mycdr(database), csv.reader(open(CAPTURES / OTHER_CALL / "cdr.csv", newline=""))
    assert (row["origin"], row["disposition"]) == ("gap", "ANSWERED") and row["hangupby"]
    assert abs(row["billsec"] - int(record[13])) <= 1 and abs(row["duration"] - int(record[12])) <= 1
    assert str(row["answertime"])[:19] == record[10]


def test_killed_again_and_again_while_it_catches_up_every_call_has_one_row(astercc, asterisk, cdr, database):
    astercc.start()
    asterisk.await_listing(1)
    settled_to(database, cdr)
    astercc.kill()
    calls = 300
    for serial in range(1, calls + 1):
        cdr.append(cdr_lines(OTHER_CALL, ago=5, serial=serial))
    # A trigger that is slow makes the kill meet the transaction.
    database.rows("CREATE TRIGGER slow BEFORE INSERT ON mycdr FOR EACH ROW SET NEW.memo = SLEEP(0.01)")
    for listing in range(2, 6):
        astercc.start()
        asterisk.await_listing(listing)
        eventually(lambda: database.rows("SELECT ID FROM information_schema.processlist WHERE INFO LIKE 'INSERT INTO mycdr%%'"))
        astercc.kill()
    database.rows("DROP TRIGGER slow")
    astercc.start()
    settled_to(database, cdr)
    assert len(mycdr(database)) == calls
    assert len(database.rows("SELECT DISTINCT linkedid FROM mycdr WHERE origin = 'cdr' AND disposition = 'ANSWERED'")) == calls


def test_a_place_that_was_lost_makes_no_second_row(astercc, asterisk, cdr, database):
    astercc.start()
    asterisk.await_listing(1)
    asterisk.cut()
    cdr.append(cdr_lines(QUEUE_CALL))
    asterisk.await_listing(2)
    settled_to(database, cdr)
    astercc.kill()
    database.rows("UPDATE source_position SET position = 0")
    astercc.start()
    settled_to(database, cdr)
    assert len(mycdr(database)) == 1


@pytest.mark.parametrize("is_running", [True, False])
def test_a_file_that_is_rotated_is_read_to_its_end_and_then_its_successor(astercc, asterisk, cdr, database, tmp_path, is_running):
    cdr.append(cdr_lines(OTHER_CALL, ago=100, serial=9))
    astercc.start()
    asterisk.await_listing(1)
    settled_to(database, cdr)
    if is_running:
        asterisk.cut()
    else:
        astercc.kill()
    cdr.append(cdr_lines(OTHER_CALL, ago=30, serial=1))
    os.rename(cdr.path, tmp_path / "Master.csv-20261124")
    cdr.append(cdr_lines(OTHER_CALL, ago=20, serial=2))
    if not is_running:
        astercc.start()
    asterisk.await_listing(2)
    eventually(lambda: [row["linkedid"] for row in mycdr(database)] == ["1795413253.0.1", "1795413253.0.2"])
    settled_to(database, cdr)


def test_a_truncated_file_is_read_from_its_beginning(astercc, asterisk, cdr, database):
    cdr.append(cdr_lines(OTHER_CALL, ago=100, serial=9))
    astercc.start()
    asterisk.await_listing(1)
    settled_to(database, cdr)
    astercc.kill()
    os.truncate(cdr.path, 0)
    cdr.append(cdr_lines(OTHER_CALL, ago=20, serial=1) + cdr_lines(OTHER_CALL, ago=20, serial=2))
    astercc.start()
    settled_to(database, cdr)
    assert [row["linkedid"] for row in mycdr(database)] == ["1795413253.0.1", "1795413253.0.2"]


def test_a_line_is_read_when_it_is_whole_and_a_broken_one_is_left_out(astercc, asterisk, cdr, database):
    astercc.start()
    asterisk.await_listing(1)
    asterisk.cut()
    whole, half = cdr_lines(OTHER_CALL, ago=20, serial=1), cdr_lines(OTHER_CALL, ago=10, serial=2)
    hostile = cdr_lines(OTHER_CALL, ago=15, serial=3).replace('"8002","8001"', '"<b>\xff\x01\'; DROP TABLE mycdr","8001"')
    cdr.append('"",\xff\xfe"broken\n' + whole + hostile + half[:100])
    asterisk.await_listing(2)
    eventually(lambda: len(mycdr(database)) == 2)
    assert mycdr(database)[1]["src"] == "<b>\ufffd\x01'; DROP TABLE mycdr"
    assert "event=cdr_unreadable" in astercc.text()
    cdr.append(half[100:])
    settled_to(database, cdr)
    assert len(mycdr(database)) == 3


def test_a_file_that_may_not_be_read_is_named_with_the_remedy_and_the_mirror_goes_on(astercc, asterisk, cdr, database):
    cdr.path.unlink()
    cdr.path.mkdir()
    cdr.path.rmdir()
    os.symlink(cdr.path.name, cdr.path)  # a loop: for root nothing else is unreadable
    astercc.start()
    asterisk.await_listing(1)
    eventually(lambda: "event=cdr_away" in astercc.text() and "let the user astercc read it" in astercc.text())
    asterisk.play(capture(QUEUE_CALL))
    eventually(lambda: mycdr(database, "origin = 'seen'"))


# --- the SQL table ---

TABLE = ("CREATE TABLE cdrs.cdr (calldate datetime NOT NULL, clid varchar(80), src varchar(80), dst varchar(80), "
         "dcontext varchar(80), channel varchar(80), dstchannel varchar(80), lastapp varchar(80), lastdata varchar(80), "
         "duration int, billsec int, disposition varchar(45), amaflags int, accountcode varchar(20), uniqueid varchar(150), "
         "userfield varchar(255){})")


def insert_cdr(database, name, has_linkedid=True, ago=0):
    for row in csv.reader(io.StringIO(cdr_lines(name, ago))):
        values = [row[9], row[4], row[1], row[2], row[3], row[5], row[6], row[7], row[8], row[12], row[13], row[14], 3, row[0], row[16], row[17]]
        values += [row[19]] if has_linkedid else []
        database.rows(f"INSERT INTO cdrs.cdr VALUES ({','.join(['%s'] * len(values))})", *values)


@pytest.mark.parametrize("has_linkedid", [True, False])
def test_the_sql_table_tells_of_a_gap_as_well(daemon_config, asterisk, database, has_linkedid):
    database.rows("CREATE DATABASE cdrs")
    database.rows(TABLE.format(", linkedid varchar(150)" if has_linkedid else ""))
    insert_cdr(database, OTHER_CALL, has_linkedid, ago=4000)
    astercc = Daemon("astercc", daemon_config(extra="[asterisk]\ncdr_database=cdrs\ncdr_time=utc"))
    astercc.start()
    try:
        asterisk.await_listing(1)
        asterisk.play(capture("22/click2call"))
        eventually(lambda: mycdr(database, "origin = 'seen'"))
        insert_cdr(database, "22/click2call", has_linkedid)
        eventually(lambda: database.rows("SELECT * FROM source_position WHERE name = 'cdr:asterisk'"))
        asterisk.cut()
        insert_cdr(database, QUEUE_CALL, has_linkedid)
        insert_cdr(database, RING_GROUP, has_linkedid)
        asterisk.await_listing(2)
        eventually(lambda: len(mycdr(database, "origin = 'cdr'")) == 4, 30)
        astercc.kill()
        astercc.start()
        asterisk.await_listing(3)
        before = database.rows("SELECT updated FROM source_position")
        eventually(lambda: database.rows("SELECT updated FROM source_position") != before, 30)
        assert len(mycdr(database)) == 5
        assert [r["billsec"] for r in mycdr(database, "queue = 'support'")] == [6]
        assert "event=cdr_missed" not in astercc.text()
    finally:
        astercc.stop()


def test_two_sources_are_refused_in_one_sentence(daemon_config, asterisk, mariadb):
    refused = Daemon("astercc", daemon_config(extra="[asterisk]\ncdr_csv=/a.csv\ncdr_database=cdrs")).run()
    assert refused.returncode == 78 and "[asterisk] cdr_database: stands beside cdr_csv" in refused.stderr
