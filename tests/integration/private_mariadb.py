#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A MariaDB of one's own for the time of one command, or of one `with` block.

    private_mariadb.py run -- COMMAND...     exports ASTERCC_TEST_DB_SOCKET (user root, no password, database astercc)

The data directory lives below a fresh temporary directory, the server listens on a unix socket only, the schema of
sql/astercc.sql is loaded. Set-up of the data directory is done once per machine and copied (it takes seconds).
As root the server runs as the user mysql, or www-data where that is missing.
"""
import fcntl
import os
import pwd
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

SOURCE = Path(__file__).resolve().parents[2]
DATABASE = "astercc"


def _account():
    if os.geteuid() != 0:
        return None
    known = {entry.pw_name: entry for entry in pwd.getpwall()}
    return known.get("mysql") or known["www-data"]  # mysql comes with the full server package only


def _server_command():
    for candidate in ("/usr/sbin/mariadbd", "/usr/sbin/mysqld"):
        if os.access(candidate, os.X_OK):
            return candidate
    raise RuntimeError("MariaDB's server is not installed: apt-get install mariadb-server-core")


def _own(path):
    account = _account()
    if account:
        shutil.chown(path, account.pw_uid, account.pw_gid)


def _template():
    """A data directory as mariadb-install-db leaves it, with the schema loaded; made under a lock, used by copying."""
    digest = subprocess.run(["sha256sum", SOURCE / "sql/astercc.sql"], capture_output=True, text=True, check=True).stdout[:16]
    base = Path(tempfile.gettempdir()) / f"astercc-mariadb-{os.geteuid()}-{digest}"
    base.mkdir(mode=0o755, exist_ok=True)
    _own(base)
    with open(base / "lock", "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (base / "complete").exists():
            shutil.rmtree(base / "data", ignore_errors=True)
            command = ["mariadb-install-db", "--no-defaults", f"--datadir={base / 'data'}", "--skip-test-db",
                       "--auth-root-authentication-method=normal"]
            if _account():
                command.append(f"--user={_account().pw_name}")
            subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
            server = PrivateMariaDB(base / "data")
            server.start()
            try:
                server.client(f"CREATE DATABASE {DATABASE} CHARACTER SET utf8mb4")
                server.client((SOURCE / "sql/astercc.sql").read_text(), DATABASE)
            finally:
                server.stop()
            (base / "complete").touch()
    return base / "data"


class PrivateMariaDB:
    """Started by start() or `with`; kill(), stop() and start() again for tests of outages. `socket` stays the same."""

    def __init__(self, data=None):
        self.root = Path(tempfile.mkdtemp(prefix="astercc-db-"))
        self.root.chmod(0o755)
        _own(self.root)
        self.data = data
        self.socket = str(self.root / "s")
        self.process = None

    def __enter__(self):
        self.start()
        return self

    def __exit__(self, *_):
        self.stop()
        shutil.rmtree(self.root, ignore_errors=True)

    def start(self, *options):
        if self.data is None:
            template = _template()
            self.data = self.root / "data"
            subprocess.run(["cp", "-a", "--reflink=auto", str(template), str(self.data)], check=True)
        command = [_server_command(), "--no-defaults", f"--datadir={self.data}", f"--socket={self.socket}", "--skip-networking",
                   f"--tmpdir={self.root}", f"--pid-file={self.root / 'pid'}", f"--log-error={self.root / 'log'}", "--innodb-buffer-pool-size=128M",
                   "--innodb-flush-log-at-trx-commit=1", "--character-set-server=utf8mb4", *options]
        if _account():
            command.append(f"--user={_account().pw_name}")
        self.process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        deadline = time.monotonic() + 60
        while subprocess.run(self._client("--silent", "-e", "SELECT 1"), capture_output=True).returncode != 0:
            if self.process.poll() is not None or time.monotonic() > deadline:
                log = Path(self.root / "log")
                raise RuntimeError("the private MariaDB did not start:\n" + (log.read_text() if log.exists() else ""))
            time.sleep(0.05)

    def stop(self):
        if self.process and self.process.poll() is None:
            self.process.terminate()
            self.process.wait(60)

    def kill(self):
        self.process.kill()
        self.process.wait()

    def _client(self, *arguments):
        return ["mariadb", "--no-defaults", f"--socket={self.socket}", "--user=root", *arguments]

    def client(self, sql, database=""):
        subprocess.run(self._client(*([database] if database else [])), input=sql, text=True, check=True)

    def client_rows(self, sql, database=""):
        command = self._client("--batch", "--skip-column-names", "-e", sql, *([database] if database else []))
        return subprocess.run(command, capture_output=True, text=True, check=True).stdout.splitlines()


def main():
    if len(sys.argv) < 4 or sys.argv[1:3] != ["run", "--"]:
        sys.exit(__doc__)
    with PrivateMariaDB() as server:
        environment = dict(os.environ, ASTERCC_TEST_DB_SOCKET=server.socket)
        sys.exit(subprocess.run(sys.argv[3:], env=environment).returncode)


if __name__ == "__main__":
    main()
