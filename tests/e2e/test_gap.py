# SPDX-License-Identifier: GPL-3.0-or-later
"""The line to a real Asterisk is cut and astercc killed while calls come and go: every call is in mycdr once, as in
Asterisk's own call records."""
import time

import pytest

from ccdemo import team
from harness.bed import eventually


def assert_mirrored_once(bed, since: int) -> None:
    """Each record of CDR with a telephone at its end is one row, with the same words and times."""
    eventually(lambda: not bed.rows("SELECT id FROM curcdr") and bed.is_compared, seconds=60)
    for record in bed.cdr.rows()[since:]:
        rows = bed.rows("SELECT * FROM mycdr WHERE linkedid = %s AND dstchannel = %s", record["linkedid"], record["dstchannel"])
        assert len(rows) == 1, (record, rows)
        (row,) = rows
        assert (row["src"], row["channel"], row["disposition"]) == (record["src"], record["channel"], record["disposition"]), record
        if row["origin"] == "cdr":
            assert row["dst"] == record["dst"] and abs(row["billsec"] - float(record["billsec"])) <= 1, record
        if row["origin"] != "seen":
            assert abs(row["endtime"].timestamp() - time.timezone - float(record["end"])) < 1, record


def is_answered(bed) -> bool:
    """The telephone of an agent a queue has called is up."""
    lines = bed.demo.pbx.ask("core show channels concise").splitlines()
    return any("!AppQueue!" in line and "!Up!" in line for line in lines)


@pytest.fixture
def customer(bed):
    return bed.rows("SELECT REVERSE(phone_digits) AS number FROM customer ORDER BY id LIMIT 1")[0]["number"]


def test_calls_that_come_and_go_while_the_line_is_cut_are_recorded_once(bed, customer):
    with bed.manager_line() as line:
        since = len(bed.cdr.rows())
        with bed.call(customer, team.DID_SUPPORT) as over_the_cut:
            eventually(lambda: bed.rows("SELECT id FROM curcdr WHERE disposition = 'LINK'"))
            line.cut()
            over_the_cut.hang_up()
        agent, colleague = team.PHONES[1:3]
        with bed.call(customer, team.DID_SUPPORT, talk=1) as call:
            call.wait()
        with bed.call(agent.extension, colleague.extension, talk=1, member=agent) as call:
            call.wait()
        with bed.call(customer, team.DID_SUPPORT, patience=2) as gave_up:
            gave_up.wait()
        with bed.call(customer, team.DID_SUPPORT, talk=20) as into_the_return:
            eventually(lambda: is_answered(bed), seconds=30)  # so Asterisk says: nobody of ours hears of it
            line.mend()
            eventually(lambda: bed.rows("SELECT id FROM curcdr WHERE disposition = 'LINK'"), seconds=30)
            into_the_return.hang_up()
        assert_mirrored_once(bed, since)
        origins = [row["origin"] for row in bed.rows("SELECT origin FROM mycdr WHERE linkedid IN (SELECT linkedid FROM mycdr WHERE origin <> 'seen')")]
        assert origins.count("cdr") >= 3 and "gap" in origins


def test_a_call_while_astercc_is_dead_is_recorded_once(bed, customer):
    since = len(bed.cdr.rows())
    assert bed.daemons("stop", "astercc").returncode == 0
    with bed.call(customer, team.DID_SUPPORT, talk=1) as call:
        result = call.wait()
    assert bed.daemons("start", "astercc").returncode == 0
    eventually(lambda: bed.rows("SELECT id FROM mycdr WHERE linkedid = %s", result.linkedid), seconds=30)
    bed.kill("astercc")
    eventually(lambda: bed.is_compared, seconds=30)
    assert_mirrored_once(bed, since)
    verified = bed.verify()
    assert verified.returncode == 0, verified.stdout + verified.stderr
