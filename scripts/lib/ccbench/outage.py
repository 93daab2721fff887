# SPDX-License-Identifier: GPL-3.0-or-later
"""An hour without the database at 100 calls a second."""
import os
import subprocess

from ccdemo.place import BUILD, CHECKOUT
from private_mariadb import PrivateMariaDB

CALLS = 360_000
_STREAM = CHECKOUT / "tests/data/captures/22/internal_answered/ami.raw"


def run() -> None:
    """Memory while the database is away for 360,000 calls, and calls a second when it is back."""
    with PrivateMariaDB() as database:
        program = subprocess.Popen(
            [BUILD / "release/tests/outage_bench", _STREAM, str(CALLS)],
            env=dict(os.environ, ASTERCC_TEST_DB_SOCKET=database.socket),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )
        with program:
            _expect(program, "ready")
            database.kill()
            _go_on(program)
            _expect(program, "fed")
            database.start()
            _go_on(program)
            for line in program.stdout:
                print(line, end="", flush=True)


def _expect(program: subprocess.Popen, word: str) -> None:
    if program.stdout.readline().strip() != word:
        raise RuntimeError(f"outage_bench ended before it was {word}")


def _go_on(program: subprocess.Popen) -> None:
    program.stdin.write("\n")
    program.stdin.flush()
