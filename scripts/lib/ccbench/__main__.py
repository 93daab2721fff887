# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs the benchmarks named on the command line, or all, and prints what each measured."""
import subprocess
import sys

from ccdemo.place import BUILD, CHECKOUT

from . import latency, outage, restart

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


BENCHMARKS = {"parse": parse, "mirror": mirror, "outage": outage.run, "latency": latency.run, "restart": restart.run}

names = sys.argv[1:] or list(BENCHMARKS)
if unknown := set(names) - set(BENCHMARKS):
    sys.exit(f"no such benchmark: {', '.join(unknown)}; there are {', '.join(BENCHMARKS)}")
for name in names:
    print(f"== {name}: {BENCHMARKS[name].__doc__.splitlines()[0]}", flush=True)
    BENCHMARKS[name]()
