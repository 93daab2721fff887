# SPDX-License-Identifier: GPL-3.0-or-later
"""Groups, accounts, lines and speed dials."""
from dataclasses import dataclass

from .. import team as demo_team


@dataclass(frozen=True)
class Team:
    groups: dict[str, int]  # name -> id
    accounts: dict[str, int]  # username -> id


_NOTES = {"Support": "answers 031180930758", "Sales": "answers 02150001000 and calls out"}
_WRAPUP = {"Support": 0, "Sales": 20}  # seconds
_PAUSE_REASONS = (("Break", "amber", 15, ""), ("Lunch", "orange", 45, ""), ("Training", "blue", 0, ""), ("Paperwork", "teal", 30, "Sales"))
_LINES = (
    (
        "Support hotline",
        demo_team.DID_SUPPORT,
        "Greet with: asterCC support, how can I help? Orders go to Sales (02150001000).",
    ),
    ("Sales line", demo_team.DID_SALES, "Spring offer: 10 % on yearly contracts until the end of the month."),
)
_SPEED_DIALS = (
    ("Grace (team lead)", "8007", ""),
    ("Support queue, next agent", "8001", "Sales"),
    ("Sales desk", "8004", "Support"),
    ("Courier Shanghai", "02155500190", "Support"),
    ("Head office Berlin", "00493023125011", "Sales"),
)


# Name, note, base, and what it may: page -> actions.
_TYPES = (
    ("Trainee", "looks and listens, changes nothing", "agent", {"portal": ("view",), "recordings": ("view",)}),
    (
        "Quality",
        "hears recordings and reads statistics of the group",
        "groupadmin",
        {
            "recordings": ("view", "export"),
            "cdr": ("view",),
            "statistics": ("view", "export"),
            "customers": ("view",),
            "notes": ("view", "edit"),
        },
    ),
)


def add(rows) -> Team:
    groups = {
        name: rows.add(
            "astercrm_accountgroup",
            groupname=name,
            groupnote=_NOTES[name],
            incontext="from-internal",
            outcontext="from-internal",
            agentinterval=10,
            wrapuptime=_WRAPUP[name],
            cretime=rows.now,
            creby="admin",
        )
        for name in demo_team.GROUPS
    }
    accounts = {m.username: _add_account(rows, m, groups) for m in demo_team.TEAM}
    for name, note, base, rights in _TYPES:
        _add_type(rows, name, note, base, rights)
    for name, did, note in _LINES:
        rows.add(
            "trunkinfo",
            trunkname=name,
            trunkchannel="PJSIP/trunk",
            didnumber=did,
            trunknote=note,
            creby="admin",
            cretime=rows.now,
        )
    for description, number, group in _SPEED_DIALS:
        rows.add(
            "speeddial",
            description=description,
            number=number,
            groupid=groups.get(group, 0),
            creby="admin",
            cretime=rows.now,
        )
    for reason, colour, minutes, group in _PAUSE_REASONS:
        rows.add(
            "pause_reason",
            reason=reason,
            colour=colour,
            limitminutes=minutes,
            groupid=groups.get(group, 0),
            creby="admin",
            cretime=rows.now,
        )
    return Team(groups, accounts)


def _add_type(rows, name: str, note: str, base: str, rights: dict[str, tuple[str, ...]]) -> None:
    type_id = rows.add("user_types", usertypename=name, memo=note, basetype=base, creby="admin", cretime=rows.now)
    for page, actions in rights.items():
        for action in actions:
            rows.add("user_privileges", user_type_id=type_id, page=page, action=action)


def _add_account(rows, member, groups: dict[str, int]) -> int:
    watched = ",".join(m.username for m in demo_team.TEAM if m.group == member.group and m.username != member.username)
    return rows.add(
        "astercrm_account",
        username=member.username,
        firstname=member.first,
        lastname=member.last,
        extension=member.extension,
        channel=member.channel,
        extensions=watched if member.group else "",
        usertype=member.usertype,
        groupid=groups.get(member.group, 0),
        server=demo_team.SERVER,
        lang=member.lang,
    )
