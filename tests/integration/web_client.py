# SPDX-License-Identifier: GPL-3.0-or-later
"""The web programs without a web server: a browser with cookies, a small team, a private MariaDB per module."""
import html
import os
import re
import subprocess
from collections.abc import Callable
from dataclasses import dataclass, field
from http.cookies import SimpleCookie
from pathlib import Path
from urllib.parse import urlencode, urlsplit

import pymysql
import pytest

from fastcgi import Pool
from private_mariadb import PrivateMariaDB

BUILD = Path(os.environ["CC_BUILD_DIR"])
PASSWORD = "Orange-kettle-47"
HOST = "crm.example.test"
PROGRAMS = Pool()


@dataclass
class Answer:
    status: int
    headers: list
    content: bytes
    errors: str  # what the program logged

    @property
    def body(self):
        return self.content.decode()

    def header(self, name):
        return next((value for key, value in self.headers if key.lower() == name.lower()), None)

    def field(self, name):
        """The value of a hidden or text field of the page."""
        found = re.search(rf'name="{name}"[^>]*\bvalue="([^"]*)"', self.body)
        assert found, f"no field {name} in:\n{self.body}"
        return html.unescape(found[1])


@dataclass
class Browser:
    config: Path
    address: str = "192.0.2.10"
    language: str = "en"
    https: bool = False
    cookies: dict = field(default_factory=dict)
    before_exec: Callable | None = None  # what the program's process does first

    def get(self, url, **headers):
        return self._request("GET", url, b"", headers)

    def post(self, url, fields, **headers):
        return self._request("POST", url, urlencode(fields).encode(), headers)

    def upload(self, url, fields, name, content, **headers):
        """As a form with a file sends it: fields first."""
        boundary = "----form-7MA4YWxkTrZu0gW"
        heads = [f'form-data; name="{key}"\r\n\r\n{value}' for key, value in fields.items()]
        heads.append(f'form-data; name="file"; filename="{name}"\r\nContent-Type: application/octet-stream\r\n\r\n')
        body = "".join(f"--{boundary}\r\nContent-Disposition: {head}" + ("" if head is heads[-1] else "\r\n") for head in heads).encode()
        body += content + f"\r\n--{boundary}--\r\n".encode()
        return self._request("POST", url, body, {"CONTENT_TYPE": f"multipart/form-data; boundary={boundary}", **headers})

    def _request(self, method, url, body, headers):
        parts = urlsplit(url)
        program, _, path_info = parts.path.removeprefix("/astercrm/").partition("/")
        environment = {
            "GATEWAY_INTERFACE": "CGI/1.1", "SERVER_PROTOCOL": "HTTP/1.1", "REQUEST_METHOD": method,
            "SCRIPT_NAME": f"/astercrm/{program}", "PATH_INFO": f"/{path_info}" if path_info else "", "QUERY_STRING": parts.query,
            "REMOTE_ADDR": self.address, "HTTP_HOST": HOST, "HTTP_ACCEPT_LANGUAGE": self.language,
            "HTTP_COOKIE": "; ".join(f"{k}={v}" for k, v in self.cookies.items()),
        }
        if self.https:
            environment["HTTPS"] = "on"
        if method == "POST":
            environment |= {"CONTENT_TYPE": "application/x-www-form-urlencoded", "CONTENT_LENGTH": str(len(body)),
                            "HTTP_ORIGIN": f"http{'s' if self.https else ''}://{HOST}", "HTTP_SEC_FETCH_SITE": "same-origin"}
        environment |= {k: v for k, v in headers.items() if v is not None}
        for name in (k for k, v in headers.items() if v is None):
            environment.pop(name, None)
        return self._read(*PROGRAMS.request(BUILD / "bin" / program, self.config, environment, body, self.before_exec))

    def _read(self, answered, errors):
        head, _, body = answered.partition(b"\r\n\r\n")
        headers = [tuple(line.split(": ", 1)) for line in head.decode().split("\r\n")]
        answer = Answer(0, headers, body, errors)
        answer.status = int(answer.header("Status").split()[0])
        for key, value in headers:
            if key != "Set-Cookie":
                continue
            for name, morsel in SimpleCookie(value).items():
                if morsel["max-age"] == "0":
                    self.cookies.pop(name, None)
                else:
                    self.cookies[name] = morsel.value
        return answer

    def log_in(self, username, password=PASSWORD, **fields):
        page = self.get("/astercrm/login.fcgi")
        return self.post("/astercrm/login.fcgi", {"csrf": page.field("csrf"), "lang_shown": page.field("lang_shown"), "username": username,
                                                  "password": password, **fields})

    def csrf(self):
        found = re.search(r'data-csrf="([^"]+)"', self.get("/astercrm/portal.fcgi").body)
        assert found, "not on the portal"
        return found[1]


