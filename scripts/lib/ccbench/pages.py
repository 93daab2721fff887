# SPDX-License-Identifier: GPL-3.0-or-later
"""What a page of manager.fcgi costs, beside php-fpm running the page's own statements."""
import json
import os
import shutil
import statistics
import subprocess
import tempfile
import time
from pathlib import Path

import fastcgi
from ccdemo.place import BUILD
from private_mariadb import PrivateMariaDB
from web_client import PASSWORD, Crm

CUSTOMERS, CALLS = 100_000, 1_000_000
ROUNDS = 200
PAGES = {
    "customers, unsearched": "/customers",
    "customers, one by phone": "/customers?f1=phone&c1=equal&v1=02112345042",
    "a customer's page": "/customers/show?id=500",
    "call records, newest": "/cdr",
    "call records, number equals": "/cdr?f1=src&c1=equal&v1=02112345042",
    "customers, name contains": "/customers?f1=customer&c1=contains&v1=ny+77",
    "customers, nobody's name": "/customers?f1=customer&c1=contains&v1=nobody",
    "call records, result is": "/cdr?f1=disposition&c1=equal&v1=BUSY",
    "call records, contains": "/cdr?f1=dst&c1=contains&v1=049",
    "call records, nobody's": "/cdr?f1=dst&c1=contains&v1=nobody",
}
_PHP = Path(__file__).parent / "php_page/list.php"
_HEADERS = {"GATEWAY_INTERFACE": "CGI/1.1", "SERVER_PROTOCOL": "HTTP/1.1", "REQUEST_METHOD": "GET", "REMOTE_ADDR": "127.0.0.1"}


def run() -> None:
    """Milliseconds of a page at 100,000 customers and 1,000,000 calls, and its size, beside php-fpm with the same statements."""
    _install_php()
    folder = Path(tempfile.mkdtemp(prefix="astercc-pages-", dir="/var/tmp"))
    try:
        with PrivateMariaDB() as database:
            crm = Crm(database, folder)
            cookies = _prepare(crm)
            program = fastcgi.Program(BUILD / "release/bin/manager.fcgi", {"ASTERCRM_CONF": str(crm.config)})
            with _Php(folder):
                for name, address in PAGES.items():
                    _compare(crm, folder, program.socket, name, address, cookies)
            program.stop()
    finally:
        shutil.rmtree(folder)


def _install_php() -> None:
    if not list(Path("/usr/sbin").glob("php-fpm*")):
        packages = ["php-fpm", "php-mysql"]
        subprocess.run(["apt-get", "install", "-y", "-q", "--no-install-recommends", *packages], check=True)


def _prepare(crm) -> str:
    """The rows, and the cookies of an administrator."""
    assert crm.admin_tool("--demo", "create-admin", "root", password=PASSWORD).returncode == 0
    crm.run("INSERT INTO astercrm_accountgroup (id, groupname) SELECT seq, CONCAT('Group ', seq) FROM seq_1_to_20")
    crm.run("INSERT INTO customer (customer, address, city, phone, mobile, contact, groupid, creby, cretime) SELECT CONCAT('Company ', seq),"
            " CONCAT(seq, ' High Street'), ELT(1 + seq %% 3, 'London', 'Berlin', '上海'), CONCAT('021123', LPAD(seq, 5, '0')),"
            " '', CONCAT('Person ', seq), 1 + seq %% 20, 'bench',"
            f" UTC_TIMESTAMP() - INTERVAL seq MINUTE FROM seq_1_to_{CUSTOMERS}")
    crm.run("INSERT INTO mycdr (calldate, endtime, src, dst, srcuid, linkedid, dstuid, channel, dstchannel, disposition, duration, billsec, groupid) SELECT"
            " UTC_TIMESTAMP() - INTERVAL seq * 30 SECOND, UTC_TIMESTAMP() - INTERVAL seq * 30 - seq %% 300 SECOND, CONCAT('021123', LPAD(seq %% 100000, 5, '0')), 8000 + seq %% 50, CONCAT('1.', seq), CONCAT('1.', seq),"
            " CONCAT('2.', seq), CONCAT('PJSIP/trunk-', seq), CONCAT('PJSIP/', 8000 + seq %% 50, '-', seq), ELT(1 + seq %% 4, 'ANSWERED',"
            f" 'NO ANSWER', 'BUSY', 'ANSWERED'), seq %% 300, seq %% 280, 1 + seq %% 20 FROM seq_1_to_{CALLS}")
    crm.run("ANALYZE TABLE customer, mycdr")
    browser = crm.browser()
    assert browser.log_in("root").status == 303
    return "; ".join(f"{k}={v}" for k, v in browser.cookies.items())


