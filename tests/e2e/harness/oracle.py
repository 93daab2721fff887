# SPDX-License-Identifier: GPL-3.0-or-later
"""Asterisk's CDR as the judge of mycdr: "What counts as right" of tests/data/captures/README.md, for the demo's calls."""
from collections import defaultdict
from dataclasses import dataclass, field

_TOLERANCE = 1.5  # seconds of talk
_GAP_TOLERANCE = 20  # the end of a call that ended while nobody listened is when that was noticed


@dataclass
class Verdict:
    calls: int = 0
    marked: int = 0  # rows whose end was concluded
    lost: list[str] = field(default_factory=list)
    duplicate: list[str] = field(default_factory=list)
    ghost: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)

    @property
    def is_right(self) -> bool:
        return not (self.lost or self.duplicate or self.ghost or self.wrong)


def judge(cdr: list[dict], rows: list[dict], talked) -> Verdict:
    """`talked(uniqueid)`: the seconds with the agent as the queue recorded them, or None when no queue did."""
    truth, ours = _by_call(cdr), _by_call(rows)
    verdict = Verdict(calls=len(truth), marked=sum(r["origin"] != "seen" for r in rows))
    for linkedid in ours.keys() - truth.keys():
        verdict.ghost += [f"{linkedid}: {_about(r)}" for r in ours[linkedid] if r["disposition"] == "ANSWERED"]
    for linkedid, records in truth.items():
        found = ours.get(linkedid, [])
        if not found:
            verdict.lost.append(f"{linkedid}: {records[0]['channel']} to {records[0]['dst']}")
        else:
            _judge_call(verdict, linkedid, records, found, talked)
    return verdict


def _judge_call(verdict, linkedid, records, found, talked):
    pairs = [(r["channel"], r["dstchannel"]) for r in found]
    verdict.duplicate += [f"{linkedid}: {pair}" for pair in set(pairs) if pairs.count(pair) > 1]
    real = {channel for r in records for channel in (r["channel"], r["dstchannel"])}
    verdict.ghost += [f"{linkedid}: {_about(r)}" for r in found if r["channel"] not in real]
    answered = any(r["dstchannel"] and r["disposition"] == "ANSWERED" for r in records)
    if answered != any(r["disposition"] == "ANSWERED" for r in found):
        verdict.wrong.append(f"{linkedid}: answered is {answered} for Asterisk")
    for record in records:
        if record["dstchannel"] and not record["dstchannel"].startswith("Local/"):
            _judge_leg(verdict, linkedid, record, [r for r in found if r["dstchannel"] == record["dstchannel"]], talked)


def _judge_leg(verdict, linkedid, record, rows, talked):
    about = f"{linkedid}: {record['channel']} > {record['dstchannel']}"
    if not rows:
        verdict.lost.append(about)
    elif len(rows) > 1:
        verdict.duplicate.append(about)
    elif record["disposition"] != rows[0]["disposition"]:
        verdict.wrong.append(f"{about}: {rows[0]['disposition']} for {record['disposition']}")
    elif record["disposition"] == "ANSWERED":
        talk = talked(record["uniqueid"])
        expected = float(record["billsec"]) if talk is None else talk
        tolerance = _TOLERANCE if rows[0]["origin"] == "seen" else _GAP_TOLERANCE
        if abs(rows[0]["billsec"] - expected) > tolerance:
            verdict.wrong.append(f"{about}: {rows[0]['billsec']} s for {expected:.1f} s, {rows[0]['origin']}")


def _by_call(rows) -> dict[str, list[dict]]:
    calls = defaultdict(list)
    for row in rows:
        calls[row["linkedid"]].append(row)
    return calls


def _about(row) -> str:
    return f"{row['channel']} > {row['dstchannel']} {row['disposition']}"
