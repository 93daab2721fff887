# SPDX-License-Identifier: GPL-3.0-or-later
"""How long a killed daemon is away, and how long it takes a standby to take over."""
import os
import signal
import time
from pathlib import Path

from harness.bed import Bed, eventually

ROUNDS = 5
_LIFE = 11  # seconds; who dies sooner after his start is in a crash loop and waits longer


def run() -> None:
    """Seconds from kill -9 to the new process and to its live calls being right again, in a demo under its watchdog; then
    from the stop of an active astercc to its standby's being active."""
    with Bed() as bed:
        for daemon in ("astercc", "astercclive"):
            _print(daemon, [_away(bed, daemon) for _ in range(ROUNDS)])
        _print("take-over", _take_overs(bed))


def _print(name: str, seconds: list[float]) -> None:
    print(f"{name:>12}: " + ", ".join(f"{s:.2f} s" for s in seconds), flush=True)


def _away(bed: Bed, daemon: str) -> float:
    log = bed.logs / f"{daemon}.log"
    time.sleep(_LIFE)
    ready = "event=resynced" if daemon == "astercc" else "event=listening"
    said = _count(log, ready)
    began = time.monotonic()
    bed.kill(daemon)
    eventually(lambda: _count(log, ready) > said, every=0.005)
    return time.monotonic() - began


def _take_overs(bed: Bed) -> list[float]:
    """Stopped and not killed, so that the watchdog does not bring it back first; the two take turns."""
    processes, second = bed.demo.context.processes, bed.start_second("astercc")
    logs = [bed.logs / "astercc.log", processes.output(second)]
    pids = [bed.pid("astercc"), processes.pid(second)]
    eventually(lambda: _count(logs[1], "event=standby"))
    seconds = []
    for number in range(ROUNDS):
        active, standby = number % 2, 1 - number % 2
        said, stood_by = _count(logs[standby], "event=active"), _count(logs[active], "event=standby")
        began = time.monotonic()
        os.kill(pids[active], signal.SIGSTOP)
        eventually(lambda log=logs[standby], said=said: _count(log, "event=active") > said, every=0.005)
        seconds.append(time.monotonic() - began)
        os.kill(pids[active], signal.SIGCONT)
        eventually(lambda log=logs[active], said=stood_by: _count(log, "event=standby") > said)
    return seconds


def _count(log: Path, words: str) -> int:
    return log.read_text(encoding="utf-8").count(words)
