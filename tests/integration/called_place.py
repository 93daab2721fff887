# SPDX-License-Identifier: GPL-3.0-or-later
"""Time zones in which it is a certain hour whenever a test runs, so that a profile's hours there are open or not."""
import datetime


def zone_at(hour):
    """A zone in which it is that hour of some day."""
    offset = (hour - datetime.datetime.now(datetime.timezone.utc).hour + 11) % 24 - 11
    return "Etc/GMT" if offset == 0 else f"Etc/GMT{-offset:+d}"


ALWAYS_NOON = zone_at(12)
ALWAYS_NIGHT = zone_at(1)
