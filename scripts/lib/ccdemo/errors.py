# SPDX-License-Identifier: GPL-3.0-or-later
"""What goes wrong in a way the user can mend."""


class DemoError(Exception):
    """One sentence for the user: what is wrong, where, and what to do about it."""
