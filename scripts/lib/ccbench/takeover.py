# SPDX-License-Identifier: GPL-3.0-or-later
"""How long a database of the original asterCC takes to come over: every table that grows with 100,000 rows, 300 accounts."""
import subprocess
import time

from ccdemo.place import BUILD, CHECKOUT
from private_mariadb import PrivateMariaDB

ROWS = 100_000
ACCOUNTS = 300

_FILL = {
    "astercrm_account": (ACCOUNTS, "username, password, extension, usertype, groupid",
                         "CONCAT('agent', seq), CONCAT('secret', seq), 8000 + seq, 'agent', 1 + seq MOD 9"),
    "customer": (ROWS, "customer, address, phone, mobile, email, cretime, creby, groupid",
                 "CONCAT('客户 ', seq), CONCAT(seq, ' Main Street'), 2000000000 + seq, 13000000000 + seq, CONCAT(seq, '@example.com'), "
                 "'2008-07-01' + INTERVAL seq SECOND, 'agent1', 1 + seq MOD 9"),
    "contact": (ROWS, "contact, phone, mobile, customerid, cretime, groupid",
                "CONCAT('联系人', seq), 2000000000 + seq, 13000000000 + seq, seq, '2008-07-01' + INTERVAL seq SECOND, 1"),
    "note": (ROWS, "note, priority, customerid, cretime, creby", "CONCAT('called back ', seq), 5, seq, '2008-07-01', 'agent1'"),
    "diallist": (ROWS, "dialnumber, assign, campaignid", "13000000000 + seq, 8000 + seq MOD 300, 1"),
    "dialedlist": (ROWS, "dialednumber, dialedtime, answertime, duration, campaignid",
                   "13000000000 + seq, '2008-07-01' + INTERVAL seq SECOND, IF(seq MOD 3, '0000-00-00', '2008-07-02'), 30, 1"),
    "surveyresult": (ROWS, "customerid, surveyid, surveyoptionid, itemid, surveynote", "seq, 1, 1, 1, ''"),
    "mycdr": (ROWS, "calldate, src, dst, channel, dstchannel, duration, billsec, disposition, srcuid, dstuid",
              "'2008-07-01' + INTERVAL seq SECOND, 2000000000 + seq, 8000 + seq MOD 300, 'SIP/trunk-1', "
              "CONCAT('SIP/', 8000 + seq MOD 300, '-0a'), 60, 50, 'ANSWERED', CONCAT(1214900000 + seq, '.1'), CONCAT(1214900000 + seq, '.2')"),
    "historycdr": (ROWS, "calldate, src, dst, srcuid, dstuid", "'2008-01-01', seq, '9', seq, seq"),
    "monitorrecord": (ROWS, "filename, fileformat, uniqueid, cretime", "CONCAT('/var/spool/asterisk/monitor/', seq), 'gsm', seq, '2008-07-01'"),
    "queue_stats": (ROWS, "uniqueid, datetime, qname, qagent, qevent", "seq, '2008-07-01' + INTERVAL seq SECOND, 1, 1, 10"),
}


def run() -> None:
    """Seconds an original database of 100,000 rows per table takes to come over, and a second run."""
    with PrivateMariaDB() as server:
        server.client("CREATE DATABASE old CHARACTER SET utf8; CREATE DATABASE crm CHARACTER SET utf8mb4")
        server.client((CHECKOUT / "tests/data/original/0.1beta.sql").read_text(), "old")
        for table, (rows, columns, values) in _FILL.items():
            server.client(f"SET NAMES utf8mb4; INSERT INTO {table} ({columns}) SELECT {values} FROM seq_1_to_{rows}", "old")
        command = [BUILD / "release/bin/asterccdb", f"--host={server.socket}", "--user=root", "--database=crm",
                   f"--sql={CHECKOUT / 'sql'}", "takeover", "--from=old"]
        for which in ("first run", "second run"):
            begin = time.monotonic()
            done = subprocess.run(command, capture_output=True, text=True, check=True)
            print(f"{which}: {time.monotonic() - begin:.1f} s for {len(_FILL) - 1} tables of {ROWS:,} rows and {ACCOUNTS} accounts", flush=True)
        assert "!" not in done.stdout
