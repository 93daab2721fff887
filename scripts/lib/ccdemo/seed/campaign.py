# SPDX-License-Identifier: GPL-3.0-or-later
"""One campaign of Sales with 40 numbers: half of them customers, half of them new."""
COUNT = 40


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
        **common,
    )
    numbers = [p.number for p in rows.chance.sample(people, COUNT // 2)]
    numbers += [f"0105550{n:04}" for n in rows.chance.sample(range(10000), COUNT // 2)]
    rows.add_all("diallist", [{"dialnumber": n, "campaignid": campaign, **common} for n in numbers])
