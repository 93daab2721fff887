# SPDX-License-Identifier: GPL-3.0-or-later
"""What an import of a big file costs."""
import json
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from ccdemo.place import BUILD, CHECKOUT

ROWS = 1_000_000
_FILES = {"skip": "list", "update": "again"}  # an import removes its file
_MAPPING = [0, 1, 2, 5, 8, 12, 13, 14]  # customer, address, postal code, city, phone, mobile, e-mail, contact


def run() -> None:
    """1,000,000 CSV rows into customer, then updates of them, then the undo of these; and astercrm-import's memory; database as the demo's."""
    sys.path.insert(0, str(CHECKOUT / "tests/integration"))
    os.environ.setdefault("CC_BUILD_DIR", str(BUILD / "release"))
    from private_mariadb import PrivateMariaDB  # of the tests: not needed by the other benchmarks
    from web_client import Crm

    folder = Path(tempfile.mkdtemp(prefix="astercc-import-", dir="/var/tmp"))
    try:
        size = _write_file(folder / "list")
        _write_file(folder / "again", "moved to ")
        with PrivateMariaDB() as database:
            crm = Crm(database, folder)
            crm.write_config(upload_file_path=folder)
            crm.run("SET GLOBAL innodb_buffer_pool_size = 256 << 20")
            crm.run("SET GLOBAL innodb_log_file_size = 128 << 20")
            _import(crm, size)
    finally:
        shutil.rmtree(folder)


def _write_file(path: Path, change: str = "") -> int:
    numbers = random.Random(4)
    with open(path, "w", encoding="utf-8") as file:
        for i in range(ROWS):
            file.write(f"Customer {numbers.randrange(10**9)} Ltd,{change}Street {i},{i % 100_000:05},{change}City {i % 500},"
                       f"{numbers.randrange(10**10):010},{numbers.randrange(10**11):011},mail{i}@example.test,Name {i}\n")
    return path.stat().st_size


def _import(crm, size: int) -> None:
    added = _job(crm, "skip")
    _work(crm, added, f"added: {size / 1e6:.0f} MB, duplicates looked for", "done")
    updated = _job(crm, "update")
    _work(crm, updated, "updated", "done")
    crm.run("UPDATE import_job SET status = 'undoing' WHERE id = %s", updated)
    _work(crm, updated, "updates undone", "undone")


def _job(crm, duplicates: str) -> int:
    plan = {
        "table": "customer", "form": {"type": "csv", "encoding": "utf-8", "delimiter": ",", "sheet": ""}, "has_header": False,
        "width": len(_MAPPING), "mapping": _MAPPING, "group": 1, "duplicates": duplicates, "key": "phone",
        "dial": {"wanted": False, "number_column": -1, "time_column": -1, "fixed_time": "", "campaign": 0, "assign": False,
                 "extensions": []},
    }
    return crm.run("INSERT INTO import_job (groupid, target, storedfile, status, preview, plan, creby, cretime, asktime)"
                   " VALUES (1, 'customer', %s, 'ready', '', %s, 'bench', UTC_TIMESTAMP(3), UTC_TIMESTAMP(3))", _FILES[duplicates], json.dumps(plan))


def _work(crm, job: int, what: str, end: str) -> None:
    began = time.monotonic()
    worker = subprocess.Popen([BUILD / "release/bin/astercrm-import", "-c", crm.config, str(job)])
    memory, ended = 0, 0
    while not ended:
        memory = _most_memory(worker.pid) or memory
        time.sleep(0.1)
        ended, status, used = os.wait4(worker.pid, os.WNOHANG)
    seconds = time.monotonic() - began
    done = crm.run("SELECT status, inserted + skipped + updated AS n FROM import_job WHERE id = %s", job)[0]
    assert status == 0 and done == {"status": end, "n": ROWS}, done
    print(f"{ROWS / seconds:,.0f} rows/s: {seconds:.1f} s, {what};"
          f" astercrm-import: {memory / 1024:.0f} MiB, {used.ru_utime + used.ru_stime:.1f} s of CPU", flush=True)


def _most_memory(pid: int) -> int:
    """The most it had so far, in KiB; 0 when it has ended. (wait4 tells what we had, when that was more.)"""
    for line in Path(f"/proc/{pid}/status").read_text(encoding="utf-8").splitlines():
        if line.startswith("VmHWM:"):
            return int(line.split()[1])
    return 0
