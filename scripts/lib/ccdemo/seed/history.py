# SPDX-License-Identifier: GPL-3.0-or-later
"""A week of finished calls: busy mornings, a lunch dip, abandoned callers, phones nobody picked up, outbound calls of Sales.
An agent is never in two calls at once, and keys, channels and times fit together as Asterisk's would."""
from dataclasses import dataclass, field
from datetime import datetime, timedelta, timezone

from .. import team as demo_team
from . import shifts

_DAYS = 7
_PER_HOUR = {8: 3, 9: 9, 10: 11, 11: 10, 12: 4, 13: 6, 14: 9, 15: 9, 16: 7, 17: 4, 18: 1}  # local hours of a weekday
_WEEKEND_SHARE = 0.2
_UNKNOWN_CALLERS = 0.2
_ABANDONED, _RING_NO_ANSWER = 0.08, 0.06
_RING_LIMIT = 15.0
_QUEUES = {"Support": ("support", demo_team.DID_SUPPORT), "Sales": ("sales", demo_team.DID_SALES)}
_OUTBOUND_SHARE = {"Support": 0.1, "Sales": 0.45}
_OUTCOMES = ("ANSWERED",) * 6 + ("NO ANSWER",) * 2 + ("BUSY", "FAILED")
_CAUSE = {"ANSWERED": 16, "NO ANSWER": 19, "BUSY": 17, "FAILED": 34}


@dataclass
class _Week:
    rows: object
    team: object
    people: list
    legs: list[dict] = field(default_factory=list)
    free_at: dict[str, datetime] = field(default_factory=dict)  # by extension
    channels: int = 0

    def channel(self, base: str) -> str:
        self.channels += 1
        return f"{base}-{self.channels:08x}"

    def uniqueid(self, when: datetime) -> str:
        return f"{int(when.replace(tzinfo=timezone.utc).timestamp())}.{self.channels}"

    def free_agent(self, group: str, when: datetime):
        free = [m for m in demo_team.of(group) if self.free_at.get(m.extension, when) <= when]
        return self.rows.chance.choice(free) if free else None

    def caller(self) -> tuple[str, str]:
        if self.rows.chance.random() < _UNKNOWN_CALLERS:
            return f"0215550{self.rows.chance.randrange(10000):04}", ""
        person = self.rows.chance.choice(self.people)
        return person.number, person.name

    def leg(self, member, group: str, start: datetime, ring: float, talk: float, word: str, **columns) -> None:
        """One row; `ring` and `talk` in seconds, `columns` holds what depends on the direction."""
        ringing = start + timedelta(seconds=0.2)
        answer = ringing + timedelta(seconds=ring) if word == "ANSWERED" else None
        end = (answer or ringing + timedelta(seconds=ring)) + timedelta(seconds=talk)
        self.free_at[member.extension] = end + timedelta(seconds=20)
        self.legs.append(
            {
                "calldate": start,
                "ringtime": ringing if word in ("ANSWERED", "NO ANSWER") else None,
                "answertime": answer,
                "endtime": end,
                "duration": round((end - start).total_seconds()),
                "billsec": round(talk) if answer else 0,
                "ringsec": round(ring),
                "waitsec": round(ring) if columns["queue"] else 0,
                "hangupby": "caller" if word == "ANSWERED" or ring < _RING_LIMIT else "",
                "disposition": word,
                "hangupcause": _CAUSE[word],
                "server": demo_team.SERVER,
                "astercrm_groupid": self.team.groups[group],
                **columns,
            }
        )


def _inbound(week: _Week, group: str, start: datetime) -> None:
    chance, (queue, did) = week.rows.chance, _QUEUES[group]
    number, name = week.caller()
    trunk = week.channel("PJSIP/trunk")
    common = {
        "src": number,
        "srcname": name,
        "dst": did,
        "channel": trunk,
        "didnumber": did,
        "queue": queue,
        "srcaccountid": 0,
    }
    common["srcuid"] = common["linkedid"] = week.uniqueid(start)
    member = week.free_agent(group, start)
    if member and chance.random() < _RING_NO_ANSWER:
        week.leg(member, group, start, _RING_LIMIT, 0, "NO ANSWER", **common, **_called(week, member, start))
        start += timedelta(seconds=_RING_LIMIT + 1)
        member = week.free_agent(group, start)
    if not member:
        return  # everybody talks: nobody calls in this minute
    if chance.random() < _ABANDONED:
        week.leg(member, group, start, chance.uniform(3, 14), 0, "NO ANSWER", **common, **_called(week, member, start))
    else:
        week.leg(
            member,
            group,
            start,
            chance.uniform(2, 12),
            min(chance.lognormvariate(4.9, 0.7), 1500),
            "ANSWERED",
            **common,
            **_called(week, member, start),
        )


def _called(week: _Week, member, when: datetime) -> dict:
    """The columns of the side that was called."""
    return {
        "dstchannel": week.channel(member.channel),
        "dstuid": week.uniqueid(when),
        "dstaccountid": week.team.accounts[member.username],
    }


def _outbound(week: _Week, group: str, start: datetime) -> None:
    chance = week.rows.chance
    member = week.free_agent(group, start)
    if not member:
        return
    word = chance.choice(_OUTCOMES)
    own = week.channel(member.channel)
    columns = {
        "src": member.extension,
        "srcname": member.full_name,
        "dst": chance.choice(week.people).number,
        "channel": own,
        "didnumber": "",
        "queue": "",
        "srcaccountid": week.team.accounts[member.username],
    }
    columns["srcuid"] = columns["linkedid"] = week.uniqueid(start)
    columns |= {"dstchannel": week.channel("PJSIP/trunk"), "dstuid": week.uniqueid(start), "dstaccountid": 0}
    ring = {"ANSWERED": chance.uniform(3, 20), "NO ANSWER": 45.0}.get(word, 0.5)
    week.leg(
        member,
        group,
        start,
        ring,
        min(chance.lognormvariate(4.6, 0.8), 1200) if word == "ANSWERED" else 0,
        word,
        **columns,
    )


def _starts(rows) -> list[datetime]:
    """When calls began, in UTC and in order, the last of them half an hour ago."""
    moments = []
    today = rows.now.replace(tzinfo=timezone.utc).astimezone().replace(hour=0, minute=0, second=0)
    for back in range(_DAYS, -1, -1):
        day = today - timedelta(days=back)
        share = _WEEKEND_SHARE if day.weekday() >= 5 else 1.0
        for hour, calls in _PER_HOUR.items():
            for _ in range(round(calls * share * rows.chance.uniform(0.8, 1.2))):
                moments.append(day + timedelta(hours=hour, milliseconds=rows.chance.randrange(3_600_000)))
    utc = sorted(m.astimezone(timezone.utc).replace(tzinfo=None) for m in moments)
    return [m for m in utc if m < rows.now - timedelta(minutes=30)]


def add(rows, team, people: list) -> None:
    week = _Week(rows, team, people)
    for start in _starts(rows):
        group = rows.chance.choice(demo_team.GROUPS)
        call = _outbound if rows.chance.random() < _OUTBOUND_SHARE[group] else _inbound
        call(week, group, start)
    rows.add_all("mycdr", week.legs)
    shifts.add(rows, team, week.legs)
