# SPDX-License-Identifier: GPL-3.0-or-later
"""Whether a campaign's records tell what happened: the numbers say what their persons do (ccdemo.persons), SIPp logged every
INVITE, and a manager session saw every channel."""
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from datetime import datetime, timezone

from ccdemo import persons

_ANSWERED = {"ANSWERED", "ABANDONED"}
_RESPONSES = {
    persons.BUSY: {"BUSY"},
    persons.SILENT: {"NO ANSWER"},
    persons.UNAVAILABLE: {"FAILED"},
    persons.UNKNOWN: {"FAILED"},
    persons.MACHINE: {"MACHINE"},
}
_NOBODY_WATCHED = {"UNKNOWN", "FAILED"}
_CLOCKS = 0.05  # seconds the clocks of SIPp, Asterisk and the daemon may be apart


@dataclass
class Calls:
    """What a manager session heard: when each attempt's channel was alive."""

    begun: dict[str, float] = field(default_factory=dict)
    ended: dict[str, float] = field(default_factory=dict)

    @classmethod
    def of(cls, events: list[dict]) -> "Calls":
        calls = cls()
        for event in events:
            if event["Event"] == "Newchannel":
                calls.begun.setdefault(event["Uniqueid"], float(event["Timestamp"]))
            elif event["Event"] == "Hangup":
                calls.ended[event["Uniqueid"]] = float(event["Timestamp"])
        return calls

    def most_at_once(self, names) -> int:
        steps = sorted([(self.begun[n], 1) for n in names if n in self.begun] + [(self.ended[n], -1) for n in names if n in self.ended])
        now = most = 0
        for _, step in steps:
            now += step
            most = max(most, now)
        return most


@dataclass
class Verdict:
    attempts: int = 0
    most_at_once: int = 0
    responses: Counter = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)


def judge(people, attempts: list[dict], left: list[dict], invites, calls: Calls, most_lines: int, strokes: list[float]) -> Verdict:
    """`attempts` are the campaign's rows of dialedlist, `left` those of diallist; `strokes` the moments after which nobody
    watched for a while: what was under way then may have an unknown outcome."""
    verdict = Verdict(len(attempts), calls.most_at_once({row["uniqueid"] for row in attempts}), Counter(row["response"] for row in attempts))
    by_number, invited = defaultdict(list), defaultdict(list)
    for row in attempts:
        by_number[row["dialednumber"]].append(row)
    for at, number in invites:
        invited[number].append(at)
    listed = {person.number for person in people}
    verdict.wrong += [f"{number}: called, and not on the list" for number in (invited.keys() | by_number.keys()) - listed]
    verdict.wrong += [f"{row['dialnumber']}: still on the list" for row in left]
    for number in sorted(listed):
        verdict.wrong += [f"{number}: {fault}" for fault in _faults(number, by_number[number], invited[number], strokes)]
    names = Counter(row["uniqueid"] for row in attempts)
    verdict.wrong += [f"{name}: the name of {count} attempts" for name, count in names.items() if count > 1]
    if verdict.most_at_once > most_lines:
        verdict.wrong.append(f"{verdict.most_at_once} calls at once, and {most_lines} are allowed")
    return verdict


def _faults(number: str, rows: list[dict], invites: list[float], strokes: list[float]):
    if not rows:
        yield "no attempt"
    for row in rows:
        inside = [at for at in invites if _epoch(row["begintime"]) - _CLOCKS <= at <= _epoch(row["endtime"]) + _CLOCKS]
        was_struck = any(_epoch(row["begintime"]) - 1 <= at <= _epoch(row["endtime"]) + 1 for at in strokes)
        if len(inside) > 1:
            yield f"{len(inside)} INVITEs for one attempt"
        if not inside and not was_struck:
            yield f"an attempt without INVITE, {row['response']}"
        if not _is_right(number, row) and not (was_struck and row["response"] in _NOBODY_WATCHED):
            yield f"is {row['response']}, connected {row['connecttime']}, struck {was_struck}, amd {row['amdcause']}"
    if len(invites) > len(rows):
        yield f"{len(invites)} INVITEs for {len(rows)} attempts"
    if any(_epoch(later["begintime"]) < _epoch(earlier["endtime"]) - _CLOCKS for earlier, later in zip(rows, rows[1:])):
        yield "two attempts at once"
    most = 2 if persons.kind_of(number) == persons.BUSY else 1
    if len(rows) > most:
        yield f"{len(rows)} attempts, and {most} are allowed"


def _is_right(number: str, row: dict) -> bool:
    kind = persons.kind_of(number)
    if kind != persons.PERSON:
        return row["response"] in _RESPONSES[kind]
    if row["response"] == "ANSWERED" and not persons.hangs_up_at_once(number):
        return bool(row["connecttime"] or row["amdstatus"] in ("", "HANGUP"))
    return row["response"] in _ANSWERED


def _epoch(utc: datetime) -> float:
    return utc.replace(tzinfo=timezone.utc).timestamp()
