# SPDX-License-Identifier: GPL-3.0-or-later
"""A campaign that calls the carrier's persons (ccdemo.persons)."""
import random
from datetime import datetime, timezone

from ccdemo import persons
from ccdemo.pbx import MESSAGE
from ccdemo.persons import Person

QUEUE = "outbound"
# What a list holds: of a hundred.
_MIXTURE = {
    persons.PERSON: 55,
    persons.BUSY: 10,
    persons.SILENT: 8,
    persons.UNAVAILABLE: 5,
    persons.UNKNOWN: 5,
    persons.MACHINE: 17,
}
_HANGS_UP_AT_ONCE = 0.05  # of the persons


def mixed(count: int, chance: random.Random) -> list[Person]:
    """Persons of every kind; rings and talks are short."""
    kinds = chance.choices(list(_MIXTURE), list(_MIXTURE.values()), k=count)
    return [
        Person(serial, kind, chance.randint(1, 3), 0 if kind == persons.PERSON and chance.random() < _HANGS_UP_AT_ONCE else chance.randint(1, 3) + 2 * (kind == persons.MACHINE))
        for serial, kind in enumerate(kinds)
    ]


def midday_zone() -> str:
    """Where it is midday: numbers there may be called whenever a test runs."""
    ahead = 13 - datetime.now(timezone.utc).hour
    return f"Etc/GMT{-ahead:+d}" if ahead else "Etc/GMT"


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
        "timezone": midday_zone(),
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
