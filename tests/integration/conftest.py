# SPDX-License-Identifier: GPL-3.0-or-later
"""Fixtures of the integration tests: programs of the build under test beside a private MariaDB."""
import os
import resource
import signal
import subprocess
import sys
import time
from pathlib import Path

import pymysql
import pytest

sys.path.insert(0, str(Path(__file__).parent))
from fake_asterisk import FakeAsterisk  # noqa: E402
from private_mariadb import PrivateMariaDB  # noqa: E402

BIN = Path(os.environ["CC_BUILD_DIR"]) / "bin"


def eventually(question, seconds=15):
    """The first true answer; fails when there is none in time."""
    deadline = time.monotonic() + seconds
    while True:
        answer = question()
        if answer:
            return answer
        assert time.monotonic() < deadline, f"did not become true within {seconds} s: {answer!r}"
        time.sleep(0.02)


class Database:
    def __init__(self, server):
        self.server = server

    def rows(self, sql, *values):
        connection = pymysql.connect(unix_socket=self.server.socket, user="root", database="astercc", autocommit=True,
                                     cursorclass=pymysql.cursors.DictCursor)
        try:
            with connection.cursor() as cursor:
                cursor.execute(sql, values)
                return list(cursor.fetchall())
        finally:
            connection.close()


@pytest.fixture
def mariadb():
    with PrivateMariaDB() as server:
        yield server


@pytest.fixture
def database(mariadb):
    return Database(mariadb)


@pytest.fixture
def asterisk():
    server = FakeAsterisk()
    yield server
    server.close()


class Daemon:
    """astercc (or another daemon) in the foreground, its standard streams in files."""

    def __init__(self, name, config):
        self.name, self.config = name, config
        self.output = config.parent / f"{name}.out"
        self.process = None

    def command(self, *flags):
        return [str(BIN / self.name), *flags, "-c", str(self.config)]

    def start(self, biggest_file=None):
        """`biggest_file` bytes is where its disk is full."""
        def limit():
            if biggest_file:
                signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
                resource.setrlimit(resource.RLIMIT_FSIZE, (biggest_file, resource.RLIM_INFINITY))

        out = open(self.output, "ab")
        self.process = subprocess.Popen(self.command(), stdin=subprocess.DEVNULL, stdout=out, stderr=subprocess.STDOUT, preexec_fn=limit)
        return self

    def run(self, *flags):
        return subprocess.run(self.command(*flags), capture_output=True, text=True, timeout=30)

    def text(self):
        return self.output.read_text()

    def kill(self):
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()

    def freeze(self):
        self.process.send_signal(signal.SIGSTOP)

    def thaw(self):
        self.process.send_signal(signal.SIGCONT)

    def stop(self):
        if self.process and self.process.poll() is None:
            self.thaw()
            self.process.terminate()
            assert self.process.wait(30) == 0, self.text()


@pytest.fixture
def daemon_config(tmp_path, mariadb, asterisk):
    """Writes an astercc.conf; call it again with other sections to change it. `place` tells installations apart."""

    def write(place="", **changes):
        directory = tmp_path / place
        directory.mkdir(exist_ok=True)
        values = {"dbhost": mariadb.socket, "port": asterisk.port, "secret": asterisk.secret, "extra": "", **changes}
        path = directory / "astercc.conf"
        path.write_text("[database]\ndbhost={dbhost}\nusername=root\n[asterisk]\nserver=127.0.0.1\nport={port}\n"
                        "username=astercc\nsecret={secret}\n[system]\nrundir={dir}\nlogdir={dir}\njournal_path={dir}/journal\n{extra}\n"
                        .format(dir=directory, **values))
        path.chmod(0o600)
        return path

    return write


@pytest.fixture
def astercc(daemon_config):
    daemon = Daemon("astercc", daemon_config())
    yield daemon
    daemon.stop()


@pytest.fixture
def second(daemon_config):
    """Another astercc for the same server, as on another machine: its own journal."""
    daemon = Daemon("astercc", daemon_config(place="second"))
    yield daemon
    daemon.stop()


@pytest.fixture
def agent(database):
    database.rows("INSERT INTO astercrm_accountgroup (id, groupname) VALUES (7, 'support')")
    database.rows("INSERT INTO astercrm_account (username, extensions, extension, channel, groupid) VALUES ('alice','','8001','PJSIP/8001',7)")
    return database.rows("SELECT id FROM astercrm_account")[0]["id"]


@pytest.fixture
def forced(database, agent):
    database.rows("UPDATE astercrm_accountgroup SET monitorforce = 1 WHERE id = 7")
    return agent


@pytest.fixture
def mixmonitor(asterisk):
    """Asterisk records: each MixMonitor gets an id, which the channel keeps in the variable that was asked for."""
    variables = {}

    def start(action):
        monitor = f"0x{len(asterisk.actions('MixMonitor')):08x}"
        variables[action["Options"][len("bi("):-1]] = monitor
        return "Success", f"MixMonitorID: {monitor}"

    asterisk.answers["MixMonitor"] = start
    asterisk.answers["Getvar"] = lambda action: ("Success", f"Variable: {action['Variable']}", f"Value: {variables.get(action['Variable'], '')}")
    return variables
