# SPDX-License-Identifier: GPL-3.0-or-later
"""The dialer on a real Asterisk: how soon a telephone rings for who has picked up, and the long run of test_dialer.py."""
import os
import subprocess
import sys
import time

from ccdemo.pbx import DIALER_USER, MESSAGE
from ccdemo.persons import Person
from ccdemo.ami import Ami
from ccdemo.place import CHECKOUT
from harness import campaign, floor
from harness.bed import Bed, eventually

from .figures import percentile

_RATE = 20  # calls a second
_SECONDS = 60
_DESKS = [str(n) for n in range(9000, 9060)]
_LONG_RUN = {"CC_DIALER_NUMBERS": "2000", "CC_DIALER_KILLS": "50"}


def run() -> None:
    """From a person's answer to an agent's telephone, 20 calls a second; then 2,000 numbers through 50 kills of the dialer."""
    with Bed() as bed:
        floor.add_phones(bed, _DESKS)
        context = bed.demo.context
        with bed.demo.pbx.manager() as demo, Ami(context.port("ami"), DIALER_USER, context.secret("ami_dialer")) as ami:
            for desk in _DESKS:
                demo.act("QueueAdd", Queue=campaign.QUEUE, Interface=f"PJSIP/{desk}")
            demo.act("Events", EventMask="off")
            _dial(ami)
            eventually(lambda: floor.free_all_lines(bed), seconds=30)
            _print(ami.events, floor.phone_invites(bed))
    test = [sys.executable, "-m", "pytest", "-q", "-s", "tests/e2e/test_dialer.py"]
    subprocess.run(test, cwd=CHECKOUT, env={**os.environ, **_LONG_RUN}, check=True)


def _dial(ami: Ami) -> None:
    began = time.monotonic()
    for serial in range(_RATE * _SECONDS):
        time.sleep(max(0.0, began + serial / _RATE - time.monotonic()))
        person = Person(serial, rings=1 + serial % 3, talks=1)
        ami.act(
            "Originate",
            Channel=f"Local/{person.number}@from-internal/n",
            ChannelId=f"bench-{serial}",
            OtherChannelId=f"bench-{serial}-out",
            Timeout=15000,
            Async="true",
            Context="astercc-dialer",
            Exten="s",
            Priority=1,
            Variable=[f"ASTERCC_QUEUE={campaign.QUEUE}", "ASTERCC_WAIT=2", f"ASTERCC_MESSAGE={MESSAGE}"],
        )


def _print(events: list[dict], invites: list[tuple[float, str]]) -> None:
    answered, called, desks = {}, {}, {}
    for event in events:
        at, name = float(event.get("Timestamp", 0)), event.get("Uniqueid", "")
        if event["Event"] == "DialEnd" and name.endswith("-out") and event["DialStatus"] == "ANSWER":
            answered[name.removesuffix("-out")] = at
        elif event["Event"] == "AgentCalled" and name not in called:
            called[name], desks[name] = at, event["DestChannel"].split("/")[1].split("-")[0]
    at_phone = {name: _nearest(invites, desks[name], called[name]) for name in called}
    for words, times in (("AgentCalled", called), ("INVITE at the telephone", at_phone)):
        waits = sorted(1000 * (times[name] - at) for name, at in answered.items() if times.get(name))
        print(f"  answer to {words}: p50 {percentile(waits, 0.5):.1f} ms, p99 {percentile(waits, 0.99):.1f} ms, longest {waits[-1]:.1f} ms ({len(waits)} of {len(answered)} answers)", flush=True)


def _nearest(invites: list[tuple[float, str]], desk: str, at: float) -> float | None:
    """The INVITE that made that desk ring about then; a desk rings for one call at a time."""
    found = [when for when, number in invites if number == desk and abs(when - at) < 0.5]
    return min(found, key=lambda when: abs(when - at), default=None)
