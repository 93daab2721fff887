# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs the benchmarks named on the command line, or all, and prints what each measured."""
import subprocess
import sys

from ccdemo.place import BUILD, CHECKOUT

from . import board, board_page, clients, dialer, imports, latency, live, outage, pages, reports, restart, takeover, watchdog

PROGRAMS = BUILD / "release/tests"
CAPTURES = CHECKOUT / "tests/data/captures"


def parse() -> None:
    """CPU per AMI event of reader and tracker beside a raw line split of the same bytes."""
    subprocess.run([PROGRAMS / "ami_bench", CAPTURES], check=True)


def mirror() -> None:
    """Calls a second from a replayed stream into MariaDB, journal and fsync included."""
    for name, calls in (("22/queue_answered", 5000), ("22/internal_answered", 5000)):
        print(name)
        subprocess.run([CHECKOUT / "tests/integration/private_mariadb.py", "run", "--", PROGRAMS / "mirror_bench",
                        CAPTURES / name / "ami.raw", str(calls)], check=True)


def scale() -> None:
    """Memory and CPU of ten thousand living calls, and of a day's calls one after another."""
    for name in ("22/queue_answered", "22/internal_answered"):
        print(name, flush=True)
        subprocess.run([PROGRAMS / "scale_bench", CAPTURES / name / "ami.raw"], check=True)


def events() -> None:
    """AMI events a second into the table events, beside the database's own batch limit."""
    subprocess.run([CHECKOUT / "tests/integration/private_mariadb.py", "run", "--", PROGRAMS / "events_bench",
                    CAPTURES / "22/queue_answered/ami.raw"], check=True)


def claims() -> None:
    """The dialer's claims from ten million numbers, and originations a second decided and recorded."""
    subprocess.run([CHECKOUT / "tests/integration/private_mariadb.py", "run", "--", PROGRAMS / "claim_bench"], check=True)


def pacing() -> None:
    """What one predictive decision costs, by team size."""
    subprocess.run([PROGRAMS / "pacing_bench"], check=True)


BENCHMARKS = {
    "parse": parse,
    "clients": clients.run,
    "mirror": mirror,
    "scale": scale,
    "events": events,
    "outage": outage.run,
    "live": live.run,
    "latency": latency.run,
    "board": board.run,
    "board-page": board_page.run,
    "restart": restart.run,
    "watchdog": watchdog.run,
    "pages": pages.run,
    "reports": reports.run,
    "import": imports.run,
    "claims": claims,
    "pacing": pacing,
    "takeover": takeover.run,
    "dialer": dialer.run,
}

names = sys.argv[1:] or list(BENCHMARKS)
if unknown := set(names) - set(BENCHMARKS):
    sys.exit(f"no such benchmark: {', '.join(unknown)}; there are {', '.join(BENCHMARKS)}")
for name in names:
    print(f"== {name}: {BENCHMARKS[name].__doc__.splitlines()[0]}", flush=True)
    BENCHMARKS[name]()
