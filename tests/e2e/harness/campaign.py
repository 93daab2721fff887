# SPDX-License-Identifier: GPL-3.0-or-later
"""A campaign that calls the carrier's persons (ccdemo.persons)."""
from random import Random

from ccdemo import persons
from ccdemo.pbx import MESSAGE
from ccdemo.persons import Person

QUEUE = "outbound"


def mixed(count: int, chance: Random) -> list[Person]:
    """People of every kind, quick ones: but for those who hang up at once they stay until AMD has heard them and either an
    agent or the message has come."""
    return persons.mixed(count, chance, rings=range(1, 4), talks=range(4, 6))


def create(bed, people: list[Person], **columns) -> int:
    """A started campaign of Sales with these numbers; returns its id."""
    values = {
        "campaignname": "All kinds of people",
        "groupid": bed.demo.database.value("SELECT id FROM astercrm_accountgroup WHERE groupname = 'Sales'"),
        "enable": 1,
        "status": "busy",
        "outcontext": "from-internal",
        "callerid": "02150001000",
        "queuename": QUEUE,
        "bindqueue": 1,
        "limit_type": "predictive",
        "profile": "US",
        "asksnational": 0,
        "timezone": persons.midday_zone(),
        "ringtime": 15,
        "message": MESSAGE,
        "amd": 1,
        "maxtrytime": 2,
        "retrybusy": 1,
        **columns,
    }
    with bed.demo.database.connect() as connection, connection.cursor() as cursor:
        cursor.execute(f"INSERT INTO campaign ({', '.join(values)}) VALUES ({', '.join(['%s'] * len(values))})", list(values.values()))
        campaign = cursor.lastrowid
        cursor.executemany(
            "INSERT INTO diallist (dialnumber, campaignid, groupid, linetype, cretime) VALUES (%s, %s, %s, 'fixed', UTC_TIMESTAMP())",
            [(person.number, campaign, values["groupid"]) for person in people],
        )
    return campaign


def is_over(bed, campaign: int) -> bool:
    """Every number was called, and every call has its outcome."""
    left = "SELECT (SELECT COUNT(*) FROM diallist WHERE campaignid = %s) + (SELECT COUNT(*) FROM dialedlist WHERE campaignid = %s AND response = '')"
    return bed.demo.database.value(left, campaign, campaign) == 0
