# SPDX-License-Identifier: GPL-3.0-or-later
"""What the reports cost over a month of 200 agents, and what astercctools needs to count it."""
import shutil
import statistics
import subprocess
import tempfile
import time
from datetime import date, timedelta
from pathlib import Path

import fastcgi
from ccdemo.place import BUILD
from private_mariadb import PrivateMariaDB
from web_client import PASSWORD, Crm

AGENTS, DAYS, CALLS_A_DAY = 200, 30, 167
ROUNDS = 25
_HEADERS = {"GATEWAY_INTERFACE": "CGI/1.1", "SERVER_PROTOCOL": "HTTP/1.1", "REQUEST_METHOD": "GET", "REMOTE_ADDR": "127.0.0.1"}
_MONTH = f"period=dates&from={date.today() - timedelta(days=DAYS)}&to={date.today()}"
PAGES = {f"{by}, {word}": f"/reports?by={by}&{period}"
         for word, period in (("a month", _MONTH), ("today", "period=today"))
         for by in ("hour", "day", "queue", "agent", "group", "line", "campaign")}
PAGES |= {"agents of a queue, a month": f"/reports?by=agent&queue=queue3&{_MONTH}",
          "time sheet, a month": f"/reports/timesheet?{_MONTH}", "time sheet, today": "/reports/timesheet?period=today"}
# Every agent has a call each 250 s of the day's first eleven and a half hours: 60 s ready, 10 s ringing, 140 s talk, 40 s wrap-up.
_CALL = f"""SELECT a.seq AS agent, d.seq AS day, c.seq AS number, 1 + a.seq %% 5 * 2 + c.seq %% 2 AS queue,
 UTC_DATE() - INTERVAL d.seq DAY + INTERVAL (c.seq * 250 + a.seq) SECOND AS began FROM seq_1_to_{AGENTS} a JOIN
 seq_0_to_{DAYS - 1} d JOIN seq_0_to_{CALLS_A_DAY - 1} c"""
_STRETCHES = (("idle", 0, 60, "''"), ("ringing", 60, 70, "CONCAT('queue', k.queue)"), ("talking", 70, 210, "CONCAT('queue', k.queue)"),
              ("wrapup", 210, 250, "CONCAT('queue', k.queue)"))


def run() -> None:
    """Milliseconds of the reports' pages over 1,000,000 calls of a month with 4,000,000 stretches and 670,000 dials of 200 agents."""
    folder = Path(tempfile.mkdtemp(prefix="astercc-reports-", dir="/var/tmp"))
    database = PrivateMariaDB()
    try:
        database.start("--innodb-buffer-pool-size=2G", "--innodb-flush-log-at-trx-commit=0")
        crm = Crm(database, folder)
        cookies = _prepare(crm)
        _count(database, folder)
        program = fastcgi.Program(BUILD / "release/bin/manager.fcgi", {"ASTERCRM_CONF": str(crm.config)})
        for name, address in PAGES.items():
            _measure(program.socket, name, address, cookies)
        program.stop()
    finally:
        database.stop()
        shutil.rmtree(database.root, ignore_errors=True)
        shutil.rmtree(folder)


