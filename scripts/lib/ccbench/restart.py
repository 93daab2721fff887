# SPDX-License-Identifier: GPL-3.0-or-later
"""How long a killed daemon is away."""
import time

from harness.bed import Bed, eventually

ROUNDS = 5
_LIFE = 11  # seconds; who dies sooner after his start is in a crash loop and waits longer


def run() -> None:
    """Seconds from kill -9 to the new process and to its live calls being right again, in a demo under its watchdog."""
    with Bed() as bed:
        for daemon in ("astercc", "astercclive"):
            print(f"{daemon:>12}: " + ", ".join(f"{_away(bed, daemon):.2f} s" for _ in range(ROUNDS)), flush=True)


def _away(bed: Bed, daemon: str) -> float:
    log = bed.logs / f"{daemon}.log"
    time.sleep(_LIFE)
    lines = len(log.read_text().splitlines())
    ready = "event=resynced" if daemon == "astercc" else "event=listening"
    began = time.monotonic()
    bed.kill(daemon)
    eventually(lambda: any(ready in line for line in log.read_text().splitlines()[lines:]), every=0.005)
    return time.monotonic() - began
