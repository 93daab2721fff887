# SPDX-License-Identifier: GPL-3.0-or-later
"""One campaign of Sales with 40 numbers: half of them customers, half of them new. Every second one is assigned to an
agent, to be dialed by hand."""
from .. import team as demo_team

COUNT = 40
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
    sales = team.groups["Sales"]
    common = {"groupid": sales, "creby": "admin", "cretime": rows.now}
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
