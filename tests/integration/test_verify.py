# SPDX-License-Identifier: GPL-3.0-or-later
"""astercc --replay and --verify: what a recorded stream means, and whether the database says the same."""
import subprocess

import pytest
from conftest import BIN, Daemon, eventually
from test_astercc import CAPTURES, capture, mycdr, play_until_connected
from test_cdr_gap import CdrFile, cdr_lines, settled_to

NAMES = ("22/queue_answered", "22/ring_group", "22/blind_transfer", "22/predictive_queue", "22/mixmonitor")


def replay(*words):
    return subprocess.run([str(BIN / "astercc"), "--replay", *map(str, words)], capture_output=True, text=True, timeout=60)


@pytest.fixture
def filled(astercc, asterisk, database):
    """Some finished calls in the database, and one that goes on."""
    play_until_connected(astercc, asterisk, database)
    for name in NAMES[1:]:
        asterisk.play(capture(name))
    eventually(lambda: mycdr(database) and len(mycdr(database)) >= 7 and len(database.rows("SELECT * FROM curcdr")) == 1)
    return astercc


def summary(done):
    return dict(word.split("=") for word in done.stdout.splitlines()[-1].split()[1:])


def test_a_mirror_that_is_right_is_verified_while_it_runs_and_after(filled, database):
    running = filled.run("--verify")
    assert running.returncode == 0, running.stdout + running.stderr
    assert running.stdout.count("\n") == 1
    assert summary(running) == {"server": "asterisk", "finished": str(len(mycdr(database))), "live": "1", "cdr": "0",
                                "lost": "0", "duplicate": "0", "ghost": "0", "wrong": "0"}
    filled.kill()
    assert filled.run("--verify", "--server", "asterisk").returncode == 0


@pytest.mark.parametrize("verdict, change, count", [
    ("lost", "DELETE FROM mycdr WHERE dstchannel = 'PJSIP/8002-00000023'", 1),
    ("lost", "DELETE FROM curcdr", 1),
    ("wrong", "UPDATE mycdr SET disposition = 'FAILED' WHERE dstchannel = 'PJSIP/8002-00000023'", 1),
    ("wrong", "UPDATE mycdr SET billsec = billsec + 3 WHERE queue = 'support' AND disposition = 'ANSWERED' LIMIT 1", 1),
    ("wrong", "UPDATE curcdr SET disposition = 'RING'", 1),
    ("ghost", "INSERT INTO curcdr (srcuid, dstuid, starttime) VALUES ('1.1', '1.2', UTC_TIMESTAMP(3))", 1),
    ("ghost", "INSERT INTO mycdr (srcuid, dstuid, calldate, endtime) VALUES ('1.1', '1.2', UTC_TIMESTAMP(3), UTC_TIMESTAMP(3))", 1),
    ("duplicate", "INSERT INTO mycdr (srcuid, dstuid, linkedid, channel, dstchannel, calldate, endtime, origin) SELECT srcuid, "
                  "CONCAT('cdr:', dstchannel), linkedid, channel, dstchannel, calldate, endtime, 'cdr' FROM mycdr WHERE dstchannel = 'PJSIP/8002-00000023'", 1),
])
def test_each_difference_is_printed_and_counted(filled, database, verdict, change, count):
    filled.kill()
    database.rows(change)
    found = filled.run("--verify")
    assert found.returncode == 1
    lines = found.stdout.splitlines()
    assert len(lines) == count + 1 and all(line.startswith(f"{verdict} server=asterisk linkedid=") for line in lines[:-1]), lines
    assert {k: v for k, v in summary(found).items() if v != "0" and k in ("lost", "duplicate", "ghost", "wrong")} == {verdict: str(count)}


def test_asterisks_own_cdr_is_asked_as_well(asterisk, database, daemon_config, tmp_path):
    cdr = CdrFile(tmp_path / "Master.csv")
    astercc = Daemon("astercc", daemon_config(extra=f"[asterisk]\ncdr_csv={cdr.path}\ncdr_time=utc"))
    astercc.start()
    asterisk.await_listing(1)
    asterisk.play(capture(NAMES[0]))
    for name in (NAMES[1], NAMES[4]):  # in the times of the recording
        asterisk.play(capture(name))
        cdr.append((CAPTURES / name / "cdr.csv").read_text())
    settled_to(database, cdr)
    asterisk.play(capture("22/lists"))
    eventually(lambda: not database.rows("SELECT * FROM curcdr") and len(mycdr(database)) == 6)
    astercc.stop()
    right = astercc.run("--verify")
    assert right.returncode == 0 and summary(right)["cdr"] == "4"
    cdr.append((CAPTURES / "22/predictive_queue/cdr.csv").read_text())
    found = astercc.run("--verify")
    assert found.returncode == 1 and summary(found)["lost"] == "1" and "Asterisk's CDR tells of it" in found.stdout


def test_a_journal_of_another_database_is_refused(filled, database):
    filled.kill()
    database.rows("UPDATE mirror_position SET journal = 'ffffffffffffffff'")
    refused = filled.run("--verify")
    assert refused.returncode == 69 and "is not the journal that the rows of server asterisk" in refused.stderr
    assert filled.run("--verify", "--server", "elsewhere").returncode == 78


def test_a_capture_and_a_journal_of_it_replay_alike(filled, tmp_path, database):
    told = []
    for name in NAMES[1:]:
        done = replay(CAPTURES / name / "ami.raw")
        assert done.returncode == 0 and "live_legs=0" in done.stdout.splitlines()[-1]
        told += [line for line in done.stdout.splitlines() if line.startswith("finished ")]
    filled.kill()
    before = database.rows("SELECT * FROM mycdr"), (tmp_path / "journal/asterisk/0000000001.journal").read_bytes()
    for words in ((tmp_path / "journal/asterisk",), (tmp_path / "journal", "--server", "asterisk"),
                  (tmp_path / "journal/asterisk/0000000001.journal",)):
        done = replay(*words)
        assert [line for line in done.stdout.splitlines() if line.startswith("finished ")] == told
        assert "live_legs=1" in done.stdout.splitlines()[-1]
    assert (database.rows("SELECT * FROM mycdr"), (tmp_path / "journal/asterisk/0000000001.journal").read_bytes()) == before
    answered = next(line for line in told if "queue=support" in line)
    assert "disposition=ANSWERED" in answered and "start=2026-11-23T05:5" in answered


def test_what_cannot_be_replayed_is_named(tmp_path):
    for path, why in ((tmp_path / "none", "cannot be read"), (tmp_path, "holds no journal")):
        refused = replay(path)
        assert refused.returncode == 66 and why in refused.stderr
    help_text = subprocess.run([str(BIN / "astercc"), "-h"], capture_output=True, text=True, check=True).stdout
    assert "--replay FILE" in help_text and "--verify" in help_text and help_text.count("writes nothing") == 2
    assert subprocess.run([str(BIN / "astercc"), "--replay"], capture_output=True).returncode == 64