class _Php:
    """php-fpm with one worker, as each of ours is one process."""

    def __init__(self, folder: Path):
        self._config = folder / "fpm.conf"
        self._socket = folder / "php"
        user = "" if os.geteuid() else "user = www-data\nlisten.mode = 0666\n"
        self._config.write_text(f"[global]\nerror_log = {folder}/fpm.log\ndaemonize = no\n[bench]\nlisten = {self._socket}\n{user}"
                                "pm = static\npm.max_children = 1\nphp_admin_flag[opcache.enable] = on\n")
        folder.chmod(0o755)

    def __enter__(self):
        program = sorted(Path("/usr/sbin").glob("php-fpm*"))[-1]
        self._process = subprocess.Popen([program, "-F", "-y", self._config], stderr=subprocess.DEVNULL)
        while not self._socket.exists():
            assert self._process.poll() is None, "php-fpm did not start"
            time.sleep(0.05)

    def __exit__(self, *_):
        self._process.terminate()
        self._process.wait(20)


def _compare(crm, folder: Path, program: Path, name: str, address: str, cookies: str) -> None:
    def ours() -> tuple[float, str]:
        path, _, query = address.partition("?")
        return _timed(program, SCRIPT_NAME="/astercrm/manager.fcgi", PATH_INFO=path, QUERY_STRING=query, HTTP_HOST="bench",
                      HTTP_COOKIE=cookies, HTTP_ACCEPT_LANGUAGE="en")

    def php() -> tuple[float, str]:
        return _timed(folder / "php", SCRIPT_FILENAME=str(_PHP), DATABASE=crm.server.socket, STATEMENTS=str(folder / "statements.json"))

    ours()  # it opens its connection
    (folder / "statements.json").write_text(json.dumps(_statements(crm, ours)), encoding="utf-8")
    page = ours()[1]
    assert page.startswith("Status: 200"), page[:500]
    assert php()[1].rstrip().endswith("</html>"), php()[1][-500:]
    times = {"ours": [], "php": []}
    for _ in range(ROUNDS):  # in turns, so that what else the machine does hits both alike
        times["ours"].append(ours()[0])
        times["php"].append(php()[0])
    mine, other = (1000 * statistics.median(t) for t in times.values())
    print(f"{name:28} {mine:6.1f} ms   php-fpm {other:6.1f} ms   {mine / other:4.2f} x   {len(page) / 1024:6.1f} KiB", flush=True)


def _timed(program: Path, **parameters: str) -> tuple[float, str]:
    """Seconds until the end of the answer, and the answer."""
    began = time.perf_counter()
    answer = fastcgi.request(program, _HEADERS | parameters)
    return time.perf_counter() - began, answer.decode()


def _statements(crm, ask) -> list[str]:
    """The SELECTs of one request, values and all; without the two of the session and the chosen columns, whose values the
    server does not log."""
    crm.run("SET GLOBAL log_output = 'TABLE'")
    crm.run("TRUNCATE mysql.general_log")
    crm.run("SET GLOBAL general_log = 1")
    ask()
    crm.run("SET GLOBAL general_log = 0")
    rows = crm.run("SELECT CONVERT(argument USING utf8mb4) AS said FROM mysql.general_log WHERE command_type IN ('Query', 'Execute')")
    return [row["said"] for row in rows if row["said"].startswith("SELECT") and " = ?" not in row["said"]]
