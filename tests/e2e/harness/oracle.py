# SPDX-License-Identifier: GPL-3.0-or-later
"""Asterisk's CDR as the judge of mycdr: "What counts as right" of tests/data/captures/README.md, for the demo's calls.

Every row is held to the same: its words are CDR's, its end and its talk are right within a second, also where nobody
of ours heard of them. Only from when the talk counts differs: CDR does not know when a queue's agent answered, so of a
row whose answer was not seen it is the dialplan's answer, or, at the latest, when astercc was back.
"""
import time
from collections import defaultdict
from dataclasses import dataclass, field

_TOLERANCE = 1.0  # seconds: queue_log has whole ones
_WORDS = ("src", "dst", "channel", "dstchannel", "disposition")


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


def judge(cdr: list[dict], rows: list[dict], talked, unheard=()) -> Verdict:
    """`talked(uniqueid)`: the seconds with the agent as the queue recorded them, or None when no queue did.
    `unheard`: from when to when astercc did not hear Asterisk, in seconds since 1970."""
    truth, ours = _by_call(cdr), _by_call(rows)
    verdict = Verdict(calls=len(truth), marked=sum(r["origin"] != "seen" for r in rows))
    for linkedid in ours.keys() - truth.keys():
        verdict.ghost += [f"{linkedid}: {_about(r)}" for r in ours[linkedid] if r["disposition"] == "ANSWERED"]
    for linkedid, records in truth.items():
        found = ours.get(linkedid, [])
        if not found:
            verdict.lost.append(f"{linkedid}: {records[0]['channel']} to {records[0]['dst']}")
        else:
            _judge_call(verdict, linkedid, records, found, talked, unheard)
    return verdict


def _judge_call(verdict, linkedid, records, found, talked, unheard):
    pairs = [(r["channel"], r["dstchannel"]) for r in found]
    verdict.duplicate += [f"{linkedid}: {pair}" for pair in set(pairs) if pairs.count(pair) > 1]
    real = {""} | {channel for r in records for name in (r["channel"], r["dstchannel"]) for channel in (name, _near(name))}
    verdict.ghost += [f"{linkedid}: {_about(r)}" for r in found if not {r["channel"], r["dstchannel"]} <= real]
    answered = any(r["dstchannel"] and r["disposition"] == "ANSWERED" for r in records)
    if answered != any(r["disposition"] == "ANSWERED" for r in found):
        verdict.wrong.append(f"{linkedid}: answered is {answered} for Asterisk")
    for record in records:
        if record["dstchannel"] and not record["dstchannel"].startswith("Local/"):
            _judge_leg(verdict, linkedid, record, [r for r in found if r["dstchannel"] == record["dstchannel"]], talked, unheard)


def _judge_leg(verdict, linkedid, record, rows, talked, unheard):
    about = f"{linkedid}: {record['channel']} > {record['dstchannel']}"
    if not rows:
        verdict.lost.append(about)
    elif len(rows) > 1:
        verdict.duplicate.append(about)
    else:
        verdict.wrong += [f"{about}, {rows[0]['origin']}: {fault}" for fault in _faults(rows[0], record, talked, unheard)]


def _near(channel: str) -> str:
    """A Local channel's half that was originated; CDR has the other one, too."""
    return channel[:-1] + "1" if channel.startswith("Local/") else channel


def _faults(row, record, talked, unheard):
    for word in _WORDS:
        # Of an originated call CDR's src is whoever was connected last.
        if word == "src" and record["channel"].startswith("Local/"):
            continue
        if row[word] != (_near(record[word]) if word == "channel" else record[word]):
            yield f"{word} is {row[word]!r} for {record[word]!r}"
    late = row["endtime"].timestamp() - time.timezone - float(record["end"])
    if abs(late) > _TOLERANCE:
        yield f"ends {late:.1f} s late"
    least, most = _talk(row["origin"], record, talked, unheard)
    if not least - _TOLERANCE <= row["billsec"] <= most + _TOLERANCE:
        yield f"{row['billsec']} s of talk for {least:.1f} to {most:.1f} s"


def _talk(origin, record, talked, unheard) -> tuple[float, float]:
    """Seconds, between these two."""
    if record["disposition"] != "ANSWERED":
        return 0, 0
    by_cdr = float(record["billsec"])
    by_queue = talked(record["uniqueid"])
    if origin == "cdr" or by_queue is None:
        return by_cdr, by_cdr
    if origin == "seen":
        return by_queue, by_queue
    # Its answer may have been seen or not.
    answered = float(record["end"]) - by_queue
    late = max((until - answered for begin, until in unheard if begin <= answered <= until), default=0)
    return min(by_cdr, by_queue - late), max(by_cdr, by_queue)


def _by_call(rows) -> dict[str, list[dict]]:
    calls = defaultdict(list)
    for row in rows:
        calls[row["linkedid"]].append(row)
    return calls


def _about(row) -> str:
    return f"{row['channel']} > {row['dstchannel']} {row['disposition']}"
