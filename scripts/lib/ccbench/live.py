# SPDX-License-Identifier: GPL-3.0-or-later
"""Calls of a real Asterisk as rows: how soon a living call is in the database, and what the mirror costs beside Asterisk."""
import os
import threading
import time

from ccdemo.ami import Ami
from harness.bed import Bed

from .figures import percentile

RATE, SECONDS, TALK = 50, 40, 5  # calls a second, for so long, each of so many seconds
_CONTEXT = "astercc-bench"
# A call of four channels, as a campaign makes them: an originated Local channel that dials another one.
_DIALPLAN = (("_X.", 1, f"Dial(Local/${{EXTEN}}@{_CONTEXT}-far/n)"), ("_X.", 2, "Hangup()"))
_FAR_DIALPLAN = (("_X.", 1, "Answer()"), ("_X.", 2, f"Wait({TALK})"), ("_X.", 3, "Hangup()"))
_TICK = os.sysconf("SC_CLK_TCK")


def run() -> None:
    """Milliseconds from Asterisk's event to the row of curcdr at 50 calls/s, and astercc's CPU beside Asterisk's."""
    with Bed() as bed:
        _add_dialplan(bed)
        pids = {"astercc": bed.pid("astercc"), "asterisk": bed.demo.context.processes.pid("asterisk"),
                "mariadb": bed.demo.context.processes.pid("mariadb")}
        before = {name: _cpu(pid) for name, pid in pids.items()}
        with _Watcher(bed) as watcher:
            _originate(bed.demo.pbx.manager())
        spent = {name: _cpu(pid) - before[name] for name, pid in pids.items()}
    delays = sorted(watcher.delays)
    print(f"{len(delays)} rows seen; event to row p50 {percentile(delays, .5):.0f} ms, p99 {percentile(delays, .99):.0f} ms")
    calls = RATE * SECONDS
    print("CPU ms a call: " + ", ".join(f"{name} {1000 * seconds / calls:.2f}" for name, seconds in spent.items()))
    print(f"astercc / asterisk: {spent['astercc'] / spent['asterisk']:.3f}", flush=True)


def _add_dialplan(bed: Bed) -> None:
    for context, lines in ((_CONTEXT, _DIALPLAN), (f"{_CONTEXT}-far", _FAR_DIALPLAN)):
        for exten, priority, what in lines:
            bed.demo.pbx.ask(f"dialplan add extension {exten},{priority},{what} into {context}")


def _cpu(pid: int) -> float:
    """Seconds, user and system."""
    with open(f"/proc/{pid}/stat", encoding="utf-8") as stat:
        fields = stat.read().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / _TICK


def _originate(ami: Ami) -> None:
    begin = time.monotonic()
    with ami:
        for number in range(RATE * SECONDS):
            time.sleep(max(0.0, begin + number / RATE - time.monotonic()))
            ami.act("Originate", Channel=f"Local/0912{number:07d}@{_CONTEXT}/n", Application="Wait", Data=str(TALK + 1),
                    CallerID=f"0912{number:07d}", Async="true")
        time.sleep(TALK + 3)


class _Watcher:
    """Looks at curcdr without a pause and notes how old each row's first event is when the row is first seen."""

    def __init__(self, bed: Bed):
        self._bed = bed
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._watch)
        self.delays: list[float] = []

    def __enter__(self):
        self._thread.start()
        return self

    def __exit__(self, *_):
        self._stop.set()
        self._thread.join()

    def _watch(self) -> None:
        newest = 0
        with self._bed.demo.database.connect() as connection, connection.cursor() as cursor:
            while not self._stop.wait(0.002):
                cursor.execute("SELECT id, CAST(UNIX_TIMESTAMP(starttime) AS DOUBLE) FROM curcdr WHERE id > %s ORDER BY id", (newest,))
                now = time.time()
                for row, began in cursor.fetchall():
                    newest = row
                    self.delays.append(1000 * (now - began))
