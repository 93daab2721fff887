# SPDX-License-Identifier: GPL-3.0-or-later
"""A configuration file of ours from the sample in etc/: the sample's text with some values replaced, so the demo proves that
the samples work."""
import re

from .errors import DemoError
from .place import CHECKOUT


def derive(sample: str, values: dict[str, dict[str, object]]) -> str:
    """The text of etc/SAMPLE with values[section][key] set. A key the sample does not name is an error."""
    open_keys = {(section, key) for section, keys in values.items() for key in keys}
    section, lines = "", []
    for line in (CHECKOUT / "etc" / sample).read_text(encoding="utf-8").splitlines():
        if header := re.match(r"\[(.+)\]", line):
            section = header[1]
        elif (found := re.match(r";?\s*([\w-]+)\s*=", line)) and (section, found[1]) in open_keys:
            open_keys.discard((section, found[1]))
            line = f"{found[1]} = {values[section][found[1]]}"
        lines.append(line)
    if open_keys:
        raise DemoError(f"etc/{sample} lacks {', '.join(f'[{s}] {k}' for s, k in sorted(open_keys))}")
    return "\n".join(lines) + "\n"
