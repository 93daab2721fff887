# SPDX-License-Identifier: GPL-3.0-or-later
"""astercclive with a thousand streams that show the board, and fifty calls a second."""
import hashlib
import json
import os
import pathlib
import secrets
import socket
import subprocess
import tempfile
import time

import pymysql
from ccdemo.place import BUILD
from private_mariadb import PrivateMariaDB

AGENTS, SUPERVISORS, GROUPS, WATCHED = 900, 100, 10, 10
CALLS_A_SECOND, RING, TALK = 50, 2.0, 8.0
TICK = 0.04  # how far apart astercc's commits are under load
SETTLE, MEASURE = 12, 60
# Rows of agents who have just begun to talk; of an own call's event.
_BOARD_KEY, _FEED_KEY = '"state":"talking","stateSince":', '"at":'


def run() -> None:
    """p50 and p99 in ms from the event to the client, CPU and memory of astercclive."""
    with PrivateMariaDB() as mariadb, tempfile.TemporaryDirectory() as folder:
        floor = _Floor(mariadb)
        live = _Live(pathlib.Path(folder), mariadb)
        try:
            floor.work(SETTLE)
            before = live.resident_kib()
            crowds = [
                _Crowd(live, folder, "supervisors", floor.supervisors, "/live?board=system", _BOARD_KEY),
                _Crowd(live, folder, "agents, colleagues", floor.agents[::2], "/live?board=colleagues", _BOARD_KEY),
                _Crowd(live, folder, "agents, own calls", floor.agents[1::2], "/live?board=colleagues", _FEED_KEY),
            ]
            floor.work(SETTLE)
            began, cpu, database_cpu = time.monotonic(), live.cpu_seconds(), _cpu_seconds(mariadb.process.pid)
            floor.work(MEASURE)
            took = time.monotonic() - began
            share = (live.cpu_seconds() - cpu) / took
            database_share = (_cpu_seconds(mariadb.process.pid) - database_cpu) / took
            memory = (live.resident_kib() - before) / (AGENTS + SUPERVISORS)
            for crowd in crowds:
                crowd.end()
            print(f"astercclive {share:.1%} of a core, {memory:.1f} KiB per stream; MariaDB {database_share:.1%} of a core, "
                  f"the writer's part included; load average {os.getloadavg()[0]:.1f}, {floor.calls} calls in {took:.0f} s")
        finally:
            live.stop()


class _Floor:
    """The accounts, and calls that ring, talk and end as astercc would write them."""

    def __init__(self, mariadb):
        self._connection = pymysql.connect(unix_socket=mariadb.socket, user="root", database="astercc")
        self._feed = self.calls = 0
        self._due: list[tuple[float, str, int, str]] = []  # when, what, whose, call
        with self._connection.cursor() as cursor:
            for number in range(AGENTS + SUPERVISORS):
                watched = ",".join(f"user{(number + i) % AGENTS}" for i in range(1, WATCHED + 1))
                usertype = "agent" if number < AGENTS else "admin" if number % GROUPS == 0 else "groupadmin"
                cursor.execute(
                    "INSERT INTO astercrm_account (id, username, firstname, usertype, groupid, extension, extensions) "
                    "VALUES (%s, %s, %s, %s, %s, %s, %s)",
                    (number + 1, f"user{number}", f"Person {number}", usertype, number % GROUPS + 1, str(10000 + number), watched))
                cursor.execute("INSERT INTO agent_state (accountid, groupid, status, statussince, statesince) VALUES "
                               "(%s, %s, 'ready', UTC_TIMESTAMP(3), UTC_TIMESTAMP(3))", (number + 1, number % GROUPS + 1))
            for queue in range(GROUPS):
                cursor.execute("INSERT INTO queue_name (queuename, t) VALUES (%s, 20)", (f"queue{queue}",))
                cursor.execute("INSERT INTO queue_agent (queuename, agent, status) SELECT %s, CONCAT('PJSIP/', extension), "
                               "'Not in use' FROM astercrm_account WHERE groupid = %s", (f"queue{queue}", queue + 1))
            cursor.execute("INSERT INTO peerstatus (peer, status) SELECT CONCAT('PJSIP/', extension), 'reachable' FROM astercrm_account")
        self.agents = [self._session(number + 1) for number in range(AGENTS)]
        self.supervisors = [self._session(AGENTS + number + 1) for number in range(SUPERVISORS)]
        self._connection.commit()

    def _session(self, account: int) -> str:
        token = secrets.token_urlsafe(32)
        with self._connection.cursor() as cursor:
            cursor.execute("INSERT INTO session (token_hash, accountid, csrf_token, cretime, lastseen) VALUES "
                           "(%s, %s, '', UTC_TIMESTAMP(), UTC_TIMESTAMP())", (hashlib.sha256(token.encode()).digest(), account))
        return token

    def work(self, seconds: float) -> None:
        begin = time.monotonic()
        next_call, next_tick = begin, begin
        while (now := time.monotonic()) < begin + seconds:
            while next_call <= now:
                self._plan(next_call)
                next_call += 1 / CALLS_A_SECOND
            self._write(now)
            next_tick = max(next_tick + TICK, now)
            time.sleep(max(0, next_tick - time.monotonic()))

    def _plan(self, at: float) -> None:
        self.calls += 1
        account, uid = self.calls * 7 % AGENTS + 1, f"{self.calls}.1"
        self._due += [(at, "ringing", account, uid), (at + RING, "talking", account, uid), (at + RING + TALK, "ended", account, uid)]
        self._due.sort()

    def _write(self, now: float) -> None:
        with self._connection.cursor() as cursor:
            while self._due and self._due[0][0] <= now:
                due, phase, account, uid = self._due.pop(0)
                self._write_phase(cursor, time.time() - (now - due), phase, account, uid)
        self._connection.commit()

    def _write_phase(self, cursor, at: float, phase: str, account: int, uid: str) -> None:
        if phase == "ringing":
            cursor.execute("INSERT INTO curcdr (src, dst, srcchan, dstchan, starttime, ringtime, srcuid, dstuid, linkedid, disposition, "
                           "dstaccountid, astercrm_groupid) VALUES ('02188776655', %s, %s, %s, FROM_UNIXTIME(%s), FROM_UNIXTIME(%s), "
                           "%s, %s, %s, 'RINGING', %s, %s)",
                           (str(9999 + account), f"PJSIP/trunk-{uid}", f"PJSIP/{9999 + account}-{uid}", at, at, uid, uid + "b", uid,
                            account, (account - 1) % GROUPS + 1))
        elif phase == "talking":
            cursor.execute("UPDATE curcdr SET disposition = 'LINK', answertime = FROM_UNIXTIME(%s) WHERE srcuid = %s", (at, uid))
        else:
            cursor.execute("DELETE FROM curcdr WHERE srcuid = %s", (uid,))
            cursor.execute("INSERT INTO mycdr (calldate, endtime, billsec, disposition, srcuid, dstuid, dstaccountid) VALUES "
                           "(UTC_TIMESTAMP(3), UTC_TIMESTAMP(3), %s, 'ANSWERED', %s, %s, %s)", (TALK, uid, uid + "b", account))
        state = "idle" if phase == "ended" else phase
        cursor.execute("UPDATE agent_state SET state = %s, statesince = FROM_UNIXTIME(%s) WHERE accountid = %s", (state, at, account))
        for topic in ("call", "agent"):
            self._feed += 1
            cursor.execute("INSERT INTO feed (origin, seq, cretime, topic, accountid, payload) VALUES ('bench', %s, UTC_TIMESTAMP(3), %s, %s, %s)",
                           (self._feed, topic, account, json.dumps({"phase": phase, "at": int(at * 1000), "filler": "x" * 300}, separators=(",", ":"))))


