# SPDX-License-Identifier: GPL-3.0-or-later
"""Whom campaigns call: what becomes of a call is in the number, 0190RTnnnnK (templates/sipp/carrier.xml)."""
from dataclasses import dataclass
from datetime import datetime, timezone
from random import Random

RING_STEP_MS, TALK_STEP_MS = 500, 1000
PERSON, BUSY, SILENT, UNAVAILABLE, UNKNOWN, MACHINE = 0, 2, 3, 4, 5, 7
_MIXTURE = {PERSON: 55, BUSY: 10, SILENT: 8, UNAVAILABLE: 5, UNKNOWN: 5, MACHINE: 17}  # per cent of a list
_HANG_UP_AT_ONCE = 0.05  # of the persons
# A place for each hour of difference to UTC, daylight saving left aside.
_PLACES = {
    -10: "Pacific/Honolulu",
    -9: "America/Anchorage",
    -8: "America/Los_Angeles",
    -7: "America/Phoenix",
    -6: "America/Costa_Rica",
    -5: "America/Bogota",
    -4: "America/Puerto_Rico",
    -3: "America/Sao_Paulo",
    -2: "Atlantic/South_Georgia",
    -1: "Atlantic/Cape_Verde",
    0: "Africa/Abidjan",
    1: "Africa/Lagos",
    2: "Africa/Johannesburg",
    3: "Africa/Nairobi",
    4: "Asia/Dubai",
    5: "Asia/Karachi",
    6: "Asia/Dhaka",
    7: "Asia/Bangkok",
    8: "Asia/Shanghai",
    9: "Asia/Tokyo",
    10: "Australia/Brisbane",
    11: "Pacific/Noumea",
    12: "Pacific/Fiji",
    13: "Pacific/Tongatapu",
}


@dataclass(frozen=True)
class Person:
    """`rings` and `talks` are 0 to 9 steps; who talks for 0 hangs up at once."""

    serial: int
    kind: int = PERSON
    rings: int = 2
    talks: int = 9

    @property
    def number(self) -> str:
        return f"0190{self.rings}{self.talks}{self.serial:04}{self.kind}"


def kind_of(number: str) -> int:
    return int(number[-1])


def hangs_up_at_once(number: str) -> bool:
    return number[5] == "0"


def mixed(count: int, chance: Random, rings: range, talks: range) -> list[Person]:
    """People of every kind."""
    kinds = chance.choices(list(_MIXTURE), list(_MIXTURE.values()), k=count)
    return [Person(serial, kind, chance.choice(rings), _talks(kind, chance, talks)) for serial, kind in enumerate(kinds)]


def _talks(kind: int, chance: Random, talks: range) -> int:
    return 0 if kind == PERSON and chance.random() < _HANG_UP_AT_ONCE else chance.choice(talks)


def midday_zone() -> str:
    """Where it is about one o'clock in the afternoon: people there may be called whatever the time is here."""
    return _PLACES[13 - datetime.now(timezone.utc).hour]
