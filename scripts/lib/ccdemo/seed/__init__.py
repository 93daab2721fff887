# SPDX-License-Identifier: GPL-3.0-or-later
"""A believable call center to begin with. The same every time but for the dates, which end today."""
import random
from datetime import datetime, timezone

from . import accounts, attempts, campaign, customers, history, survey
from .rows import Rows

_SEED = 2008


def seed(connection) -> dict[str, int]:
    """Fills an empty schema in one transaction and returns how many rows of what there are now. The accounts have no
    password yet: that is astercrm-admin's to set."""
    rows = Rows(connection, random.Random(_SEED), datetime.now(timezone.utc).replace(microsecond=0, tzinfo=None))
    connection.begin()
    try:
        team = accounts.add(rows)
        people = customers.add(rows, team)
        history.add(rows, team, people)
        campaign.add(rows, team, people)
        attempts.add(rows, "Spring offer")
        survey.add(rows, team, people)
        connection.commit()
    except BaseException:
        connection.rollback()
        raise
    return rows.counts
