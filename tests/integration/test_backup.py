# SPDX-License-Identifier: GPL-3.0-or-later
"""astercc-backup and astercc-restore: what is backed up while calls are written comes back into an empty machine."""
import os
import subprocess
import threading
from pathlib import Path

import pymysql
import pytest

from private_mariadb import PrivateMariaDB

SCRIPTS = Path(os.environ["CC_SOURCE_DIR"]) / "scripts"


def run(script, *arguments):
    return subprocess.run([SCRIPTS / script, *map(str, arguments)], capture_output=True, text=True, timeout=120)


def ok(script, *arguments):
    done = run(script, *arguments)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout.strip()


@pytest.fixture
def machine(mariadb, tmp_path):
    """A configuration, recordings, and a database with rows."""
    etc, recordings = tmp_path / "etc", tmp_path / "monitor"
    etc.mkdir()
    (recordings / "2026").mkdir(parents=True)
    (recordings / "2026/a b.wav").write_bytes(b"RIFF" * 100)
    (etc / "astercc.conf").write_text(f"[database]\ndbhost = {mariadb.socket}  ; here\ndbname = astercc\nusername = root\npassword =\n"
                                      f"[system]\nmonitorpath = {recordings}\n")
    (etc / "astercc.conf").chmod(0o640)
    mariadb.client("INSERT INTO customer (customer, cretime) SELECT CONCAT('北京', seq), NOW() FROM seq_1_to_2000", "astercc")
    return tmp_path


class Calls(threading.Thread):
    """Writes calls, each with the row of the feed that tells of it, until told to stop."""

    def __init__(self, server):
        super().__init__()
        self.server, self.ending, self.first = server, threading.Event(), threading.Event()

    def run(self):
        connection = pymysql.connect(unix_socket=self.server.socket, user="root", database="astercc")
        number = 0
        while not self.ending.is_set():
            number += 1
            with connection.cursor() as cursor:
                cursor.execute("INSERT INTO mycdr (calldate, endtime, srcuid) VALUES (NOW(), NOW(), %s)", (number,))
                cursor.execute("INSERT INTO feed (origin, seq, cretime, topic, payload) VALUES ('test', %s, NOW(), 'call', '')", (number,))
            connection.commit()
            self.first.set()
        connection.close()


def test_a_backup_made_while_calls_are_written_comes_back_whole(mariadb, machine):
    calls = Calls(mariadb)
    calls.start()
    calls.first.wait()
    archive = Path(ok("astercc-backup", "-c", machine / "etc/astercc.conf", f"--dir={machine / 'backup'}", "--recordings"))
    calls.ending.set()
    calls.join()
    assert archive.stat().st_mode & 0o777 == 0o600
    with PrivateMariaDB() as empty:
        empty.client("DROP DATABASE astercc")
        ok("astercc-restore", archive, f"--host={empty.socket}", "--user=root", "--database=astercc",
           f"--config-to={machine / 'etc2'}", f"--recordings-to={machine / 'monitor2'}")
        [counts] = empty.client_rows("SELECT (SELECT COUNT(*) FROM mycdr), (SELECT COUNT(*) FROM feed)", "astercc")
        written, told = map(int, counts.split("\t"))
        assert written == told > 0, "one moment for all tables"
        for server in (mariadb, empty):  # what came after that moment
            server.client(f"DELETE FROM mycdr WHERE id > {written}; DELETE FROM feed WHERE id > {written}", "astercc")
        for table in mariadb.client_rows("SHOW TABLES", "astercc"):
            rows = f"SELECT * FROM `{table}` ORDER BY 1, 2"
            assert mariadb.client_rows(rows, "astercc") == empty.client_rows(rows, "astercc"), table
    assert (machine / "etc2/astercc.conf").read_text() == (machine / "etc/astercc.conf").read_text()
    assert (machine / "etc2/astercc.conf").stat().st_mode & 0o777 == 0o640
    assert (machine / "monitor2/2026/a b.wav").read_bytes() == b"RIFF" * 100


def test_the_archive_lists_recordings_and_the_place_in_the_binary_log(machine, mariadb):
    mariadb.stop()
    mariadb.start("--log-bin", "--server-id=1")
    archive = ok("astercc-backup", "-c", machine / "etc/astercc.conf", f"--dir={machine / 'backup'}")
    names = subprocess.run(["tar", "-tf", archive], capture_output=True, text=True, check=True).stdout
    assert "recordings.txt" in names and "recordings.tar" not in names
    listed = subprocess.run(["tar", "-xOf", archive, "./recordings.txt"], capture_output=True, text=True, check=True).stdout
    assert listed.split(maxsplit=1)[1] == "400 2026/a b.wav\n"
    dump = subprocess.run(f"tar -xOf {archive} ./database.sql.gz | gzip -d", shell=True, capture_output=True, text=True, check=True)
    assert "-- CHANGE MASTER TO MASTER_LOG_FILE=" in dump.stdout
    assert "only" in run("astercc-restore", archive, "-c", machine / "etc/astercc.conf", "--database=other",
                         f"--recordings-to={machine / 'r'}").stderr


def test_only_the_newest_stay(machine):
    backup = machine / "backup"
    backup.mkdir()
    for name in ("astercc-20080101T000000Z.tar", "astercc-20090101T000000Z.tar", "mine.tar"):
        (backup / name).write_text("")
    newest = Path(ok("astercc-backup", "-c", machine / "etc/astercc.conf", f"--dir={backup}", "--keep", "2"))
    assert sorted(p.name for p in backup.iterdir()) == ["astercc-20090101T000000Z.tar", newest.name, newest.name + ".sha256", "mine.tar"]


def test_a_damaged_archive_and_a_database_in_use_are_refused(machine, mariadb):
    conf = machine / "etc/astercc.conf"
    archive = Path(ok("astercc-backup", "-c", conf, f"--dir={machine / 'backup'}"))
    assert "is complete" in ok("astercc-restore", archive, "--check")
    refused = run("astercc-restore", archive, "-c", conf)
    assert refused.returncode == 1 and "not empty" in refused.stderr
    mariadb.client("DELETE FROM customer", "astercc")
    ok("astercc-restore", archive, "-c", conf, "--force")
    assert mariadb.client_rows("SELECT COUNT(*) FROM customer", "astercc") == ["2000"]

    content = bytearray(archive.read_bytes())
    content[len(content) // 2] ^= 1
    archive.write_bytes(content)
    for _ in range(2):
        damaged = run("astercc-restore", archive, "-c", conf, "--force")
        assert damaged.returncode == 1 and ("checksum differs" in damaged.stderr or "damaged" in damaged.stderr)
        Path(str(archive) + ".sha256").unlink(missing_ok=True)
    assert mariadb.client_rows("SELECT COUNT(*) FROM customer", "astercc") == ["2000"]


@pytest.mark.parametrize("script, arguments", [("astercc-backup", ["--keep", "0"]), ("astercc-backup", ["--frob=1"]),
                                               ("astercc-restore", []), ("astercc-restore", ["a.tar", "--frob=1"])])
def test_wrong_usage_is_told(script, arguments):
    assert run(script, *arguments).returncode == 2