class _Live:
    """astercclive of the release build. It keeps a short history, so that what the streams need is seen."""

    def __init__(self, folder: pathlib.Path, mariadb):
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        config = folder / "astercc.conf"
        config.write_text(f"[database]\ndbhost = {mariadb.socket}\nusername = root\n[system]\nrundir = {folder}\nlogdir = {folder}\n"
                          f"[live]\nport = {self.port}\nkeep_rows = 2000\n")
        self._log = open(folder / "astercclive.out", "w", encoding="utf-8")  # noqa: SIM115
        self.process = subprocess.Popen([BUILD / "release/bin/astercclive", "-c", config], stdout=self._log, stderr=self._log,
                                        env=dict(os.environ, TZ="UTC"))
        while not self._is_healthy():
            assert self.process.poll() is None, "astercclive ended"
            time.sleep(0.05)

    def _is_healthy(self) -> bool:
        try:
            with socket.create_connection(("127.0.0.1", self.port)) as connection:
                connection.sendall(b"GET /healthz HTTP/1.1\r\nHost: bench\r\n\r\n")
                return b" 200 " in connection.recv(100)
        except ConnectionRefusedError:
            return False

    def cpu_seconds(self) -> float:
        return _cpu_seconds(self.process.pid)

    def resident_kib(self) -> int:
        status = pathlib.Path(f"/proc/{self.process.pid}/status").read_text(encoding="utf-8")
        return next(int(line.split()[1]) for line in status.splitlines() if line.startswith("VmRSS"))

    def stop(self) -> None:
        self.process.terminate()
        self.process.wait(30)
        self._log.close()


class _Crowd:
    """Streams of one kind, each with a session of its own."""

    def __init__(self, live: _Live, folder: str, name: str, tokens: list[str], path: str, key: str):
        self._name = name
        cookies = pathlib.Path(folder) / name.replace(" ", "_")
        cookies.write_text("\n".join(tokens) + "\n", encoding="utf-8")
        self._process = subprocess.Popen(
            [BUILD / "release/tests/sse_load", "127.0.0.1", str(live.port), path, cookies, str(len(tokens)), "600", key],
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        line = self._process.stderr.readline()
        assert line.strip() == "ready", f"sse_load: {line}"

    def end(self) -> None:
        self._process.terminate()
        heard = json.loads(self._process.communicate(timeout=60)[0])
        print(f"{self._name:>20}: {heard['streams']} streams, {heard['events']} events, p50 {heard['p50_ms']} ms, p99 {heard['p99_ms']} ms, "
              f"{heard['refused']} refused, {heard['broken']} broken", flush=True)


def _cpu_seconds(pid: int) -> float:
    fields = pathlib.Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
