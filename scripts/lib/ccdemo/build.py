# SPDX-License-Identifier: GPL-3.0-or-later
"""Builds the preset `release` of the checkout and installs a build into the demo's directory."""
import os
import pathlib
import re
import subprocess

from .errors import DemoError
from .place import BUILD, CHECKOUT

RELEASE = BUILD / "release"
_TARGET = "programs"  # what is installed; tests and benchmarks are not
_SHOWN_LINES = 30


def build(step) -> None:
    if not (RELEASE / "build.ninja").exists():
        step.detail("configuring")
        _run(["cmake", "--preset", "release"], step)
    _run(["ninja", "-C", str(RELEASE), _TARGET], step)


def install(build_folder: pathlib.Path, prefix: pathlib.Path, step) -> None:
    if not (build_folder / "build.ninja").exists():
        raise DemoError(f"{build_folder} is no build directory: leave out --build, or configure it with cmake first")
    _run(["cmake", "--install", str(build_folder), "--prefix", str(prefix)], step)


def _run(command: list[str], step) -> None:
    """Runs a command of the build; shows ninja's counter while it works and the last lines when it fails."""
    lines: list[str] = []
    with subprocess.Popen(
        command,
        cwd=CHECKOUT,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        env={**os.environ, "NINJA_STATUS": "[%f/%t] "},
    ) as child:
        for line in child.stdout:
            lines.append(line.rstrip())
            if counted := re.match(r"\[(\d+)/(\d+)\]", line):
                step.detail(f"{counted[1]} of {counted[2]} steps")
    if child.returncode:
        raise DemoError(f"`{' '.join(command)}` failed:\n    " + "\n    ".join(lines[-_SHOWN_LINES:]))
