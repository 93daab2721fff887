# SPDX-License-Identifier: GPL-3.0-or-later
"""asterccdb: databases are made, led to the present version, and taken over from the original."""
import json
import os
import signal
import subprocess
from pathlib import Path

import pymysql
import pytest

from test_schema import RELEASED, shape

SOURCE = Path(os.environ["CC_SOURCE_DIR"])
PROGRAM = Path(os.environ["CC_BUILD_DIR"]) / "bin/asterccdb"


class Tool:
    """asterccdb for one database of a server."""

    def __init__(self, server, folder, database):
        self.server, self.folder, self.database = server, folder, database

    def command(self, *arguments):
        return [PROGRAM, f"--host={self.server.socket}", f"--database={self.database}", "--user=root",
                f"--sql={SOURCE / 'sql'}", *arguments]

    def run(self, *arguments):
        return subprocess.run(self.command(*arguments), capture_output=True, text=True, timeout=120)

    def ok(self, *arguments):
        done = self.run(*arguments)
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    def upgrade(self, *arguments):
        return self.ok("upgrade", f"--backup-dir={self.folder}", *arguments)


@pytest.fixture
def tool(mariadb, tmp_path):
    def make(database, *scripts):
        mariadb.client(f"CREATE DATABASE `{database}` CHARACTER SET utf8mb4")
        for script in scripts:
            mariadb.client(script.read_text(), database)
        return Tool(mariadb, tmp_path, database)
    return make


def versions(server, database):
    return server.client_rows("SELECT version, description FROM schema_version ORDER BY 1", database)


def test_an_empty_database_gets_the_schema(mariadb, tool):
    empty = tool("empty")
    assert "would run astercc.sql" in empty.upgrade("--dry-run")
    assert mariadb.client_rows("SHOW TABLES", "empty") == []
    empty.upgrade()
    assert shape(mariadb, "empty") == shape(mariadb, "astercc")
    assert list(empty.folder.iterdir()) == []
    assert "nothing to do" in empty.upgrade()


@pytest.mark.parametrize("version", sorted(int(p.stem) for p in RELEASED.glob("*.sql")))
def test_an_older_database_is_led_to_this_version_after_a_backup(mariadb, tool, version):
    old = tool("old", RELEASED / f"{version}.sql")
    mariadb.client("INSERT INTO customer (customer, cretime, phone) VALUES ('Zürich 北京', NOW(), '+41 1')", "old")
    old.upgrade()
    assert shape(mariadb, "old") == shape(mariadb, "astercc")
    assert mariadb.client_rows("SELECT customer, phone FROM customer", "old") == ["Zürich 北京\t+41 1"]
    [backup] = old.folder.iterdir()
    assert backup.stat().st_mode & 0o777 == 0o600
    mariadb.client("CREATE DATABASE restored")
    mariadb.client(backup.read_text(), "restored")
    assert versions(mariadb, "restored")[-1].startswith(f"{version}\t")
    before = versions(mariadb, "old")
    assert "nothing to do" in old.upgrade()
    assert versions(mariadb, "old") == before
    assert list(old.folder.iterdir()) == [backup]


def test_status_says_what_is_there_and_what_is_to_do(mariadb, tool):
    old = tool("old", RELEASED / "3.sql")
    said = json.loads(old.ok("status", "--json"))
    assert (said["kind"], said["version"]) == ("ours", 3)
    assert said["steps"] == sorted(p.name for p in (SOURCE / "sql/upgrade").glob("*.sql"))[2:]
    assert said["tables"]["qevent"] == 19
    assert "to do         0004_desk.sql" in old.ok("status")
    old.upgrade()
    assert json.loads(old.ok("status", "--json"))["steps"] == []


