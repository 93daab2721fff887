# SPDX-License-Identifier: GPL-3.0-or-later
"""Asterisk's own call records, the oracle: the file etc/asterisk/cdr_custom.conf makes Asterisk write."""
import csv
from dataclasses import dataclass
from pathlib import Path

_COLUMNS = (
    "src",
    "dst",
    "dcontext",
    "channel",
    "dstchannel",
    "start",
    "answer",
    "end",
    "duration",
    "billsec",
    "disposition",
    "accountcode",
    "uniqueid",
    "linkedid",
    "sequence",
)


@dataclass(frozen=True)
class CdrFile:
    path: Path

    def rows(self) -> list[dict[str, str]]:
        if not self.path.exists():
            return []
        with open(self.path, newline="", encoding="utf-8") as file:
            return list(csv.DictReader(file, _COLUMNS))

    def of(self, linkedid: str) -> list[dict[str, str]]:
        """The records of one call."""
        return [row for row in self.rows() if row["linkedid"] == linkedid]
