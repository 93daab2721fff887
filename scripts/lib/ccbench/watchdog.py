# SPDX-License-Identifier: GPL-3.0-or-later
"""How soon the watchdog brings a killed daemon back, and whether a thousand starts at once give one program."""
import os
import signal
import subprocess
import tempfile
import time
from pathlib import Path

from ccdemo.place import BUILD, CHECKOUT
from fake_asterisk import FakeAsterisk
from private_mariadb import PrivateMariaDB

PROGRAMS = ("astercc", "astercctools", "astercclive", "dialer", "eventsdaemon")
INSTALLATIONS, ROUNDS, STARTS = 5, 20, 1000
_BIN = BUILD / "release/bin"
_LIFE = 10.5  # seconds; who dies sooner after his start is in a crash loop and waits longer
_LIMIT = 30


def run() -> None:
    """Seconds from kill -9 to the first heartbeat of the next process, 100 times for each daemon; then 1,000 starts at once."""
    with PrivateMariaDB() as database, tempfile.TemporaryDirectory(prefix="astercc-bench-", dir="/var/tmp") as folder:
        asterisk = FakeAsterisk()
        places = [_Installation(Path(folder) / str(number), number, database, asterisk) for number in range(INSTALLATIONS)]
        try:
            for place in places:
                place.control("start")
            _kill_and_await(places)
            for place in places:
                place.control("stop")
            _start_at_once(places[0])
        finally:
            for place in places:
                place.control("stop")
            asterisk.close()


class _Installation:
    """All daemons and their watchdog beside others; asterccs of one database take turns, which does not matter here."""

    def __init__(self, folder, number, database, asterisk):
        self.folder = folder
        folder.mkdir()
        (folder / "queue_log").touch()
        self.config = folder / "astercc.conf"
        self.config.touch(0o600)
        self.config.write_text(f"""[database]
dbhost = {database.socket}
username = root
[asterisk]
port = {asterisk.port}
username = {asterisk.username}
secret = {asterisk.secret}
[system]
rundir = {folder}
logdir = {folder}
journal_path = {folder}/journal
queue_log_path = {folder}/queue_log
monitorpath = {folder}/
[live]
port = {25080 + number}
[watchdog]
programs = {",".join(PROGRAMS)}
bin_path = {_BIN}
""")

    def control(self, verb):
        subprocess.run([CHECKOUT / "scripts/asterccd", "-c", self.config, verb], check=True, stdout=subprocess.DEVNULL, timeout=120)

    def heart(self, program):
        """Pid and last heartbeat; (0, 0) between two lives."""
        path = self.folder / f"{program}.pid"
        try:
            return int(path.read_text() or 0), path.stat().st_mtime
        except OSError:
            return 0, 0

    def strike(self, program):
        """Seconds until another process has a heartbeat."""
        pid, _ = self.heart(program)
        os.kill(pid, signal.SIGKILL)
        began = time.monotonic()
        while True:
            found, beat = self.heart(program)
            if found not in (0, pid) and beat > 0:
                return time.monotonic() - began
            assert time.monotonic() - began < _LIMIT, f"{program} does not come back, see {self.folder}"
            time.sleep(0.002)

    def processes(self, program):
        command = [str(_BIN / program).encode(), str(self.config).encode()]
        found = 0
        for entry in Path("/proc").glob("[0-9]*"):
            try:
                words = (entry / "cmdline").read_bytes().split(b"\0")
            except OSError:  # it ended meanwhile
                continue
            found += words[0] == command[0] and command[1] in words
        return found


def _kill_and_await(places) -> None:
    away = {program: [] for program in PROGRAMS}
    alive_since = {(place, program): time.monotonic() for place in places for program in PROGRAMS}
    for _ in range(ROUNDS):
        for place, program in alive_since:
            time.sleep(max(0.0, alive_since[place, program] + _LIFE - time.monotonic()))
            away[program].append(place.strike(program))
            alive_since[place, program] = time.monotonic()
    for program, seconds in away.items():
        seconds.sort()
        p50, p99 = (seconds[min(len(seconds) - 1, int(len(seconds) * share))] for share in (0.5, 0.99))
        print(f"{program:>14}: {len(seconds)} kills, back after {p50:.2f} s (p50), {p99:.2f} s (p99)", flush=True)


def _start_at_once(place) -> None:
    command = [_BIN / "astercclive", "-d", "-c", place.config]
    began = time.monotonic()
    starts = [subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) for _ in range(STARTS)]
    results = [start.wait(_LIMIT * 4) for start in starts]
    took = time.monotonic() - began
    print(f"{STARTS} starts at once: {results.count(0)} did, {results.count(75)} found it running, "
          f"{place.processes('astercclive')} runs; {took:.1f} s", flush=True)
