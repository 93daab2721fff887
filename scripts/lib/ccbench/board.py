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
FIRST_ACCOUNT, FIRST_GROUP = 10_000, 1_000  # beyond those a demo has
CALLS_A_SECOND, RING, TALK = 50, 2.0, 8.0
TICK = 0.04  # how far apart astercc's commits are under load
SETTLE, MEASURE = 12, 60
# Rows of agents who have just begun to talk; of an own call's event.
BOARD_KEY, FEED_KEY = '"state":"talking","stateSince":', '"at":'


def run() -> None:
    """p50 and p99 in ms from the event to the client, CPU and memory of astercclive."""
    with PrivateMariaDB() as mariadb, tempfile.TemporaryDirectory() as folder:
        floor = Floor(pymysql.connect(unix_socket=mariadb.socket, user="root", database="astercc"))
        live = _Live(pathlib.Path(folder), mariadb)
        try:
            floor.work(SETTLE)
            before = live.resident_kib()
            crowds = crowds_of(floor, "127.0.0.1", live.port, folder)
            floor.work(SETTLE)
            began, cpu, database_cpu = time.monotonic(), live.cpu_seconds(), cpu_seconds(mariadb.process.pid)
            floor.work(MEASURE)
            took = time.monotonic() - began
            share = (live.cpu_seconds() - cpu) / took
            database_share = (cpu_seconds(mariadb.process.pid) - database_cpu) / took
            memory = (live.resident_kib() - before) / (AGENTS + SUPERVISORS)
            for crowd in crowds:
                crowd.end()
            print(f"astercclive {share:.1%} of a core, {memory:.1f} KiB per stream; MariaDB {database_share:.1%} of a core, "
                  f"the writer's part included; load average {os.getloadavg()[0]:.1f}, {floor.calls} calls in {took:.0f} s")
        finally:
            live.stop()


class Floor:
    """The accounts, and calls that ring, talk and end as astercc would write them: those of an Asterisk called `bench`."""

    def __init__(self, connection):
        self._connection = connection
        self._connection.autocommit(False)
        self._feed = self.calls = 0
        self._due: list[tuple[float, str, int, str]] = []  # when, what, whose, call
        self.committed: list[tuple[int, str, int, float]] = []  # account, phase, the event's epoch ms, when the commit had returned
        with self._connection.cursor() as cursor:
            for number in range(AGENTS + SUPERVISORS):
                watched = ",".join(f"user{(number + i) % AGENTS}" for i in range(1, WATCHED + 1))
                usertype = "agent" if number < AGENTS else "admin" if number % GROUPS == 0 else "groupadmin"
                account, group = FIRST_ACCOUNT + number, FIRST_GROUP + number % GROUPS
                cursor.execute(
                    "INSERT INTO astercrm_account (id, username, firstname, usertype, groupid, extension, extensions, server) "
                    "VALUES (%s, %s, %s, %s, %s, %s, %s, 'bench')",
                    (account, f"user{number}", f"Person {number}", usertype, group, str(account), watched))
                cursor.execute("INSERT INTO agent_state (accountid, groupid, server, status, statussince, statesince) VALUES "
                               "(%s, %s, 'bench', 'ready', UTC_TIMESTAMP(3), UTC_TIMESTAMP(3))", (account, group))
            for queue in range(GROUPS):
                cursor.execute("INSERT INTO queue_name (queuename, server, t) VALUES (%s, 'bench', 20)", (f"queue{queue}",))
                cursor.execute("INSERT INTO queue_agent (queuename, server, agent, status) SELECT %s, 'bench', CONCAT('PJSIP/', extension), "
                               "'Not in use' FROM astercrm_account WHERE groupid = %s", (f"queue{queue}", FIRST_GROUP + queue))
            cursor.execute("INSERT INTO peerstatus (peer, server, status) SELECT CONCAT('PJSIP/', extension), 'bench', 'reachable' FROM "
                           "astercrm_account WHERE server = 'bench'")
        self.agents = [self._session(FIRST_ACCOUNT + number) for number in range(AGENTS)]
        self.supervisors = [self._session(FIRST_ACCOUNT + AGENTS + number) for number in range(SUPERVISORS)]
        self._connection.commit()

    def _session(self, account: int) -> str:
        token = secrets.token_urlsafe(32)
        with self._connection.cursor() as cursor:
            cursor.execute("INSERT INTO session (token_hash, accountid, csrf_token, cretime, lastseen) VALUES "
                           "(%s, %s, '', UTC_TIMESTAMP(), UTC_TIMESTAMP())", (hashlib.sha256(token.encode()).digest(), account))
        return token

    def work(self, seconds: float, busy_agent: int | None = None) -> None:
        """`busy_agent`: an account that has a short call every two seconds beside its others."""
        begin = time.monotonic()
        next_call, next_busy, next_tick = begin, begin, begin
        while (now := time.monotonic()) < begin + seconds:
            while next_call <= now:
                self._plan(next_call, FIRST_ACCOUNT + (self.calls + 1) * 7 % AGENTS, RING, TALK)
                next_call += 1 / CALLS_A_SECOND
            while busy_agent and next_busy <= now:
                self._plan(next_busy, busy_agent, 0.6, 0.6)
                next_busy += 2
            self._write(now)
            next_tick = max(next_tick + TICK, now)
            time.sleep(max(0, next_tick - time.monotonic()))

    def _plan(self, at: float, account: int, ring: float, talk: float) -> None:
        self.calls += 1
        uid = f"{self.calls}.1"
        self._due += [(at, "ringing", account, uid), (at + ring, "talking", account, uid), (at + ring + talk, "ended", account, uid)]
        self._due.sort()

    def _write(self, now: float) -> None:
        written = []
        with self._connection.cursor() as cursor:
            while self._due and self._due[0][0] <= now:
                due, phase, account, uid = self._due.pop(0)
                at = time.time() - (now - due)
                self._write_phase(cursor, at, phase, account, uid)
                written.append((account, phase, int(at * 1000)))
        self._connection.commit()
        committed = time.time()
        self.committed += [(*event, committed) for event in written]

    def _write_phase(self, cursor, at: float, phase: str, account: int, uid: str) -> None:
        channel = f"PJSIP/{account}-{uid}"
        if phase == "ringing":
            cursor.execute("INSERT INTO curcdr (server, src, dst, srcchan, dstchan, starttime, ringtime, srcuid, dstuid, linkedid, disposition, "
                           "dstaccountid, astercrm_groupid) VALUES ('bench', '02188776655', %s, %s, %s, FROM_UNIXTIME(%s), FROM_UNIXTIME(%s), "
                           "%s, %s, %s, 'RINGING', %s, %s)",
                           (str(account), f"PJSIP/trunk-{uid}", channel, at, at, uid, uid + "b", uid, account, _group_of(account)))
        elif phase == "talking":
            cursor.execute("UPDATE curcdr SET disposition = 'LINK', answertime = FROM_UNIXTIME(%s) WHERE server = 'bench' AND srcuid = %s", (at, uid))
        else:
            cursor.execute("DELETE FROM curcdr WHERE server = 'bench' AND srcuid = %s", (uid,))
            cursor.execute("INSERT INTO mycdr (server, calldate, endtime, billsec, disposition, srcuid, dstuid, dstaccountid) VALUES "
                           "('bench', UTC_TIMESTAMP(3), UTC_TIMESTAMP(3), %s, 'ANSWERED', %s, %s, %s)", (TALK, uid, uid + "b", account))
        state, ms = "idle" if phase == "ended" else phase, int(at * 1000)
        cursor.execute("UPDATE agent_state SET state = %s, statesince = FROM_UNIXTIME(%s) WHERE accountid = %s", (state, at, account))
        call = {"phase": phase, "dir": "in", "channel": channel, "peerchannel": f"PJSIP/trunk-{uid}", "peer": "02188776655", "peername": "",
                "did": "02155550001", "queue": "", "leg": f"bench|{uid}|{uid}b", "linkedid": uid, "server": "bench", "start": ms, "ringing": ms,
                "answer": None if phase == "ringing" else ms, "end": ms if phase == "ended" else None,
                "disposition": "ANSWERED" if phase == "ended" else "", "at": ms}
        agent = {"status": "ready", "reasonid": 0, "reason": "", "statusSince": ms, "state": state, "stateSince": ms, "queue": "", "linkedid": uid,
                 "wrapupEnd": None, "next": None, "queues": [], "error": "", "at": ms}
        for topic, payload in (("call", call), ("agent", agent)):
            self._feed += 1
            cursor.execute("INSERT INTO feed (origin, seq, cretime, topic, accountid, payload) VALUES ('bench', %s, UTC_TIMESTAMP(3), %s, %s, %s)",
                           (self._feed, topic, account, json.dumps(payload, separators=(",", ":"))))


