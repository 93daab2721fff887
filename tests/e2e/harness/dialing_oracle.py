# SPDX-License-Identifier: GPL-3.0-or-later
"""Whether a campaign's records tell what happened: the numbers say what their persons do (ccdemo.persons), SIPp logged every
INVITE, and a manager session saw every channel and what AMD made of it."""
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
}
_NOBODY_WATCHED = {"UNKNOWN", "FAILED"}
_ORDERED_WITHIN = 0.5  # seconds from the claim to the order
_CLOCKS = 0.05  # seconds the clocks of SIPp, Asterisk and the daemon may be apart


@dataclass
class Calls:
    """What a manager session heard of channels, by Uniqueid: when they were alive, and what AMD said."""

    begun: dict[str, float] = field(default_factory=dict)
    amd: dict[str, str] = field(default_factory=dict)
    ended: dict[str, float] = field(default_factory=dict)

    @classmethod
    def of(cls, events: list[dict]) -> "Calls":
        calls = cls()
        for event in events:
            if event["Event"] == "Newchannel":
                calls.begun.setdefault(event["Uniqueid"], float(event["Timestamp"]))
            elif event["Event"] == "Hangup":
                calls.ended[event["Uniqueid"]] = float(event["Timestamp"])
            elif event["Event"] == "UserEvent" and event["UserEvent"] == "AsterccAmd":
                calls.amd[event["Uniqueid"]] = event["Status"]
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


def judge(people, attempts: list[dict], left: list[dict], invites, calls: Calls, most_lines: int, blind: list[tuple[float, float]]) -> Verdict:
    """`attempts` are the campaign's rows of dialedlist, `left` those of diallist; `blind` the times in which no dialer worked.
    How a call ended that ended then may be unknown, and whether somebody was connected in a call that was alive then."""
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
        rows = by_number[number]
        verdict.wrong += [f"{number}: {fault}" for fault in _number_faults(number, rows, invited[number])]
        verdict.wrong += [f"{number}: {fault}" for row in rows for fault in _attempt_faults(row, invited[number], calls, blind)]
    names = Counter(row["uniqueid"] for row in attempts)
    verdict.wrong += [f"{name}: the name of {count} attempts" for name, count in names.items() if count > 1]
    if verdict.most_at_once > most_lines:
        verdict.wrong.append(f"{verdict.most_at_once} calls at once, and {most_lines} are allowed")
    return verdict


def _number_faults(number: str, rows: list[dict], invites: list[float]):
    most = 2 if persons.kind_of(number) == persons.BUSY else 1
    if not 1 <= len(rows) <= most:
        yield f"{len(rows)} attempts, and 1 to {most} are allowed"
    if len(invites) > len(rows):
        yield f"{len(invites)} INVITEs for {len(rows)} attempts"
    if any(_epoch(later["begintime"]) < _epoch(earlier["endtime"]) - _CLOCKS for earlier, later in zip(rows, rows[1:])):
        yield "two attempts at once"


def _attempt_faults(row: dict, invites: list[float], calls: Calls, blind):
    begun, ended = _epoch(row["begintime"]), _epoch(row["endtime"])
    has_been = row["uniqueid"] in calls.begun
    really_ended = calls.ended[row["uniqueid"]] if has_been else begun
    # Who was claimed and not yet called when the dialer died was claimed a moment earlier.
    was_seen_to_end = not any(since - (0 if has_been else _ORDERED_WITHIN) <= really_ended <= until for since, until in blind)
    was_seen = was_seen_to_end and not any(since <= ended and begun <= until for since, until in blind)
    inside = [at for at in invites if begun - _CLOCKS <= at <= max(ended, really_ended) + _CLOCKS]
    if len(inside) > 1:
        yield f"{len(inside)} INVITEs for one attempt"
    if not inside and was_seen_to_end:
        yield f"an attempt without INVITE, {row['response']}"
    if not was_seen_to_end and row["response"] in _NOBODY_WATCHED:
        return
    if not _is_right(row, calls.amd.get(row["uniqueid"]), was_seen):
        yield f"is {row['response']} (connected {row['connecttime']}, AMD {row['amdcause']}, cause {row['hangupcause']}, seen {was_seen})"


def _is_right(row: dict, amd: str | None, was_seen: bool) -> bool:
    kind = persons.kind_of(row["dialednumber"])
    if kind in _RESPONSES:
        return row["response"] in _RESPONSES[kind]
    nobody_came = row["connecttime"] is None
    if amd == "MACHINE":  # which call records do not know
        return row["response"] == "MACHINE" or (not was_seen and nobody_came and row["response"] in _ANSWERED)
    if persons.hangs_up_at_once(row["dialednumber"]):
        return row["response"] in _ANSWERED or (not was_seen and row["response"] == "NO ANSWER")
    if row["response"] == "ANSWERED" and was_seen:
        return not nobody_came
    return row["response"] in _ANSWERED


def _epoch(utc: datetime) -> float:
    return utc.replace(tzinfo=timezone.utc).timestamp()
