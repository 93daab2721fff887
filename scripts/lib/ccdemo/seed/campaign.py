# SPDX-License-Identifier: GPL-3.0-or-later
"""Two campaigns of Sales. One with 40 numbers, half of them customers, half of them new: every second one is assigned to an
agent, to be dialed by hand. One that runs by itself once somebody starts it, with numbers of the carrier's people."""
from .. import pbx, persons
from .. import team as demo_team

COUNT = 40
_PREDICTIVE_COUNT = 300
_SCRIPT = (
    "Good day, this is asterCC Sales. Do you have a minute?\n"
    "Our spring offer: 10 % on yearly contracts until the end of the month."
)
_RESULTS = (
    ("Sold", "final"),
    ("Not interested", "final"),
    ("Call back later", "callback"),
    ("Nobody there", "retry"),
    ("Do not call again", "donotcall"),
)


def add(rows, team, people: list) -> None:
    common = {"groupid": team.groups["Sales"], "creby": "admin", "cretime": rows.now}
    _add_spring_offer(rows, common, people)
    _add_survey(rows, common)


def _add_spring_offer(rows, common: dict, people: list) -> None:
    campaign = rows.add(
        "campaign",
        campaignname="Spring offer",
        campaignnote="10 % on yearly contracts",
        enable=1,
        outcontext="from-internal",
        incontext="from-internal",
        callerid="02150001000",
        queuename="sales",
        max_channel=3,
        maxtrytime=3,
        profile="US",
        asksnational=0,
        timezone=persons.midday_zone(),
        script=_SCRIPT,
        dispositionrequired=1,
        **common,
    )
    numbers = [p.number for p in rows.chance.sample(people, COUNT // 2)]
    numbers += [f"0105550{n:04}" for n in rows.chance.sample(range(10000), COUNT // 2)]
    agents = demo_team.of("Sales")
    assigned = [agents[i // 2 % len(agents)].extension if i % 2 else "" for i in range(COUNT)]
    rows.add_all(
        "diallist",
        [{"dialnumber": n, "assign": to, "campaignid": campaign, **common} for n, to in zip(numbers, assigned)],
    )
    rows.add_all(
        "campaign_disposition",
        [
            {"campaignid": campaign, "disposition": words, "meaning": meaning, "position": i, **common}
            for i, (words, meaning) in enumerate(_RESULTS, 1)
        ],
    )


def _add_survey(rows, common: dict) -> None:
    campaign = rows.add(
        "campaign",
        campaignname="How was your order?",
        campaignnote="runs by itself once it is started",
        enable=1,
        outcontext="from-internal",
        callerid="02150001000",
        queuename="outbound",
        bindqueue=1,
        limit_type="predictive",
        maxlines=20,
        maxtrytime=3,
        retrybusy=120,
        retrynoanswer=600,
        profile="US",
        asksnational=0,
        timezone=persons.midday_zone(),
        ringtime=20,
        message=pbx.MESSAGE,
        amd=1,
        script="Good day, this is asterCC Sales. May I ask how you liked your last order?",
        **common,
    )
    listed = persons.mixed(_PREDICTIVE_COUNT, rows.chance, rings=range(2, 10), talks=range(5, 10))
    rows.add_all(
        "diallist",
        [{"dialnumber": p.number, "campaignid": campaign, "linetype": "fixed", **common} for p in listed],
    )