def _prepare(crm) -> str:
    """The rows, and the cookies of an administrator."""
    assert crm.admin_tool("--demo", "create-admin", "root", password=PASSWORD).returncode == 0
    crm.run("INSERT INTO astercrm_accountgroup (id, groupname) SELECT seq, CONCAT('Group ', seq) FROM seq_1_to_10")
    crm.run("INSERT INTO astercrm_account (id, username, extension, extensions, groupid) SELECT 1000 + seq, CONCAT('agent', seq), 8000 + seq,"
            f" '', 1 + seq %% 10 FROM seq_1_to_{AGENTS}")
    crm.run("INSERT INTO qname (qname_id, qname) SELECT seq, CONCAT('queue', seq) FROM seq_1_to_10")
    crm.run("INSERT INTO mycdr (calldate, endtime, answertime, src, dst, didnumber, srcuid, linkedid, dstuid, disposition, duration, billsec,"
            " waitsec, ringsec, queue, dstaccountid, astercrm_groupid) SELECT k.began + INTERVAL 60 SECOND, k.began + INTERVAL 210 SECOND,"
            " k.began + INTERVAL 70 SECOND, '02112345678', 8000 + k.agent, CONCAT('021555', LPAD(k.number %% 20, 4, '0')), k.uid, k.uid,"
            " CONCAT('d', k.uid), 'ANSWERED', 150, 140, 10 + k.number %% 30, 10, CONCAT('queue', k.queue), 1000 + k.agent, 1 + k.agent %% 10"
            f" FROM (SELECT t.*, CONCAT(t.day, '.', t.agent, '.', t.number) AS uid FROM ({_CALL}) t) k ORDER BY k.began")
    for event, after, info in (("ENTERQUEUE", 50, "''"), ("CONNECT", 70, "10 + k.number %% 30"), ("COMPLETECALLER", 210, "''")):
        crm.run("INSERT INTO queue_stats (uniqueid, datetime, qname, qevent, info1) SELECT CONCAT(k.day, '.', k.agent, '.', k.number), k.began +"
                f" INTERVAL {after} SECOND, k.queue, (SELECT event_id FROM qevent WHERE event = '{event}'), {info} FROM ({_CALL}) k ORDER BY k.began")
    for state, begin, end, queue in _STRETCHES:
        call = "''" if state == "idle" else "CONCAT(k.day, '.', k.agent, '.', k.number)"
        crm.run("INSERT INTO agent_log (accountid, groupid, status, state, queue, linkedid, begintime, endtime) SELECT 1000 + k.agent,"
                f" 1 + k.agent %% 10, 'ready', '{state}', {queue}, {call}, k.began + INTERVAL {begin} SECOND, k.began + INTERVAL {end} SECOND FROM ({_CALL}) k ORDER BY k.began")
    # Every third call was the dialer's, and as many numbers were busy.
    columns = "dialednumber, dialedtime, response, duration, groupid, campaignid, mode"
    crm.run(f"INSERT INTO dialedlist ({columns}, uniqueid, persontime, connecttime, endtime) SELECT src, calldate, 'ANSWERED', billsec,"
            " astercrm_groupid, 1 + id %% 5, 'predictive', linkedid, answertime, answertime + INTERVAL 1 SECOND, endtime FROM mycdr WHERE id %% 3 = 0")
    crm.run(f"INSERT INTO dialedlist ({columns}) SELECT src, calldate, 'BUSY', 0, astercrm_groupid, 1 + id %% 5, 'predictive' FROM mycdr"
            " WHERE id %% 3 = 1")
    crm.run("ANALYZE TABLE mycdr, queue_stats, agent_log, dialedlist")
    browser = crm.browser()
    assert browser.log_in("root").status == 303
    return "; ".join(f"{k}={v}" for k, v in browser.cookies.items())


def _count(database, folder: Path) -> None:
    config = folder / "astercc.conf"
    config.write_text(f"[database]\ndbhost={database.socket}\nusername=root\n")
    config.chmod(0o600)
    began = time.perf_counter()
    subprocess.run([BUILD / "release/bin/astercctools", "-c", config, "--recount-reports"], check=True)
    print(f"{'everything counted':28} {time.perf_counter() - began:8.1f} s", flush=True)


def _measure(program: Path, name: str, address: str, cookies: str) -> None:
    path, _, query = address.partition("?")

    def ask() -> tuple[float, str]:
        began = time.perf_counter()
        answer = fastcgi.request(program, _HEADERS | {"SCRIPT_NAME": "/astercrm/manager.fcgi", "PATH_INFO": path, "QUERY_STRING": query,
                                                      "HTTP_HOST": "bench", "HTTP_COOKIE": cookies, "HTTP_ACCEPT_LANGUAGE": "en"})
        return time.perf_counter() - began, answer.decode()

    page = ask()[1]  # it opens its connection
    assert page.startswith("Status: 200"), page[:500]
    times = sorted(ask()[0] for _ in range(ROUNDS))
    print(f"{name:28} {1000 * statistics.median(times):6.1f} ms   p95 {1000 * times[int(ROUNDS * 0.95)]:6.1f} ms   {len(page) / 1024:6.1f} KiB", flush=True)
