# SPDX-License-Identifier: GPL-3.0-or-later
"""The programs of a demo, so that `down` ends exactly those. A program is known by pid, start time and boot; it is
signalled through a pidfd taken before the check, so a recycled pid is never hit. Whatever they start inherits MARK in its
environment, which finds children whose parent died."""
import json
import os
import pathlib
import select
import signal
import subprocess
import time

from .errors import DemoError

MARK = "ASTERCC_DEMO"
_TERM_PATIENCE = 20.0
_KEPT_ENVIRONMENT = ("PATH", "LANG", "LC_ALL", "TZ", "ASAN_OPTIONS", "UBSAN_OPTIONS", "LSAN_OPTIONS")


def boot_id() -> str:
    return pathlib.Path("/proc/sys/kernel/random/boot_id").read_text(encoding="ascii").strip()


def _stat(pid: int) -> list[str]:
    """The fields of /proc/PID/stat from the third (the state) on; empty when there is no such process."""
    try:
        return pathlib.Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    except (FileNotFoundError, ProcessLookupError):
        return []


def start_time(pid: int) -> int:
    """When the process began, in ticks since boot; 0 when it is gone or a zombie."""
    fields = _stat(pid)
    return int(fields[19]) if fields and fields[0] != "Z" else 0


class Processes:
    def __init__(self, place, worker):
        self._record = place.root / "processes.json"
        self._log = place.log
        self._root = str(place.root)
        self._worker = worker

    def environment(self) -> dict[str, str]:
        kept = {k: os.environ[k] for k in _KEPT_ENVIRONMENT if k in os.environ}
        return {**kept, MARK: self._root, "HOME": self._root}

    def run(self, argv: list[str], **options) -> subprocess.CompletedProcess:
        """Runs a helper to its end as the worker."""
        source = {} if "input" in options else {"stdin": subprocess.DEVNULL}
        return subprocess.run(
            self._worker.command(argv),
            env=self.environment(),
            text=True,
            capture_output=True,
            check=False,
            cwd=self._root,
            **source,
            **options,
        )

    def start(self, name: str, argv: list[str], low_port: bool = False) -> subprocess.Popen:
        """Starts a program that outlives us; its output goes to log/NAME.out."""
        with open(self.output(name), "ab") as out:
            child = subprocess.Popen(
                self._worker.command(argv, low_port),
                env=self.environment(),
                cwd=self._root,
                stdin=subprocess.DEVNULL,
                stdout=out,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        self._remember(name, child.pid)
        return child

    def output(self, name: str) -> pathlib.Path:
        return self._log / f"{name}.out"

    def require_alive(self, name: str, child: subprocess.Popen) -> None:
        """For loops that wait for a program to be ready: its death is an error that shows its last words."""
        if child.poll() is not None:
            words = self.output(name).read_text(encoding="utf-8", errors="replace").strip().splitlines()[-5:]
            raise DemoError(
                f"{name} ended with status {child.returncode}; its last words ({self.output(name)}):\n    "
                + "\n    ".join(words or ["(none)"])
            )

    def pid(self, name: str) -> int:
        """Pid of the running program of that name, 0 when it does not run."""
        entry = self._load().get(name)
        return entry["pid"] if entry and _is(entry) else 0

    def stop(self, name: str, with_signal: int = signal.SIGTERM) -> None:
        entry = self._load().get(name)
        if entry:
            _end(entry, with_signal)

    def stop_leftovers(self) -> list[str]:
        """Ends what still carries our mark; returns the command lines."""
        found = [p for p in map(int, filter(str.isdigit, os.listdir("/proc"))) if self._is_marked(p)]
        lines = [_command_line(p) for p in found]
        for pid in found:
            _end({"pid": pid, "start": start_time(pid), "boot": boot_id()}, signal.SIGTERM, patience=3)
        return lines

    def _is_marked(self, pid: int) -> bool:
        try:
            marks = pathlib.Path(f"/proc/{pid}/environ").read_bytes().split(b"\0")
        except OSError:
            return False  # gone, or another user's and so not ours
        return pid != os.getpid() and f"{MARK}={self._root}".encode() in marks

    def _remember(self, name: str, pid: int) -> None:
        known = self._load()
        known[name] = {"pid": pid, "start": start_time(pid), "boot": boot_id()}
        fresh = self._record.with_suffix(".new")
        fresh.write_text(json.dumps(known, indent=2), encoding="ascii")
        fresh.replace(self._record)

    def _load(self) -> dict:
        return json.loads(self._record.read_text(encoding="ascii")) if self._record.exists() else {}


def _is(entry: dict) -> bool:
    return entry["boot"] == boot_id() and entry["start"] != 0 and start_time(entry["pid"]) == entry["start"]


def _end(entry: dict, with_signal: int, patience: float = _TERM_PATIENCE) -> None:
    try:
        handle = os.pidfd_open(entry["pid"])
    except ProcessLookupError:
        return
    try:
        for number, wait in ((with_signal, patience), (signal.SIGKILL, 5.0)):
            if not _is(entry):
                return
            signal.pidfd_send_signal(handle, number)
            if _ended_within(handle, entry["pid"], wait):
                return
    except ProcessLookupError:
        pass
    finally:
        os.close(handle)


def _ended_within(handle: int, pid: int, seconds: float) -> bool:
    if not select.select([handle], [], [], seconds)[0]:
        return False
    try:
        os.waitpid(pid, os.WNOHANG)  # ours when `up` itself gives up half way
    except ChildProcessError:
        pass
    return True


def _command_line(pid: int) -> str:
    try:
        return pathlib.Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace").strip()
    except OSError:
        return f"pid {pid}"


def wait_until(condition, seconds: float, what: str, meanwhile=lambda: None) -> None:
    """Looks at `condition` until it holds; `meanwhile` may raise a better reason than the time that passed."""
    end = time.monotonic() + seconds
    while not condition():
        meanwhile()
        if time.monotonic() > end:
            raise DemoError(f"{what} did not happen within {seconds:.0f} s")
        time.sleep(0.05)
