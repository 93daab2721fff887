# SPDX-License-Identifier: GPL-3.0-or-later
"""A demo under test, brought up by scripts/demo as a user would, and what a test wants to know from it or do to it."""
import contextlib
import os
import re
import shutil
import signal
import subprocess
import tempfile
import threading
import time
from datetime import datetime
from pathlib import Path

import pymysql

from ccdemo import calls, database, ports
from ccdemo.context import Context
from ccdemo.demo import Demo
from ccdemo.pbx import DIALER_USER, MANAGER_USER
from ccdemo.place import CHECKOUT, Place
from harness.cdr import CdrFile
from harness.relay import Relay

_ROOM = "/var/tmp"  # not /tmp: a demo is big, and /tmp may be memory
_MANAGER_USERS = {"astercc": MANAGER_USER, "dialer": DIALER_USER}
_UP_LIMIT, _DOWN_LIMIT = 1800, 120


def eventually(question, seconds=15, every=0.05):
    """The first true answer; fails with the last one when none came in time."""
    deadline = time.monotonic() + seconds
    while not (answer := question()):
        assert time.monotonic() < deadline, f"did not become true within {seconds} s; last answer: {answer!r}"
        time.sleep(every)
    return answer


class Bed:
    """`with Bed() as bed:` a demo in a fresh directory on free ports. CC_DEMO_BUILD names a build to install from; without
    it the demo builds the preset release."""

    def __init__(self, *up_options: str):
        self._options = up_options

    def __enter__(self):
        self._root = Path(tempfile.mkdtemp(prefix="astercc-e2e-", dir=_ROOM))
        try:
            self.bring_up()
        except BaseException:
            self._leave()
            raise
        return self

    def bring_up(self) -> None:
        """scripts/demo up on a free port."""
        build = ["--build", os.environ["CC_DEMO_BUILD"]] if "CC_DEMO_BUILD" in os.environ else []
        self.run("up", "--port", str(ports.pick("tcp")), *build, *self._options, timeout=_UP_LIMIT)
        self.demo = Demo(Context.of(Place(self._root)))

    def __exit__(self, *_):
        self._leave()

    def _leave(self):
        if Place(self._root).exists():
            self.run("down", timeout=_DOWN_LIMIT)
        shutil.rmtree(self._root, ignore_errors=True)

    def run(self, *words: str, timeout: float = 60) -> str:
        """scripts/demo with these words; what it printed."""
        done = subprocess.run(
            [CHECKOUT / "scripts/demo", "--dir", self._root, *words],
            stdin=subprocess.DEVNULL,
            text=True,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            timeout=timeout,
            check=False,
        )
        assert done.returncode == 0, f"scripts/demo {' '.join(words)} ended with {done.returncode}:\n{done.stdout}"
        return done.stdout

    @property
    def address(self) -> str:
        return self.demo.web.address

    @property
    def logs(self) -> Path:
        return self.demo.context.place.log

    @property
    def cdr(self) -> CdrFile:
        """What Asterisk itself recorded."""
        return CdrFile(self.demo.pbx.cdr_file)

    def resyncs(self) -> list[float]:
        """When astercc knew again what lives, after a start or a cut: seconds since 1970."""
        lines = (self.logs / "astercc.log").read_text(encoding="utf-8").splitlines()
        stamps = [line.split(" ", 1)[0] for line in lines if " event=resynced " in line]
        return [datetime.fromisoformat(stamp.replace("Z", "+00:00")).timestamp() for stamp in stamps]

    @property
    def is_compared(self) -> bool:
        """astercc has compared Asterisk's records with its rows, to their end."""
        place = self.rows("SELECT position FROM source_position WHERE name = 'cdr:asterisk'")
        return bool(place) and place[0]["position"] == self.cdr.path.stat().st_size

    def queue_log(self, uniqueid: str) -> dict[str, list[str]]:
        """What the queue recorded of a caller: word -> what stands behind it."""
        lines = (self.demo.pbx.log / "queue_log").read_text(encoding="utf-8").splitlines()
        return {f[4]: f[5:] for f in (line.split("|") for line in lines) if f[1] == uniqueid}

    def queue_talk(self, uniqueid: str) -> float | None:
        """Seconds a caller talked with an agent, as the queue recorded it."""
        told = self.queue_log(uniqueid)
        ended = told.get("COMPLETECALLER") or told.get("COMPLETEAGENT")
        return float(ended[1]) if ended else None

    def rows(self, sql: str, *values) -> list[dict]:
        with self.demo.database.connect(
            cursorclass=pymysql.cursors.DictCursor
        ) as connection, connection.cursor() as cursor:
            cursor.execute(sql, values)
            return list(cursor.fetchall())

    def call(self, number: str, dials: str, **plan) -> "BackgroundCall":
        return BackgroundCall(self.demo, calls.Plan(number, dials, **plan))

    def pid(self, daemon: str) -> int:
        return int((self.demo.context.place.run / f"astercc/{daemon}.pid").read_text())

    def kill(self, daemon: str) -> int:
        """kill -9; returns the pid it had."""
        pid = self.pid(daemon)
        handle = os.pidfd_open(pid)
        try:
            signal.pidfd_send_signal(handle, signal.SIGKILL)
        finally:
            os.close(handle)
        return pid

    def strike(self, daemon: str) -> None:
        """kill -9, and it is back. The watchdog starts it at once, until it takes this for a crash loop: then the operator
        does."""
        before = self.kill(daemon)
        deadline = time.monotonic() + 1.0
        while time.monotonic() < deadline and not self._runs_anew(daemon, before):
            time.sleep(0.05)
        if not self._runs_anew(daemon, before):
            self.daemons("start", daemon)
        eventually(lambda: self._runs_anew(daemon, before), seconds=10)

    def _runs_anew(self, daemon: str, before: int) -> bool:
        try:
            return self.pid(daemon) != before
        except (OSError, ValueError):
            return False

    def restart_database(self) -> None:
        self.demo.context.processes.stop(database.NAME)
        self.demo.database.start()

    def daemons(self, verb: str, *programs: str) -> subprocess.CompletedProcess:
        """asterccd VERB [PROGRAM...]"""
        return self.demo.daemons.control(verb, *programs)

    def verify(self) -> subprocess.CompletedProcess:
        """astercc --verify"""
        place = self.demo.context.place
        return self.demo.context.processes.run(
            [str(place.opt / "bin/astercc"), "--verify", "-c", str(place.etc / "astercc.conf")], timeout=60
        )

    def start_second(self, daemon: str) -> str:
        """One more with the first one's configuration and directories of its own, as if by mistake; returns the name of the
        process."""
        place, processes = self.demo.context.place, self.demo.context.processes
        name = f"second-{daemon}"
        text = (place.etc / "astercc.conf").read_text(encoding="utf-8")
        for key, own in (("rundir", place.run / name), ("journal_path", place.root / name)):
            own.mkdir(exist_ok=True)
            self.demo.context.worker.own(own)
            text = _with(text, key, own)
        config = place.etc / f"{name}.conf"
        config.touch(0o640)
        self.demo.context.worker.own(config)
        config.write_text(_with(text, f"{daemon}_port", 0), encoding="utf-8")
        processes.start(name, [str(place.opt / "bin" / daemon), "-c", str(config)])
        return name

    @contextlib.contextmanager
    def manager_line(self, *daemons: str):
        """These daemons (none named: astercc) talk to Asterisk through the Relay this yields."""
        config = self.demo.context.place.etc / "astercc.conf"
        port = self.demo.context.port("ami")
        text = config.read_text(encoding="utf-8")
        assert f"port = {port}\n" in text
        with Relay(port) as relay:
            try:
                self._restart(config, text.replace(f"port = {port}\n", f"port = {relay.port}\n"), daemons)
                yield relay
            finally:
                self._restart(config, text, daemons)

    def _restart(self, config: Path, text: str, daemons: tuple[str, ...]) -> None:
        config.write_text(text, encoding="utf-8")
        for daemon in daemons or ("astercc",):
            assert self.daemons("restart", daemon).returncode == 0
            eventually(lambda user=_MANAGER_USERS[daemon]: self.demo.pbx.has_session(user))

    def restart_astercc(self, config: Path, text: str) -> None:
        self._restart(config, text, ())


def _with(text: str, key: str, value: object) -> str:
    """A configuration file's text with another value."""
    changed, count = re.subn(rf"^{key} =.*$", f"{key} = {value}", text, flags=re.M)
    assert count == 1, key
    return changed


class BackgroundCall:
    """A call under way. `with` it: leaving makes the caller hang up and waits until Asterisk says it is over."""

    def __init__(self, demo, plan: calls.Plan):
        self.result = None
        self._error = None
        self._hang_up = threading.Event()
        self._thread = threading.Thread(target=self._make, args=(demo, plan))

    def __enter__(self):
        self._thread.start()
        return self

    def __exit__(self, kind, *_):
        self._hang_up.set()
        self._thread.join()
        if self._error and kind is None:  # else the test has failed already: let that be the message
            raise self._error

    def hang_up(self) -> calls.Call:
        self._hang_up.set()
        return self.wait()

    def wait(self) -> calls.Call:
        self._thread.join()
        if self._error:
            raise self._error
        return self.result

    def _make(self, demo, plan):
        try:
            self.result = calls.make(demo, plan, may_go_on=lambda: not self._hang_up.is_set())
        except BaseException as e:  # handed to the test's thread
            self._error = e