def _group_of(account: int) -> int:
    return FIRST_GROUP + (account - FIRST_ACCOUNT) % GROUPS


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
        return cpu_seconds(self.process.pid)

    def resident_kib(self) -> int:
        return resident_kib(self.process.pid)

    def stop(self) -> None:
        self.process.terminate()
        self.process.wait(30)
        self._log.close()


class Crowd:
    """Streams of one kind, each with a session of its own."""

    def __init__(self, host: str, port: int, folder: str, name: str, tokens: list[str], path: str, key: str):
        self._name = name
        cookies = pathlib.Path(folder) / name.replace(" ", "_")
        cookies.write_text("\n".join(tokens) + "\n", encoding="utf-8")
        self._process = subprocess.Popen(
            [BUILD / "release/tests/sse_load", host, str(port), path, cookies, str(len(tokens)), "600", key],
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        line = self._process.stderr.readline()
        assert line.strip() == "ready", f"sse_load: {line}"

    def end(self) -> None:
        self._process.terminate()
        heard = json.loads(self._process.communicate(timeout=60)[0])
        print(f"{self._name:>20}: {heard['streams']} streams, {heard['events']} events, p50 {heard['p50_ms']} ms, p99 {heard['p99_ms']} ms, "
              f"{heard['refused']} refused, {heard['broken']} broken", flush=True)


def crowds_of(floor: Floor, host: str, port: int, folder: str) -> list[Crowd]:
    return [
        Crowd(host, port, folder, "supervisors", floor.supervisors, "/live?board=system", BOARD_KEY),
        Crowd(host, port, folder, "agents, colleagues", floor.agents[::2], "/live?board=colleagues", BOARD_KEY),
        Crowd(host, port, folder, "agents, own calls", floor.agents[1::2], "/live?board=colleagues", FEED_KEY),
    ]


def resident_kib(pid: int) -> int:
    status = pathlib.Path(f"/proc/{pid}/status").read_text(encoding="utf-8")
    return next(int(line.split()[1]) for line in status.splitlines() if line.startswith("VmRSS"))


def cpu_seconds(pid: int) -> float:
    fields = pathlib.Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