class Crm:
    """The database as root, and the configuration of the programs."""

    def __init__(self, server, folder):
        self.server = server
        self.config = folder / "astercrm.conf"
        self.write_config()

    def write_config(self, dbhost=None, asterisk=(), licence=(), **system):
        values = {"share_path": BUILD / "share", "timezone": "Asia/Shanghai", **system}
        self.config.write_text(f"[database]\ndbhost={dbhost or self.server.socket}\nusername=root\n[system]\n" +
                               "".join(f"{key}={value}\n" for key, value in values.items()) +
                               "".join(f"[{name}]\n" + "".join(f"{key}={value}\n" for key, value in dict(keys).items())
                                       for name, keys in (("asterisk", asterisk), ("licence", licence))))
        self.config.chmod(0o640)  # it may hold a secret

    def run(self, sql, *values):
        connection = pymysql.connect(unix_socket=self.server.socket, user="root", database="astercc", autocommit=True,
                                     cursorclass=pymysql.cursors.DictCursor)
        try:
            with connection.cursor() as cursor:
                cursor.execute(sql, values)
                return cursor.fetchall() if cursor.description else cursor.lastrowid
        finally:
            connection.close()

    def admin_tool(self, *arguments, password=""):
        return subprocess.run([str(BUILD / "bin/astercrm-admin"), "-c", str(self.config), *arguments], input=password + "\n", text=True,
                              capture_output=True, timeout=60)

    def browser(self, **options):
        return Browser(self.config, **options)

    def logged_in(self, username, **options):
        browser = self.browser(**options)
        answer = browser.log_in(username)
        assert answer.status == 303, answer.body
        return browser

    def customer(self, name, groupid, **columns):
        values = {"customer": name, "groupid": groupid, "creby": "seed", **columns}
        return self.run(f"INSERT INTO customer ({','.join(values)}, cretime) VALUES ({','.join(['%s'] * len(values))}, UTC_TIMESTAMP())", *values.values())

    def contact(self, name, customerid, groupid, **columns):
        values = {"contact": name, "customerid": customerid, "groupid": groupid, "creby": "seed", **columns}
        return self.run(f"INSERT INTO contact ({','.join(values)}, cretime) VALUES ({','.join(['%s'] * len(values))}, UTC_TIMESTAMP())", *values.values())

    def seed(self):
        """Two groups; alice and the group administrator grace in Support (1), daria in Sales (2), root an admin."""
        for table in ("session", "login_throttle", "account_log", "customer", "contact", "note", "trunkinfo", "curcdr", "mycdr", "monitorrecord", "recording_log", "feed",
                      "agent_request", "agent_state", "agent_queue", "agent_work", "pause_reason", "queue_name", "queue_agent",
                      "user_types", "user_privileges", "astercrm_account", "astercrm_accountgroup"):
            self.run(f"TRUNCATE {table}")
        self.run("INSERT INTO astercrm_accountgroup (id, groupname) VALUES (1, 'Support'), (2, 'Sales')")
        for id, (username, usertype, groupid, extension) in enumerate(
                (("root", "admin", 0, "8000"), ("grace", "groupadmin", 1, "8007"), ("alice", "agent", 1, "8001"), ("daria", "agent", 2, "8004")), 1):
            self.run("INSERT INTO astercrm_account (id, username, password, firstname, usertype, groupid, extension, channel, extensions)"
                     " VALUES (%s, %s, %s, %s, %s, %s, %s, %s, '')",
                     id, username, self.password_hash, username.title(), usertype, groupid, extension, f"PJSIP/{extension}")
        self.write_config()


@pytest.fixture(scope="module")
def installed(tmp_path_factory):
    with PrivateMariaDB() as server:
        crm = Crm(server, tmp_path_factory.mktemp("crm"))
        created = crm.admin_tool("create-admin", "hasher", password=PASSWORD)
        assert created.returncode == 0, created.stderr
        crm.password_hash = crm.run("SELECT password FROM astercrm_account")[0]["password"]
        yield crm
        PROGRAMS.stop()


@pytest.fixture
def crm(installed):
    installed.seed()
    return installed
