# SPDX-License-Identifier: GPL-3.0-or-later
"""Progress for the eye: one line per step with the time it took; on a terminal the line moves while the step works."""
import contextlib
import sys
import time

_QUIET_PERIOD = 10.0  # seconds between details where the output is a file
_WIDTH = 100


class Step:
    """A step under way. `detail` may be called as often as wanted; `remark` stands behind the title at the end."""

    def __init__(self, title: str):
        self.remark = ""
        self._title = title
        self._began = self._shown = time.monotonic()
        self._moving = sys.stdout.isatty()
        if self._moving:
            print(f"  .. {title}", end="", flush=True)

    def detail(self, text: str) -> None:
        now = time.monotonic()
        if self._moving and now - self._shown >= 0.1:
            print("\r" + f"  .. {self._title}: {text}"[:_WIDTH].ljust(_WIDTH), end="", flush=True)
        elif not self._moving and now - self._shown >= _QUIET_PERIOD:
            print(f"  .. {self._title}: {text} ({now - self._began:.0f} s)", flush=True)
        else:
            return
        self._shown = now

    def close(self, mark: str, remark: str) -> None:
        line = f"  {mark} {self._title}{': ' + remark if remark else ''} ({time.monotonic() - self._began:.1f} s)"
        print("\r" + line.ljust(_WIDTH) if self._moving else line, flush=True)


@contextlib.contextmanager
def step(title: str):
    """`with step("Seeding") as s:` prints the line when the block ends; an exception marks it as failed and goes on."""
    now = Step(title)
    try:
        yield now
    except BaseException:
        now.close("!!", "failed")
        raise
    now.close("ok", now.remark)


def say(text: str = "") -> None:
    print(text, flush=True)