def test_what_is_not_ours_or_newer_is_refused(mariadb, tool):
    foreign = tool("foreign")
    mariadb.client("CREATE TABLE wp_posts (id int)", "foreign")
    newer = tool("newer", SOURCE / "sql/astercc.sql")
    mariadb.client("INSERT INTO schema_version VALUES (99, NOW(), 'of tomorrow')", "newer")
    for refused, reason in ((foreign, "not asterCC's"), (newer, "schema version 99")):
        done = refused.run("upgrade")
        assert (done.returncode, reason in done.stderr) == (1, True), done.stderr
    assert mariadb.client_rows("SHOW TABLES", "foreign") == ["wp_posts"]


@pytest.mark.parametrize("arguments, reason", [
    ((), "a command is needed"), (("dance",), "no command dance"), (("status", "--dry-run"), "no option of status"),
    (("upgrade", "--frob"), "no option --frob"), (("upgrade", "--backup-dir"), "needs a value"),
    (("status", "--port=99999"), "a number from 1 to 65535"), (("status", "upgrade"), "one command at a time")])
def test_wrong_usage_is_named(tool, arguments, reason):
    done = tool("any").run(*arguments)
    assert done.returncode == 2 and reason in done.stderr, done.stderr


def test_two_at_once_do_not_both_run(mariadb, tool):
    old = tool("old", RELEASED / "1.sql")
    holder = pymysql.connect(unix_socket=mariadb.socket, user="root", database="old")
    with holder.cursor() as cursor:
        cursor.execute("LOCK TABLES curcdr WRITE")  # what the first one waits for
        first = subprocess.Popen(old.command("upgrade", "--no-backup"), stdout=subprocess.PIPE, text=True)
        assert "running 0002" in first.stdout.readline()
        second = old.run("upgrade", "--no-backup")
        assert second.returncode == 1 and "another asterccdb works" in second.stderr
        cursor.execute("UNLOCK TABLES")
    assert first.wait(60) == 0
    holder.close()
    assert shape(mariadb, "old") == shape(mariadb, "astercc")


def killed_while_waiting_for(mariadb, tool, table, *arguments):
    """Runs the tool, and kills it when it waits for a table that is locked here."""
    holder = pymysql.connect(unix_socket=mariadb.socket, user="root", database=tool.database, autocommit=True)
    watcher = pymysql.connect(unix_socket=mariadb.socket, user="root", autocommit=True)
    with holder.cursor() as cursor, watcher.cursor() as watch:
        cursor.execute(f"LOCK TABLES `{table}` READ")
        process = subprocess.Popen(tool.command(*arguments), stdout=subprocess.DEVNULL)
        waiting = "SELECT id FROM information_schema.processlist WHERE db = %s AND state LIKE 'Waiting for table%%'"
        while not watch.execute(waiting, (tool.database,)):
            assert process.poll() is None
        [(client,)] = watch.fetchall()
        process.send_signal(signal.SIGKILL)
        process.wait()
        watch.execute(f"KILL {client}")
        cursor.execute("UNLOCK TABLES")
        while watch.execute("SELECT 1 FROM information_schema.processlist WHERE id = %s", (client,)):
            pass
    holder.close()
    watcher.close()


@pytest.mark.parametrize("table", ["mycdr", "queue_stats", "campaign", "customer", "agent_log", "schema_version"])
def test_an_interrupted_upgrade_is_resumed(mariadb, tool, table):
    old = tool("old", RELEASED / "1.sql" if table != "agent_log" else RELEASED / "4.sql")
    killed_while_waiting_for(mariadb, old, table, "upgrade", "--no-backup")
    assert json.loads(old.ok("status", "--json"))["steps"] != []
    old.upgrade("--no-backup")
    assert shape(mariadb, "old") == shape(mariadb, "astercc")


def test_a_statement_that_was_done_but_not_noted_is_passed_over(mariadb, tool):
    """Killed between a statement's end and the note of it."""
    old = tool("old", RELEASED / "4.sql")
    killed_while_waiting_for(mariadb, old, "agent_log", "upgrade", "--no-backup")
    mariadb.client("ALTER TABLE agent_log ADD KEY linkedid (linkedid);", "old")
    old.upgrade("--no-backup")
    assert shape(mariadb, "old") == shape(mariadb, "astercc")
