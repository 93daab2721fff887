# SPDX-License-Identifier: GPL-3.0-or-later
"""The demo's directory: where everything lies, and demo.json, what `up` decided (ports, secrets, options) and the other
subcommands, `down` first of all, must know. demo.json holds secrets: only who started the demo may read it."""
import json
import os
import pathlib
import shutil

from .errors import DemoError

CHECKOUT = pathlib.Path(__file__).resolve().parents[3]
BUILD = CHECKOUT / "build"
DEFAULT_ROOT = CHECKOUT / "run"
_SOCKET_PATH_LIMIT = 107  # of sun_path; the longest of ours is DIR/run/asterisk/asterisk.ctl
_MARK = "demo.json"


class Place:
    def __init__(self, root: pathlib.Path):
        self.root = root.resolve()
        self.etc = self.root / "etc"
        self.log = self.root / "log"
        self.run = self.root / "run"
        self.opt = self.root / "opt"
        self.data = self.root / "data"  # the database
        self.pbx = self.root / "pbx"  # Asterisk's and the phones' files
        self.cdr_file = self.log / "asterisk/cdr-custom/astercc.csv"  # what our Asterisk records of its calls
        self._state = self.root / _MARK

    def exists(self) -> bool:
        return self._state.exists()

    def create(self) -> None:
        """Makes the folders. Refuses a directory that holds something else: `down` will remove it."""
        if len(str(self.run / "asterisk/asterisk.ctl")) > _SOCKET_PATH_LIMIT:
            raise DemoError(f"the path {self.root} is too long for a socket below it: use --dir with a shorter one")
        if self.root.exists() and not self.exists() and any(self.root.iterdir()):
            raise DemoError(f"{self.root} holds other files and no demo: choose another --dir")
        try:
            for folder in (self.root, self.etc, self.log, self.run, self.data, self.pbx):
                folder.mkdir(parents=True, exist_ok=True)
        except OSError as e:
            raise DemoError(f"{e.filename} cannot be made ({e.strerror}): choose another --dir") from None
        self.root.chmod(0o755)  # the programs' user walks through it
        if not self.exists():
            self.save({})

    def load(self) -> dict:
        try:
            return json.loads(self._state.read_text(encoding="utf-8"))
        except FileNotFoundError:
            raise DemoError(
                f"there is no demo in {self.root}: start one with `scripts/demo up`"
                " (or name its directory with --dir)"
            ) from None
        except PermissionError:
            raise DemoError(
                f"{self._state} belongs to another user: run this as the user who started the demo"
            ) from None

    def save(self, state: dict) -> None:
        fresh = self._state.with_suffix(".new")
        with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8") as f:
            json.dump(state, f, indent=2)
        fresh.replace(self._state)

    def remove(self) -> None:
        shutil.rmtree(self.root)
