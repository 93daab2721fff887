# SPDX-License-Identifier: GPL-3.0-or-later
"""astercclive on a port of its own, who writes what it tells, and who listens; fixtures for the tests that use them."""
import hashlib
import json
import secrets
import socket

import pymysql
import pytest
from conftest import Daemon, eventually
from live_client import LiveClient

INSERT = ("INSERT INTO feed (origin, seq, cretime, topic, accountid, groupid, payload) "
          "VALUES (%s, %s, UTC_TIMESTAMP(3), 'call', %s, 0, %s)")


class Writer:
    """One connection that appends to the feed, like an astercc; autocommit unless told otherwise."""

    def __init__(self, server, autocommit=True):
        self.connection = pymysql.connect(unix_socket=server.socket, user="root", database="astercc", autocommit=autocommit)
        self.origin = secrets.token_hex(8)
        self.seq = 0

    def append(self, account, **payload):
        self.seq += 1
        with self.connection.cursor() as cursor:
            cursor.execute(INSERT, (self.origin, self.seq, account, json.dumps(payload)))
            return cursor.lastrowid

    def commit(self):
        self.connection.commit()

    def rollback(self):
        self.connection.rollback()


class Live:
    """astercclive on a port of its own, with accounts alice and bruno."""

    def __init__(self, directory, mariadb, database):
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self.mariadb, self.database = mariadb, database
        self.config = directory / "astercc.conf"
        self.configure()
        self.daemon = Daemon("astercclive", self.config)
        self.alice, self.bruno = (self._account(name) for name in ("alice", "bruno"))
        self.clients = []

    def configure(self, **live):
        keys = "".join(f"{key} = {value}\n" for key, value in live.items())
        self.config.write_text(f"[database]\ndbhost = {self.mariadb.socket}\nusername = root\n[system]\n"
                               f"rundir = {self.config.parent}\nlogdir = {self.config.parent}\n"
                               f"[live]\nport = {self.port}\n{keys}")

    def _account(self, name):
        self.database.rows("INSERT INTO astercrm_account (username, extensions) VALUES (%s, '')", name)
        return self.database.rows("SELECT id FROM astercrm_account WHERE username = %s", name)[0]["id"]

    def login(self, account, seen_minutes_ago=0, born_hours_ago=0):
        token = secrets.token_urlsafe(32)
        self.database.rows("INSERT INTO session (token_hash, accountid, csrf_token, cretime, lastseen) VALUES (%s, %s, '', "
                           "UTC_TIMESTAMP() - INTERVAL %s HOUR, UTC_TIMESTAMP() - INTERVAL %s MINUTE)",
                           hashlib.sha256(token.encode()).digest(), account, born_hours_ago, seen_minutes_ago)
        return token

    def start(self):
        self.daemon.start()
        eventually(self.is_healthy)
        return self

    def is_healthy(self):
        try:
            return self.get("/healthz")[0] == 200
        except ConnectionRefusedError:
            return False

    def get(self, target, method="GET", headers=""):
        with socket.create_connection(("127.0.0.1", self.port), timeout=20) as connection:
            connection.sendall(f"{method} {target} HTTP/1.1\r\nHost: test\r\n{headers}\r\n".encode())
            answer = b"".join(iter(lambda: connection.recv(65536), b"")).decode()
        return int(answer.split()[1]), answer

    def open(self, token, **options):
        client = LiveClient(self.port, token, **options)
        self.clients.append(client)
        return client


@pytest.fixture
def live(tmp_path, mariadb, database):
    live = Live(tmp_path, mariadb, database)
    yield live
    live.daemon.stop()


@pytest.fixture
def writer(mariadb):
    return Writer(mariadb)
