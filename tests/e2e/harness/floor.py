# SPDX-License-Identifier: GPL-3.0-or-later
"""Agents at work without browsers, and telephones beside those of the team."""
import secrets
from collections.abc import Iterable

from ccdemo import phones, team
from harness.bed import eventually

_ENDPOINT = """
[{0}](phone)
aors = {0}
callerid = Desk {0} <{0}>
[{0}](phone-aor)
contact = sip:{0}@127.0.0.1:{1}
"""


def add_phones(bed, extensions: Iterable[str]) -> None:
    """Telephones nobody has an account for. SIPp answers for every number; Asterisk is told where."""
    context = bed.demo.context
    lines = "".join(_ENDPOINT.format(extension, context.port("phones")) for extension in extensions)
    with open(context.place.etc / "asterisk/pjsip.conf", "a", encoding="ascii") as config:
        config.write(lines)
    bed.demo.pbx.ask("module reload res_pjsip.so")
    eventually(lambda: all(f"{e}/" in bed.demo.pbx.ask(f"pjsip show endpoint {e}") for e in extensions))


def seat(bed, members: Iterable[team.Member], queue: str) -> None:
    """Signs them in, ready, and into the queue; no browser needs to be heard of for a day."""
    members = list(members)
    accounts = {m.username: bed.demo.database.value("SELECT id FROM astercrm_account WHERE username = %s", m.username) for m in members}
    with bed.demo.database.connect() as connection, connection.cursor() as cursor:
        for username, account in accounts.items():
            cursor.execute(
                "INSERT INTO session (token_hash, accountid, csrf_token, cretime, lastseen) "
                "VALUES (%s, %s, %s, UTC_TIMESTAMP(), UTC_TIMESTAMP() + INTERVAL 1 DAY)",
                (secrets.token_bytes(32), account, secrets.token_urlsafe(32)),
            )
            _ask(cursor, account, username, "sign_in")
    eventually(lambda: len(standing(bed)) >= len(members))
    seated = {row["agent"] for row in bed.rows("SELECT agent FROM queue_agent WHERE queuename = %s", queue)}
    with bed.demo.database.connect() as connection, connection.cursor() as cursor:
        for member in members:
            if member.channel not in seated:
                _ask(cursor, accounts[member.username], member.username, "join", queue)
    wanted = {m.channel for m in members}
    eventually(lambda: wanted <= free_members(bed, queue), seconds=30)


def _ask(cursor, account: int, username: str, action: str, queue: str = "") -> None:
    cursor.execute(
        "INSERT INTO agent_request (accountid, action, queuename, creby, cretime) VALUES (%s, %s, %s, %s, UTC_TIMESTAMP(3))",
        (account, action, queue, username),
    )


def standing(bed) -> list[dict]:
    """Where the agents stand who have signed in."""
    return bed.rows("SELECT accountid, interface, status, state, linkedid FROM agent_state WHERE status <> 'off'")


def free_members(bed, queue: str) -> set[str]:
    """Whom Asterisk would call now."""
    words = bed.demo.pbx.ask(f"queue show {queue}").splitlines()
    return {
        line.split("(")[1].split()[0] if "(PJSIP/" in line else line.split()[0]
        for line in words
        if "PJSIP/" in line and "Not in use" in line and "paused" not in line
    }


def free_all_lines(bed) -> bool:
    """Whether no channel is left."""
    return "0 active channels" in bed.demo.pbx.ask("core show channels count")


def phone_invites(bed):
    return read_invites(bed.demo.phones.invites(phones.PHONES))


def carrier_invites(bed):
    return read_invites(bed.demo.phones.invites(phones.CARRIER))


def read_invites(path) -> list[tuple[float, str]]:
    """What SIPp logged: when, for whom."""
    lines = path.read_text(encoding="ascii").splitlines() if path.exists() else []
    return [(float(words[2]), words[3]) for words in map(str.split, lines)]
