# SPDX-License-Identifier: GPL-3.0-or-later
"""As whom the programs run: the user who started the demo, or, where that is root, an unprivileged one of the system."""
import os
import pathlib
import pwd
import stat

from .errors import DemoError

_UNPRIVILEGED = ("www-data", "nobody")


class Worker:
    def __init__(self) -> None:
        self.drops = os.geteuid() == 0
        self._entry = _unprivileged() if self.drops else pwd.getpwuid(os.geteuid())

    @property
    def starter(self) -> str:
        """The user who runs scripts/demo."""
        return pwd.getpwuid(os.geteuid()).pw_name

    @property
    def name(self) -> str:
        return self._entry.pw_name

    def command(self, argv: list[str], low_port: bool = False) -> list[str]:
        """The command line that runs `argv` without root's rights; `low_port`: it may bind a port below 1024."""
        if not self.drops:
            return argv
        rights = (
            ["--inh-caps=+net_bind_service", "--ambient-caps=+net_bind_service"] if low_port else ["--inh-caps=-all"]
        )
        return [
            "setpriv",
            f"--reuid={self.name}",
            f"--regid={self._entry.pw_gid}",
            "--clear-groups",
            "--no-new-privs",
            *rights,
            "--",
            *argv,
        ]

    def own(self, *roots: pathlib.Path) -> None:
        """Hands files and folders to the worker."""
        for root in roots if self.drops else ():
            self._give(root)
            for folder, folders, files in os.walk(root):
                for name in folders + files:
                    self._give(pathlib.Path(folder, name))

    def _give(self, path: pathlib.Path) -> None:
        os.chown(path, self._entry.pw_uid, self._entry.pw_gid, follow_symlinks=False)

    def closed_folder(self, path: pathlib.Path) -> pathlib.Path | None:
        """The folder on the way to `path` the worker cannot enter (/root, for one)."""
        for folder in path.parents if self.drops else ():
            if folder.exists() and not folder.stat().st_mode & stat.S_IXOTH:
                return folder
        return None

    def check_reach(self, path: pathlib.Path) -> None:
        if folder := self.closed_folder(path):
            raise DemoError(
                f"as root the demo runs its programs as {self.name}, who cannot enter {folder}: "
                "use --dir /var/tmp/astercc-demo"
            )


def _unprivileged() -> pwd.struct_passwd:
    for name in _UNPRIVILEGED:
        try:
            return pwd.getpwnam(name)
        except KeyError:
            continue
    raise DemoError("no unprivileged user www-data or nobody exists: start the demo as an ordinary user")
