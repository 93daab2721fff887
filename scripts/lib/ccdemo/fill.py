# SPDX-License-Identifier: GPL-3.0-or-later
"""Files with @NAME@ in them. A name nobody gave is an error, not an empty word."""
import pathlib
import re

_TEMPLATES = pathlib.Path(__file__).resolve().parent / "templates"


def fill(template: str, **values) -> str:
    """The text of templates/TEMPLATE with its @NAME@s replaced."""
    text = (_TEMPLATES / template).read_text(encoding="utf-8")
    return re.sub(r"@([A-Z][A-Z_]*)@", lambda found: str(values[found.group(1)]), text)


def names(folder: str) -> list[str]:
    return sorted(p.name for p in (_TEMPLATES / folder).iterdir())
