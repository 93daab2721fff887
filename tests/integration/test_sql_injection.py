# SPDX-License-Identifier: GPL-3.0-or-later
"""sqlmap against the web programs, by somebody who is signed in. CC_SQLMAP_LEVEL (1, at most 5) says how much
it tries at each parameter: more than 1 takes long."""
import http.server
import itertools
import os
import re
import subprocess
import threading
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import parse_qs, urlencode, urlsplit

import pymysql
import pytest

from conftest import eventually
from web_client import BUILD, crm, installed  # noqa: F401

LEVEL = os.environ.get("CC_SQLMAP_LEVEL", "1")
MANAGER, PORTAL, MEDIA, LOGIN = (f"/astercrm/{name}.fcgi" for name in ("manager", "portal", "media", "login"))
FOUND, NOT_FOUND = "identified the following injection point", "all tested parameters do not appear to be injectable"
INJECTABLE = "/injectable"


class Front(http.server.ThreadingHTTPServer):
    """A web server before the programs that signs each request in; whoever comes has an address of their own, so that nobody is
    locked out. Behind /injectable stands what must never be written."""

    def __init__(self, crm, browsers):
        super().__init__(("127.0.0.1", 0), Handler)
        self.crm, self.browsers = crm, browsers
        self.addresses = (f"10.{n >> 16}.{n >> 8 & 255}.{n & 255}" for n in itertools.count())

    @property
    def address(self):
        return f"http://127.0.0.1:{self.server_port}"


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *_):
        pass

    def do_GET(self):
        if self.path.startswith(INJECTABLE):
            self._injectable()
        else:
            body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
            browser = self.server.browsers[urlsplit(self.path).path.split("/")[2]]
            answer = browser._request(self.command, self.path, body, {"REMOTE_ADDR": next(self.server.addresses)})
            self._send(answer.status, answer.header("Content-Type"), answer.content)

    do_POST = do_GET

    def _injectable(self):
        name = parse_qs(urlsplit(self.path).query, keep_blank_values=True)["name"][0]
        try:
            rows = self.server.crm.run(f"SELECT customer, city FROM customer WHERE customer = '{name}'".replace("%", "%%"))
            self._send(200, "text/html", str(rows).encode())
        except pymysql.Error as e:
            self._send(500, "text/html", str(e).encode())

    def _send(self, status, kind, content):
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)


@pytest.fixture
def front(crm, tmp_path):
    (tmp_path / "upload").mkdir()
    crm.write_config(upload_file_path=tmp_path / "upload", import_program=BUILD / "bin/astercrm-import")
    for table in ("import_job", "speeddial", "dnc"):
        crm.run(f"TRUNCATE {table}")
    for name in ("Blue River", "Red Hill"):
        crm.customer(name, 1, city="Boston", phone="02155501")
    crm.contact("Ms Wang", 1, 1, phone="77")
    crm.run("INSERT INTO monitorrecord (filename, groupid, extension, starttime) VALUES ('/x/1', 1, '8001', '2026-01-02 03:04:05')")
    grace, alice = crm.logged_in("grace"), crm.logged_in("alice")
    sent = grace.upload(f"{MANAGER}/import/upload", {"csrf": grace.csrf(), "target": "customer"}, "list.csv", b"Customer,Phone\nGreen Field,0215551\n")
    assert sent.header("Location").endswith("/import/job?id=1")
    eventually(lambda: crm.run("SELECT status FROM import_job WHERE id = 1")[0]["status"] == "new")
    with Front(crm, {"manager.fcgi": grace, "media.fcgi": grace, "portal.fcgi": alice, "login.fcgi": crm.browser()}) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield server
        server.shutdown()
        thread.join()


