# SPDX-License-Identifier: GPL-3.0-or-later
"""The private MariaDB: its start, the schema, and one user per kind of program with no more rights than it uses."""
import pathlib
import subprocess

import pymysql

from . import fill
from .context import Context
from .errors import DemoError
from .place import CHECKOUT
from .processes import wait_until

NAME = "mariadb"
SCHEMA = "astercc"
_SERVER = "/usr/sbin/mariadbd"
_CHANGE, _READ = "SELECT, INSERT, UPDATE, DELETE", "SELECT"
# What a user may do with a table that is not listed here is _OTHERS, else _CHANGE. The logs only grow.
_OTHERS = "*"
_RIGHTS = {
    "astercc": {
        "schema_version": _READ,
        "account_log": "INSERT",
        "audit_log": "INSERT",
        "recording_log": _READ,
        "astercrm_account": _READ,
        "astercrm_accountgroup": _READ,
        "user_types": _READ,
        "user_privileges": _READ,
        "login_throttle": _READ,
        "pause_reason": _READ,
        "campaign_disposition": _READ,
        "agent_work": _READ,
        "campaign_check": _READ,
        "customer": _READ,
        "contact": _READ,
        "note": _READ,
    },
    "astercrm": {
        "schema_version": _READ,
        "account_log": "SELECT, INSERT",
        "audit_log": "SELECT, INSERT",
        "recording_log": "SELECT, INSERT",
        "curcdr": _READ,
        "mycdr": _READ,
        "call_mark": "SELECT, INSERT, UPDATE",
        "events": _READ,
        "feed": "SELECT, INSERT",
        "agent_state": _READ,
        "agent_queue": _READ,
        "agent_log": _READ,
        "agent_request": "SELECT, INSERT",
        "report_calls": _READ,
        "report_time": _READ,
        "dial_decision": "SELECT, INSERT",
        "campaign_hour": "SELECT, DELETE",
        "campaign_state": "SELECT, DELETE",
    },
    "dialer": {
        _OTHERS: "",
        "schema_version": _READ,
        "lease": "SELECT, INSERT, UPDATE",
        "campaign": _READ,
        "diallist": _CHANGE,
        "dialedlist": _CHANGE,
        "dial_decision": "SELECT, INSERT",
        "campaign_hour": "SELECT, INSERT, UPDATE",
        "campaign_state": _CHANGE,
        "originated_call": _CHANGE,
        "dnc": _READ,
        "national_dnc": _READ,
        "national_dnc_load": _READ,
        "public_holiday": _READ,
        "queue_name": _READ,
        "queue_agent": _READ,
        "agent_state": _READ,
        "curcdr": _READ,
        "mycdr": _READ,
    },
}


def grants(user: str, tables: list[str]) -> list[str]:
    """The statements that give a program's user its rights."""
    rights = _RIGHTS[user]
    allowed = {table: rights.get(table, rights.get(_OTHERS, _CHANGE)) for table in tables}
    return [f"GRANT {what} ON {SCHEMA}.{table} TO {user}@localhost" for table, what in allowed.items() if what]


class Database:
    def __init__(self, context: Context):
        self._context = context
        self._place = context.place
        self._config = context.place.etc / "my.cnf"
        self.socket = context.place.run / "mysql.sock"

    def write_files(self) -> None:
        self._config.write_text(
            fill.fill(
                "my.cnf", DATA=self._place.data, RUN=self._place.run, LOG=self._place.log, PORT=self._context.port("db")
            ),
            encoding="utf-8",
        )

    def is_created(self) -> bool:
        return (self._place.data / "mysql").is_dir()

    def create_files(self) -> None:
        """An empty server. Its administrator is the user of this machine who started the demo, by socket only."""
        done = self._context.processes.run(
            [
                "mariadb-install-db",
                f"--defaults-file={self._config}",
                "--auth-root-authentication-method=socket",
                f"--auth-root-socket-user={self._context.worker.starter}",
                "--skip-test-db",
            ]
        )
        if done.returncode:
            raise DemoError(f"mariadb-install-db failed: {(done.stderr or done.stdout).strip()[-400:]}")

    def start(self) -> None:
        child = self._context.processes.start(NAME, [_SERVER, f"--defaults-file={self._config}"])
        wait_until(
            self._answers, 60, "the start of MariaDB", lambda: self._context.processes.require_alive(NAME, child)
        )

    def _answers(self) -> bool:
        try:
            self.connect(None).close()
            return True
        except pymysql.err.OperationalError:
            return False

    def connect(self, schema: str | None = SCHEMA, **options):
        """A connection of the administrator."""
        return pymysql.connect(
            unix_socket=str(self.socket),
            user=self._context.worker.starter,
            database=schema,
            charset="utf8mb4",
            autocommit=True,
            **options,
        )

    def value(self, question: str, *parameters):
        """The first column of the first row; None when there is no row."""
        with self.connect() as c, c.cursor() as cursor:
            cursor.execute(question, parameters)
            return (cursor.fetchone() or (None,))[0]

    def has_schema(self) -> bool:
        with self.connect(None) as c, c.cursor() as cursor:
            return cursor.execute("SHOW DATABASES LIKE %s", (SCHEMA,)) > 0

    def load_schema(self) -> None:
        """Creates the schema, all or nothing: a half loaded one is dropped."""
        self._admin(f"CREATE DATABASE {SCHEMA} CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci")
        try:
            self._load_file(CHECKOUT / "sql/astercc.sql")
            for user in _RIGHTS:
                self._create_user(user)
        except BaseException:
            self._admin(f"DROP DATABASE {SCHEMA}")
            raise

    def _load_file(self, path: pathlib.Path) -> None:
        with open(path, "rb") as text:
            done = subprocess.run(
                [
                    "mariadb",
                    f"--defaults-file={self._config}",
                    f"--socket={self.socket}",
                    f"--user={self._context.worker.starter}",
                    SCHEMA,
                ],
                stdin=text,
                capture_output=True,
                text=True,
                check=False,
            )
        if done.returncode:
            raise DemoError(f"{path} cannot be loaded: {done.stderr.strip()}")

    def _create_user(self, user: str) -> None:
        with self.connect() as c, c.cursor() as cursor:
            cursor.execute(
                f"CREATE OR REPLACE USER {user}@localhost IDENTIFIED BY %s", (self._context.secret(f"db_{user}"),)
            )
            cursor.execute("SHOW TABLES")
            for grant in grants(user, [table for (table,) in cursor.fetchall()]):
                cursor.execute(grant)

    def _admin(self, statement: str) -> None:
        with self.connect(None) as c, c.cursor() as cursor:
            cursor.execute(statement)
