# SPDX-License-Identifier: GPL-3.0-or-later
"""What the agents did around the calls of the week: ready, ringing, on a call, wrap-up, a lunch break; the base of time sheets."""
from datetime import timedelta

from .. import team as demo_team

_BEFORE, _AFTER = timedelta(minutes=20), timedelta(minutes=15)
_WRAPUP, _LUNCH = timedelta(seconds=20), timedelta(minutes=30)


def add(rows, team, legs: list[dict]) -> None:
    """A shift for each agent and day: from a while before the first call to a while after the last."""
    stretches = []
    for member in demo_team.PHONES:
        account = team.accounts[member.username]
        days: dict = {}
        for leg in legs:
            if account in (leg["srcaccountid"], leg["dstaccountid"]):
                days.setdefault(leg["calldate"].date(), []).append(leg)
        common = {"accountid": account, "groupid": team.groups[member.group], "server": demo_team.SERVER}
        for own in days.values():
            stretches += [common | stretch for stretch in _shift(rows, account, own)]
    rows.add_all("agent_log", stretches)


def _shift(rows, account: int, legs: list[dict]) -> list[dict]:
    at = legs[0]["calldate"] - _BEFORE
    lunch_after = rows.chance.randrange(len(legs))
    stretches = []

    def go_on(until, state="idle", **columns):
        nonlocal at
        if until <= at:
            return
        values = {"status": "ready", "state": state, "reason": "", "queue": "", "linkedid": "", "begintime": at, "endtime": until}
        stretches.append(values | columns)
        at = until

    for number, leg in enumerate(legs):
        of_call = {"queue": leg["queue"], "linkedid": leg["linkedid"]}
        go_on(leg["calldate"])
        go_on(leg["answertime"] or leg["endtime"], "dialing" if leg["srcaccountid"] == account else "ringing", **of_call)
        go_on(leg["endtime"], "talking", **of_call)
        if leg["queue"] and leg["answertime"]:
            go_on(leg["endtime"] + _WRAPUP, "wrapup", **of_call)
        following = legs[number + 1]["calldate"] if number + 1 < len(legs) else at + _LUNCH
        if number == lunch_after:
            go_on(min(at + _LUNCH, following), status="paused", reason="Lunch")
    go_on(at + _AFTER)
    return stretches
