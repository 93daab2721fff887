# SPDX-License-Identifier: GPL-3.0-or-later
"""Keeps calls flowing: customers call both queues, some lose patience, agents call customers and each other."""
import random
import signal
import threading
import time

from . import calls, team
from .errors import DemoError
from .progress import say

_MOST_AT_ONCE = 8


def run(demo, per_minute: float, seconds: float | None) -> None:
    """Until Ctrl-C or `seconds` have passed; then every caller hangs up and we wait for the last."""
    stop = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: stop.set())
    say(f"About {per_minute:g} calls a minute" + (f" for {seconds:g} s" if seconds else "; Ctrl-C ends them"))
    flow(demo, per_minute, stop, seconds)


def flow(
    demo, per_minute: float, stop: threading.Event, seconds: float | None = None, customer=calls.random_customer
) -> None:
    """The same until `stop` is set; returns when the last call is over. `customer(demo)` gives number and name."""
    end = time.monotonic() + seconds if seconds else float("inf")
    under_way: list[threading.Thread] = []
    while not stop.is_set() and time.monotonic() < end:
        under_way = [t for t in under_way if t.is_alive()]
        if len(under_way) < _MOST_AT_ONCE:
            under_way.append(threading.Thread(target=_one, args=(demo, _plan(demo, customer), stop)))
            under_way[-1].start()
        stop.wait(min(random.expovariate(per_minute / 60), end - time.monotonic(), 60.0))
    stop.set()
    for thread in under_way:
        thread.join()


def _plan(demo, customer) -> calls.Plan:
    number, name = customer(demo)
    talk = random.uniform(8, 45)
    agent = random.choice(team.PHONES)
    kind = random.choices(("support", "sales", "abandoned", "outbound", "internal"), (50, 20, 10, 15, 5))[0]
    if kind == "outbound":
        return calls.Plan(agent.extension, number, talk, patience=25, member=agent)
    if kind == "internal":
        other = random.choice([m for m in team.PHONES if m != agent])
        return calls.Plan(agent.extension, other.extension, talk / 2, patience=15, member=agent)
    did = team.DID_SALES if kind == "sales" else team.DID_SUPPORT
    return calls.Plan(number, did, talk, patience=3 if kind == "abandoned" else 60, name=name)


def _one(demo, plan: calls.Plan, stop: threading.Event) -> None:
    try:
        call = calls.make(demo, plan, may_go_on=lambda: not stop.is_set())
    except DemoError as e:
        say(f"  !! {e}")
        return
    talked = (
        f", {call.ended_at - call.talked_at:.0f} s with {call.connected_to.partition('-')[0]}" if call.talked_at else ""
    )
    say(f"  {time.strftime('%H:%M:%S')}  {plan.number} -> {plan.dials}: {call.outcome}{talked}")
