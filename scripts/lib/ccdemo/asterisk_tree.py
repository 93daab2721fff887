# SPDX-License-Identifier: GPL-3.0-or-later
"""A real Asterisk beside the system. Debian 12 has no asterisk package, the suites forky (22) and bullseye (16) have: the
packages and all they depend on, libc included, are unpacked into one folder and started under their own loader. No root,
no chroot, no change to the system. The folder is shared by every demo of the checkout; `complete` marks an unpack that was
not interrupted."""
import fcntl
import os
import pathlib
import shutil
import subprocess
from concurrent.futures import ThreadPoolExecutor

from .errors import DemoError

_KEYRING = "/usr/share/keyrings/debian-archive-keyring.gpg"
# Only maintainer scripts need these, and we run none.
_NOT_NEEDED = ("perl_", "adduser_", "debconf_", "sound-icons_")


class AsteriskTree:
    def __init__(self, folder: pathlib.Path, suite: str = "forky"):
        self.folder = folder
        self.suite = suite
        self._tree = folder / "tree"
        self._mark = folder / "complete"

    def is_complete(self) -> bool:
        return self._mark.exists() and self.program.exists()

    @property
    def program(self) -> pathlib.Path:
        return self._tree / "usr/sbin/asterisk"

    @property
    def modules(self) -> pathlib.Path:
        return self._first("usr/lib/*/asterisk/modules", "usr/lib/asterisk/modules")

    @property
    def data(self) -> pathlib.Path:
        return self._tree / "usr/share/asterisk"

    def command(self, config: pathlib.Path, *arguments: str) -> list[str]:
        """The command line that runs this Asterisk (or asks the running one) with that asterisk.conf."""
        loader = self._first("usr/lib/*/ld-linux-*.so.*", "lib/*/ld-[0-9]*.so")
        triplet = loader.parent.name
        # Before /usr was merged libraries lay in both; libasteriskpj lies in the last.
        folders = [self._tree / part for part in (f"usr/lib/{triplet}", f"lib/{triplet}", "usr/lib")]
        libraries = ":".join(map(str, folders))
        return [str(loader), "--library-path", libraries, str(self.program), "-C", str(config), *arguments]

    def _first(self, *patterns: str) -> pathlib.Path:
        for pattern in patterns:
            for found in sorted(self._tree.glob(pattern)):
                return found
        raise DemoError(
            f"the unpacked Asterisk in {self._tree} lacks {' or '.join(patterns)}: remove {self.folder} and try again"
        )

    def ensure(self, step) -> None:
        """Unpacks unless that was done; an interrupted unpack starts afresh, a second caller waits for the first."""
        if self.is_complete():
            step.remark = "unpacked before"
            return
        self.folder.mkdir(parents=True, exist_ok=True)
        with open(self.folder / "lock", "w", encoding="ascii") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            if not self.is_complete():
                self._unpack(step)

    def _unpack(self, step) -> None:
        apt = self.folder / "apt"
        shutil.rmtree(self._tree, ignore_errors=True)
        self._tree.mkdir()
        options = _private_apt(apt, self.suite)
        step.detail("reading the package lists of " + self.suite)
        _apt(options, "update", "-qq")
        step.detail("downloading about 80 MB")
        _apt(options, "install", "-y", "-qq", "--download-only", "asterisk")
        packages = [p for p in sorted((apt / "cache/archives").glob("*.deb")) if not p.name.startswith(_NOT_NEEDED)]
        with ThreadPoolExecutor(os.cpu_count() or 1) as pool:
            for done, _ in enumerate(pool.map(self._unpack_one, packages), start=1):
                step.detail(f"{done} of {len(packages)} packages unpacked")
        shutil.rmtree(apt)
        self._mark.write_text(f"{len(packages)} packages of {self.suite}\n", encoding="ascii")
        step.remark = f"{len(packages)} packages of {self.suite}"

    def _unpack_one(self, package: pathlib.Path) -> None:
        subprocess.run(["dpkg", "-x", str(package), str(self._tree)], check=True)


def _private_apt(folder: pathlib.Path, suite: str) -> list[str]:
    """An apt of its own with an empty dpkg status, so that the closure includes libc. Returns the options that select it."""
    for part in ("lists/partial", "cache/archives/partial", "etc"):
        (folder / part).mkdir(parents=True, exist_ok=True)
    (folder / "status").write_text("", encoding="ascii")
    sources = folder / "sources.list"
    sources.write_text(f"deb [signed-by={_KEYRING}] {_mirror()} {suite} main\n", encoding="ascii")
    settings = {
        "Dir::Etc::sourcelist": sources,
        "Dir::Etc::sourceparts": "/dev/null",
        "Dir::Etc::preferencesparts": "/dev/null",
        "Dir::State::lists": folder / "lists",
        "Dir::State::status": folder / "status",
        "Dir::Cache": folder / "cache",
        "APT::Install-Recommends": "0",
        "Acquire::Languages": "none",
        "Debug::NoLocking": "1",
        "APT::Sandbox::User": str(os.getuid()) if os.getuid() else "root",
    }
    return [word for key, value in settings.items() for word in ("-o", f"{key}={value}")]


def _mirror() -> str:
    """The Debian mirror this machine uses itself."""
    listed = subprocess.run(
        ["apt-get", "indextargets", "--format", "$(ORIGIN) $(CODENAME) $(SITE)", "Created-By: Packages"],
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    for line in listed.splitlines():
        origin, codename, site = (line.split() + ["", "", ""])[:3]
        if origin == "Debian" and "security" not in codename and "security" not in site:
            return site
    raise DemoError(
        "apt knows no Debian mirror: run `apt-get update` (as root) with Debian's own archive in /etc/apt, "
        "or use --asterisk HOST:PORT"
    )


def _apt(options: list[str], *arguments: str) -> None:
    done = subprocess.run(["apt-get", *options, *arguments], capture_output=True, text=True, check=False)
    if done.returncode:
        reason = (done.stderr.strip() or done.stdout.strip()).splitlines()[-1:]
        raise DemoError(
            f"Asterisk could not be fetched from Debian ({' '.join(reason)}): "
            "check the network, or use --asterisk HOST:PORT"
        )
