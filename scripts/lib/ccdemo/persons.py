# SPDX-License-Identifier: GPL-3.0-or-later
"""Whom campaigns call: what becomes of a call is in the number, 0190RTnnnnK (templates/sipp/carrier.xml)."""
from dataclasses import dataclass

RING_STEP_MS, TALK_STEP_MS = 500, 1000
PERSON, BUSY, SILENT, UNAVAILABLE, UNKNOWN, MACHINE = 0, 2, 3, 4, 5, 7


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
