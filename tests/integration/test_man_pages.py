# SPDX-License-Identifier: GPL-3.0-or-later
"""The manual pages: one for every program and configuration file, well formed, with every option and key."""
import os
import re
import subprocess
from pathlib import Path

import pytest

SOURCE, BUILD = Path(os.environ["CC_SOURCE_DIR"]), Path(os.environ["CC_BUILD_DIR"])
PAGES = {page.name: page for page in (SOURCE / "docs/man").iterdir()}
SCRIPTS = [script for name in ("asterccd", "astercc-backup", "astercc-restore") if (script := SOURCE / "scripts" / name).exists()]
WITHOUT_HELP = {"astercrm-import", "eventdog.sh"}


def programs() -> list[Path]:
    built = [path for path in (BUILD / "bin").iterdir() if path.suffix != ".fcgi" and os.access(path, os.X_OK)]
    return sorted([*built, *SCRIPTS, SOURCE / "scripts/eventdog.sh"])


def text_of(page: str) -> str:
    return PAGES[page].read_text(encoding="utf-8")


def options_in(help_text: str) -> set[str]:
    return set(re.findall(r"(?<![\w-])-{1,2}([a-zA-Z][\w-]*)", help_text))


def options_of_page(page: str) -> set[str]:
    return set(re.findall(r"\bFl (?:Fl )?([a-zA-Z][\w-]*)", text_of(page)))


@pytest.mark.parametrize("page", sorted(PAGES))
def test_a_page_is_well_formed(page):
    lint = subprocess.run(["mandoc", "-T", "lint", "-W", "warning", PAGES[page]], capture_output=True, text=True, check=False)
    assert lint.stdout == "" and lint.returncode == 0


@pytest.mark.parametrize("page", sorted(PAGES))
def test_a_page_refers_to_pages_that_are_there(page):
    referred = re.findall(r"\.Xr ([\w.-]+) (\d)", text_of(page))
    assert not [f"{name}.{section}" for name, section in referred if f"{name}.{section}" not in PAGES]


def test_every_program_has_a_page():
    assert len(programs()) > 8
    assert not [program.name for program in programs() if f"{program.name}.8" not in PAGES]


def test_every_option_of_a_help_is_in_the_page():
    missing = []
    for program in programs():
        if program.name in WITHOUT_HELP:
            continue
        shown = subprocess.run([program, "-h"], capture_output=True, text=True, check=True)
        missing += [f"{program.name}: {option}" for option in options_in(shown.stdout) - options_of_page(f"{program.name}.8")]
    assert not missing


@pytest.mark.parametrize("file", ["astercc.conf", "astercrm.conf"])
def test_every_key_of_a_configuration_is_in_its_page(file):
    keys = set(re.findall(r"^;?([a-z_0-9]+) ?=", (SOURCE / "etc" / file).read_text(), re.MULTILINE))
    told = set(re.findall(r"\bLi ([a-z_0-9]+)\b", text_of(f"{file}.5")))
    assert len(keys) > 30 and not keys - told
