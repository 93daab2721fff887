# SPDX-License-Identifier: GPL-3.0-or-later
"""Calls that were born and ended while Asterisk could not be heard: astercc learns of them from Asterisk's own CDR."""
import csv
import io
import os
import time
from pathlib import Path

import pymysql
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