def sqlmap(folder, url, fields):
    """What it says of the parameters of the query, or of those of the form that is sent."""
    command = ["/usr/bin/sqlmap", "--batch", "--ignore-stdin", "--disable-coloring", "--flush-session", f"--output-dir={folder}", "--dbms=mysql", "--technique=BEUSTQ",
               f"--level={LEVEL}", "--risk=1", "--ignore-redirects", "--ignore-code=*", "--skip-waf", "--param-exclude=^csrf$"]
    command += ["-u", url, f"--data={urlencode(fields)}"] if "csrf" in fields else ["-u", f"{url}?{urlencode(fields)}"]
    done = subprocess.run(command, env={"PATH": "/usr/bin:/bin", "HOME": str(folder), "TERM": "dumb"}, stdin=subprocess.DEVNULL,
                          stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    return done.stdout


def faults(said, fields):
    """Nothing when each of the fields was tried, to the end, and none can be injected."""
    tried = set(re.findall(r"testing for SQL injection on (?:GET|POST) parameter '([^']+)'", said))
    return [f"not tried: {name}" for name in fields.keys() - tried - {"csrf"}] + ([] if NOT_FOUND in said and FOUND not in said else [said])


def test_sqlmap_finds_what_can_be_injected(front, tmp_path):
    fields = {"name": "Blue River"}
    said = sqlmap(tmp_path, front.address + INJECTABLE, fields)
    assert FOUND in said and faults(said, fields), said


def routes(front):
    """Path and fields: of a form with a token, else of a query."""
    grace, alice, visitor = (front.browsers[f"{name}.fcgi"] for name in ("manager", "portal", "login"))
    of_grace, of_alice = {"csrf": grace.csrf()}, {"csrf": alice.csrf()}
    login = visitor.get(LOGIN)
    return [
        (f"{MANAGER}/customers", {"f1": "customer", "c1": "contains", "v1": "River", "sort": "city", "dir": "desc", "after": "1"}),
        (f"{MANAGER}/customers/export", {"f1": "city", "c1": "equal", "v1": "Boston"}),
        (f"{MANAGER}/cdr", {"f1": "calldate", "c1": "between", "v1": "2025-01-01", "w1": "2036-01-01"}),
        (f"{MANAGER}/customers/show", {"id": "1"}),
        (f"{MANAGER}/statistics", {"survey": "1", "agent": "alice", "campaign": "1", "from": "2025-01-01", "to": "2036-01-01"}),
        (f"{MANAGER}/reports", {"by": "queue", "period": "days", "from": "2025-01-01", "to": "2036-01-01", "group": "1", "queue": "support", "agent": "1"}),
        (f"{MANAGER}/import/job", {"id": "1"}),
        (f"{MANAGER}/speeddial/save", {**of_grace, "id": "0", "number": "100", "description": "Reception"}),
        (f"{MANAGER}/dnc/apply", {**of_grace, "action": "delete", "which": "ticked", "ids": "1", "up_to": "1"}),
        (f"{MANAGER}/customers/columns", {**of_grace, "column_customer": "1"}),
        (f"{MANAGER}/import/start", {**of_grace, "id": "1", "m1": "8", "group": "1", "campaign": "1", "assign": "list", "extensions": "8001"}),
        (f"{MANAGER}/accounts/save", {**of_grace, "id": "0", "username": "eva", "extension": "8009"}),
        (f"{PORTAL}/pop", {"number": "02155501", "did": "031", "channel": "SIP/1", "customerid": "1", "contactid": "1"}),
        (f"{PORTAL}/names", {"text": "Blue", "of": "customer"}),
        (f"{PORTAL}/listwork/callback", {**of_alice, "number": "02155501", "at": "1990000000000", "assign": "8001", "memo": "hello"}),
        (f"{PORTAL}/feed", {"after": "1"}),
        (f"{PORTAL}/customer", {**of_alice, "number": "02155501", "customer": "Blue River", "phone": "02155501", "contact": "Ms Wang"}),
        (f"{PORTAL}/note", {**of_alice, "customerid": "1", "contactid": "0", "note": "hello"}),
        (f"{MEDIA}/play", {"id": "1"}),
        (LOGIN, {"csrf": login.field("csrf"), "lang_shown": login.field("lang_shown"), "username": "alice", "password": "x"}),
    ]


def test_sqlmap_finds_nothing_in_the_programs(front, tmp_path):
    def tried(numbered):
        number, (path, fields) = numbered
        (tmp_path / str(number)).mkdir()
        return [f"{path}: {fault}" for fault in faults(sqlmap(tmp_path / str(number), front.address + path, fields), fields)]

    with ThreadPoolExecutor(os.cpu_count()) as pool:
        found = [*itertools.chain.from_iterable(pool.map(tried, enumerate(routes(front))))]
    assert not found, "\n".join(found)
