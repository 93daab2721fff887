# SPDX-License-Identifier: GPL-3.0-or-later
"""Real calls while astercc is killed again and again, its line to Asterisk is cut, the database restarts and asterccd
restarts everything, as it may every night: afterwards
every call is in mycdr as Asterisk's own CDR has it, once. CC_CHAOS_SEED repeats a run's choices,
CC_CHAOS_KILLS makes it shorter or longer."""
import os
import random
import threading
import time

from ccdemo import traffic
from ccdemo.calls import random_customer as customer_of
from harness.bed import eventually
from harness.oracle import judge

KILLS = int(os.environ.get("CC_CHAOS_KILLS", 60))
CALLS_PER_MINUTE = 60
LONGEST_PAUSE = 5.0  # seconds between two strokes


def test_sixty_kills_under_real_traffic_lose_nothing_and_invent_nothing(bed):
    seed = int(os.environ.get("CC_CHAOS_SEED", random.randrange(1 << 32)))
    print(f"\nCC_CHAOS_SEED={seed}")
    strokes = Strokes(bed, random.Random(seed))
    stop = threading.Event()
    # Drawn beforehand: the database will be away now and then.
    customers = [customer_of(bed.demo) for _ in range(100)]
    pick = lambda _demo: random.choice(customers)
    calls = threading.Thread(target=traffic.flow, args=(bed.demo, CALLS_PER_MINUTE, stop), kwargs={"customer": pick})
    newest = bed.rows("SELECT MAX(id) AS id FROM mycdr")[0]["id"]
    with bed.manager_line() as line:
        calls.start()
        try:
            strokes.deal(line)
        finally:
            stop.set()
            calls.join()
        eventually(lambda: not bed.rows("SELECT id FROM curcdr") and bed.is_compared, seconds=60)
        verdict = judge(bed.cdr.rows(), rows_since(bed, newest), bed.queue_talk, strokes.unheard())
    print(f"{strokes.done}; {verdict.calls} calls, {verdict.marked} rows marked as gap or cdr")
    assert verdict.is_right, verdict
    assert verdict.calls > KILLS / 2, "traffic worth the name"


def rows_since(bed, newest: int) -> list[dict]:
    return bed.rows(
        "SELECT linkedid, src, dst, channel, dstchannel, disposition, billsec, endtime, origin FROM mycdr WHERE id > %s",
        newest,
    )


class Strokes:
    def __init__(self, bed, dice: random.Random):
        self._bed, self._dice = bed, dice
        self.done = {"kill": 0, "cut": 0, "database": 0, "restart": 0}
        self._deaf_since = []  # seconds since 1970

    def deal(self, line) -> None:
        """KILLS kills, a restart of everything after half of them, and now and then something else."""
        while self.done["kill"] < KILLS:
            if self.done["kill"] == KILLS // 2 and not self.done["restart"]:
                self._deal_one("restart", line)
            time.sleep(self._dice.uniform(0.2, LONGEST_PAUSE))
            kind = self._dice.choices(("kill", "cut", "database"), (18, 2, 1))[0]
            self._deal_one(kind, line)

    def _deal_one(self, kind: str, line) -> None:
        if kind != "database":
            self._deaf_since.append(time.time())
        getattr(self, f"_{kind}")(line)
        self.done[kind] += 1

    def unheard(self) -> list[tuple[float, float]]:
        """From when to when astercc did not hear Asterisk."""
        heard_again = self._bed.resyncs()
        return [(since, min(at for at in heard_again if at > since)) for since in self._deaf_since]

    def _kill(self, _line):
        self._bed.strike("astercc")

    def _cut(self, line):
        line.cut()
        time.sleep(self._dice.uniform(0, 1))
        line.mend()

    def _database(self, _line):
        self._bed.restart_database()

    def _restart(self, _line):
        restarted = self._bed.daemons("restart")
        assert restarted.returncode == 0, restarted.stderr
