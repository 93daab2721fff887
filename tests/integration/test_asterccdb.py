# SPDX-License-Identifier: GPL-3.0-or-later
"""asterccdb: databases are made, led to the present version, and taken over from the original."""
import json
import os
import signal
import subprocess
from pathlib import Path

import pymysql
import pytest

from test_schema import RELEASED, shape

SOURCE = Path(os.environ["CC_SOURCE_DIR"])
PROGRAM = Path(os.environ["CC_BUILD_DIR"]) / "bin/asterccdb"


class Tool:
    """asterccdb for one database of a server."""

    def __init__(self, server, folder, database):
        self.server, self.folder, self.database = server, folder, database

    def command(self, *arguments):
        return [PROGRAM, f"--host={self.server.socket}", f"--database={self.database}", "--user=root",
                f"--sql={SOURCE / 'sql'}", *arguments]

    def run(self, *arguments):
        return subprocess.run(self.command(*arguments), capture_output=True, text=True, timeout=120)

    def ok(self, *arguments):
        done = self.run(*arguments)
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    def upgrade(self, *arguments):
        return self.ok("upgrade", f"--backup-dir={self.folder}", *arguments)


@pytest.fixture
def tool(mariadb, tmp_path):
    def make(database, *scripts):
        mariadb.client(f"CREATE DATABASE `{database}` CHARACTER SET utf8mb4")
        for script in scripts:
            mariadb.client(script.read_text(), database)
        return Tool(mariadb, tmp_path, database)
    return make


def versions(server, database):
    return server.client_rows("SELECT version, description FROM schema_version ORDER BY 1", database)


def test_an_empty_database_gets_the_schema(mariadb, tool):
    empty = tool("empty")
    assert "would run astercc.sql" in empty.upgrade("--dry-run")
    assert mariadb.client_rows("SHOW TABLES", "empty") == []
    empty.upgrade()
    assert shape(mariadb, "empty") == shape(mariadb, "astercc")
    assert list(empty.folder.iterdir()) == []
    assert "nothing to do" in empty.upgrade()


@pytest.mark.parametrize("version", sorted(int(p.stem) for p in RELEASED.glob("*.sql")))
def test_an_older_database_is_led_to_this_version_after_a_backup(mariadb, tool, version):
    old = tool("old", RELEASED / f"{version}.sql")
    mariadb.client("INSERT INTO customer (customer, cretime, phone) VALUES ('Zürich 北京', NOW(), '+41 1')", "old")
    old.upgrade()
    assert shape(mariadb, "old") == shape(mariadb, "astercc")
    assert mariadb.client_rows("SELECT customer, phone FROM customer", "old") == ["Zürich 北京\t+41 1"]
    [backup] = old.folder.iterdir()
    assert backup.stat().st_mode & 0o777 == 0o600
    mariadb.client("CREATE DATABASE restored")
    mariadb.client(backup.read_text(), "restored")
    assert versions(mariadb, "restored")[-1].startswith(f"{version}\t")
    before = versions(mariadb, "old")
    assert "nothing to do" in old.upgrade()
    assert versions(mariadb, "old") == before
    assert list(old.folder.iterdir()) == [backup]


def test_status_says_what_is_there_and_what_is_to_do(mariadb, tool):
    old = tool("old", RELEASED / "3.sql")
    said = json.loads(old.ok("status", "--json"))
    assert (said["kind"], said["version"]) == ("ours", 3)
    assert said["steps"] == sorted(p.name for p in (SOURCE / "sql/upgrade").glob("*.sql"))[2:]
    assert said["tables"]["qevent"] == 19
    assert "to do         0004_desk.sql" in old.ok("status")
    old.upgrade()
    assert json.loads(old.ok("status", "--json"))["steps"] == []


def test_what_is_not_ours_or_newer_is_refused(mariadb, tool):
    foreign = tool("foreign")
    mariadb.client("CREATE TABLE wp_posts (id int)", "foreign")
    newer = tool("newer", SOURCE / "sql/astercc.sql")
    mariadb.client("INSERT INTO schema_version VALUES (99, NOW(), 'of tomorrow')", "newer")
    for refused, reason in ((foreign, "not asterCC's"), (newer, "schema version 99")):
        done = refused.run("upgrade")
        assert (done.returncode, reason in done.stderr) == (1, True), done.stderr
    assert mariadb.client_rows("SHOW TABLES", "foreign") == ["wp_posts"]


@pytest.mark.parametrize("arguments, reason", [
    ((), "a command is needed"), (("dance",), "no command dance"), (("status", "--dry-run"), "no option of status"),
    (("upgrade", "--frob"), "no option --frob"), (("upgrade", "--backup-dir"), "needs a value"),
    (("status", "--port=99999"), "a number from 1 to 65535"), (("status", "upgrade"), "one command at a time")])
def test_wrong_usage_is_named(tool, arguments, reason):
    done = tool("any").run(*arguments)
    assert done.returncode == 2 and reason in done.stderr, done.stderr


def test_two_at_once_do_not_both_run(mariadb, tool):
    old = tool("old", RELEASED / "1.sql")
    holder = pymysql.connect(unix_socket=mariadb.socket, user="root", database="old")
    with holder.cursor() as cursor:
        cursor.execute("LOCK TABLES curcdr WRITE")  # what the first one waits for
        first = subprocess.Popen(old.command("upgrade", "--no-backup"), stdout=subprocess.PIPE, text=True)
        assert "running 0002" in first.stdout.readline()
        second = old.run("upgrade", "--no-backup")
        assert second.returncode == 1 and "another asterccdb works" in second.stderr
        cursor.execute("UNLOCK TABLES")
    assert first.wait(60) == 0
    holder.close()
    assert shape(mariadb, "old") == shape(mariadb, "astercc")


def killed_while_waiting_for(mariadb, tool, table, *arguments):
    """Runs the tool, and kills it when it waits for a table that is locked here."""
    holder = pymysql.connect(unix_socket=mariadb.socket, user="root", database=tool.database, autocommit=True)
    watcher = pymysql.connect(unix_socket=mariadb.socket, user="root", autocommit=True)
    with holder.cursor() as cursor, watcher.cursor() as watch:
        cursor.execute(f"LOCK TABLES `{table}` READ")
        process = subprocess.Popen(tool.command(*arguments), stdout=subprocess.DEVNULL)
        waiting = "SELECT id FROM information_schema.processlist WHERE db = %s AND state LIKE 'Waiting for table%%'"
        while not watch.execute(waiting, (tool.database,)):
            assert process.poll() is None
        [(client,)] = watch.fetchall()
        process.send_signal(signal.SIGKILL)
        process.wait()
        watch.execute(f"KILL {client}")
        cursor.execute("UNLOCK TABLES")
        while watch.execute("SELECT 1 FROM information_schema.processlist WHERE id = %s", (client,)):
            pass
    holder.close()
    watcher.close()


@pytest.mark.parametrize("table", ["mycdr", "queue_stats", "campaign", "customer", "agent_log", "schema_version"])
def test_an_interrupted_upgrade_is_resumed(mariadb, tool, table):
    old = tool("old", RELEASED / "1.sql" if table != "agent_log" else RELEASED / "4.sql")
    killed_while_waiting_for(mariadb, old, table, "upgrade", "--no-backup")
    assert json.loads(old.ok("status", "--json"))["steps"] != []
    old.upgrade("--no-backup")
    assert shape(mariadb, "old") == shape(mariadb, "astercc")


def test_a_statement_that_was_done_but_not_noted_is_passed_over(mariadb, tool):
    """Killed between a statement's end and the note of it."""
    old = tool("old", RELEASED / "4.sql")
    killed_while_waiting_for(mariadb, old, "agent_log", "upgrade", "--no-backup")
    mariadb.client("ALTER TABLE agent_log ADD KEY linkedid (linkedid);", "old")
    old.upgrade("--no-backup")
    assert shape(mariadb, "old") == shape(mariadb, "astercc")


# --- takeover ---------------------------------------------------------------------------------------------------

ORIGINAL = SOURCE / "tests/data/original"
EVERY_VERSION = pytest.mark.parametrize("version", ["0.1beta", "0.22"])

# What both versions have; local times of a server in Shanghai.
ROWS = """
INSERT INTO astercrm_accountgroup (id, groupname, groupid, monitorforce, agentinterval, cretime) VALUES
  (1, 'Sales', 1, 1, 20, '2008-12-20 08:00:00'), (7, 'sales', 7, 0, NULL, '0000-00-00 00:00:00');
INSERT INTO astercrm_account (id, username, password, firstname, extension, extensions, usertype, groupid) VALUES
  (1, 'admin', 'admin', 'Anna', '0000', 'alice', 'admin', 0), (2, 'alice', 'secret 密码', '李', '8001', '', 'agent', 1),
  (3, 'odd', '', '', '8002', '', '', 7);
INSERT INTO customer (id, customer, phone, cretime, creby, groupid) VALUES
  (5, '北京公司', '010-8888 6666', '2008-07-01 12:00:00', 'alice', 1), (9, 'Müller', '', '0000-00-00 00:00:00', '', -1);
INSERT INTO contact (id, contact, phone1, customerid, cretime) VALUES (3, '王', '139', 5, '2008-07-01 12:00:00');
INSERT INTO note (id, note, priority, attitude, customerid, cretime) VALUES (4, 'line<br>"two"', 5, -1, 5, '2008-07-01 12:00:00');
INSERT INTO diallist (id, dialnumber, dialtime, assign, campaignid) VALUES
  (11, '1390', '2008-12-31 23:30:00', '8001', 2), (12, '1391', '0000-00-00 00:00:00', '', 2);
INSERT INTO dialedlist (id, dialednumber, answertime, dialedtime, duration, response, campaignid) VALUES
  (21, '1392', '2008-12-30 10:00:05', '2008-12-30 10:00:00', 65, '', 2), (22, '1393', 0, '2008-12-30 10:00:00', 0, '', 2);
INSERT INTO campaign (id, groupid, campaignname, enable, status, limit_type, queue_increasement, maxtrytime) VALUES (2, 1, '年终', 1, 'busy', 'queue', 1.25, 3);
INSERT INTO mycdr (id, calldate, src, dst, dstchannel, duration, billsec, disposition, srcuid, dstuid, groupid) VALUES
  (31, '2008-12-30 10:00:00', '010', '1000', 'SIP/8001-09af', 65, 60, 'ANSWERED', '1230.1', '1230.2', -1),
  (32, '2008-12-30 10:00:00', '010', '1000', 'SIP/8002-09b0', 5, 0, 'NO ANSWER', '1230.1', '', 0),
  (33, '2008-12-30 10:00:00', '010', '1000', 'SIP/8003-09b1', 5, 0, 'NO ANSWER', '1230.1', '', 0);
INSERT INTO historycdr (id, calldate, src, dst, srcuid, dstuid) VALUES (31, '2008-01-01 00:00:00', '8001', '9', '1230.1', '1230.2');
INSERT INTO survey (id, surveyname, enable, groupid) VALUES (1, '满意度', 1, 1);
INSERT INTO surveyoptions (id, surveyoption, optiontype, surveyid) VALUES (1, 'How?', 'checkbox', 1);
INSERT INTO surveyoptionitems (id, optionid, itemtype, itemcontent) VALUES (1, 1, 'checkbox', 'well');
INSERT INTO surveyresult (id, customerid, surveyid, surveyoptionid, itemid, itemcontent, surveynote) VALUES (1, 5, 1, 1, 1, 'well', '');
INSERT INTO monitorrecord (id, filename, fileformat, uniqueid, creby, cretime) VALUES
  (1, '/m/a', 'wav', '1230.1', 'alice', '2008-12-30 10:00:00'), (2, '/m/a', 'wav', '1230.1', 'bob', '2008-12-30 10:00:00');
INSERT INTO trunkinfo (id, trunkname, trunkchannel, trunknote) VALUES (1, 'PSTN', 'SIP/6188', 'Telecom');
INSERT INTO speeddial (id, description, number) VALUES (1, 'Police', '110');
INSERT INTO qname VALUES (1, 'sales'); INSERT INTO qagent VALUES (1, 'Agent/6001');
INSERT INTO queue_stats (uniqueid, datetime, qname, qagent, qevent, info1) VALUES ('1.1', '2008-12-30 10:00:00', 1, 1, 10, '5'), ('1.1', '2008-12-30 10:00:00', 1, 1, 10, NULL);
INSERT INTO curcdr (src) VALUES ('gone by then'); INSERT INTO remind (title, content) VALUES ('x', 'y'); INSERT INTO myrate (dialprefix) VALUES ('0');
"""
KEPT = ["astercrm_accountgroup", "astercrm_account", "customer", "contact", "note", "diallist", "dialedlist", "campaign", "survey",
        "surveyoptions", "surveyoptionitems", "surveyresult", "monitorrecord", "trunkinfo", "speeddial", "qname", "qagent",
        "queue_stats"]


@pytest.fixture
def original(mariadb, tool):
    def make(version, database="theirs", rows=ROWS):
        made = tool(database, ORIGINAL / f"{version}.sql")
        mariadb.client("SET NAMES utf8mb4; " + rows, database)
        return made
    return make


def checksums(server, database):
    tables = [t for t in server.client_rows("SHOW TABLES", database)]
    return {t: server.client_rows(f"CHECKSUM TABLE `{t}`", database)[0].split("\t")[1] for t in tables}


def count(server, table, database):
    return int(server.client_rows(f"SELECT COUNT(*) FROM `{table}`", database)[0])


@EVERY_VERSION
def test_another_database_is_taken_over(mariadb, tool, original, version, tmp_path):
    original(version)
    before = checksums(mariadb, "theirs")
    ours = tool("ours")
    dry = ours.ok("takeover", "--from=theirs", "--dry-run")
    assert "customer" in dry and mariadb.client_rows("SHOW TABLES", "ours") == []
    said = ours.ok("takeover", "--from=theirs", "--timezone=+08:00", f"--report={tmp_path / 'report'}")
    assert (tmp_path / "report").read_text() in said
    assert checksums(mariadb, "theirs") == before, "what is taken over is only read"

    for table in KEPT:
        assert count(mariadb, table, "ours") == count(mariadb, table, "theirs"), table
    assert count(mariadb, "mycdr", "ours") == 4

    def rows(sql):
        return mariadb.client_rows(sql, "ours")
    assert rows("SELECT id, customer, phone, cretime, groupid FROM customer ORDER BY id") == [
        "5\t北京公司\t010-8888 6666\t2008-07-01 04:00:00\t1", "9\tMüller\t\t1970-01-01 00:00:00\t0"]
    assert rows("SELECT id, groupname, agentinterval, cretime FROM astercrm_accountgroup ORDER BY id") == [
        "1\tSales\t20\t2008-12-20 00:00:00", "7\tsales (7)\tNULL\tNULL"]
    assert rows("SELECT username, usertype, groupid, must_change_password, LEFT(password, 10) FROM astercrm_account ORDER BY id") == [
        "admin\tadmin\t0\t1\t$argon2id$", "alice\tagent\t1\t1\t$argon2id$", "odd\tagent\t7\t1\t"]
    assert rows("SELECT dialtime FROM diallist ORDER BY id") == ["2008-12-31 15:30:00", "NULL"]
    assert rows("SELECT response, answertime, endtime FROM dialedlist WHERE id < 23 ORDER BY id") == [
        "ANSWERED\t2008-12-30 02:00:05\t2008-12-30 02:01:05.000", "NO ANSWER\tNULL\t2008-12-30 02:00:00.000"]
    assert rows("SELECT status, enable, limit_type, queue_increasement FROM campaign ORDER BY id") == ["idle\t1\tqueue\t1.25"]
    assert rows("SELECT id, calldate, answertime, endtime, linkedid, dstuid, dstaccountid, groupid FROM mycdr WHERE id < 34 ORDER BY id") == [
        "31\t2008-12-30 02:00:00.000\t2008-12-30 02:00:05.000\t2008-12-30 02:01:05.000\t1230.1\t1230.2\t2\t-1",
        "32\t2008-12-30 02:00:00.000\tNULL\t2008-12-30 02:00:05.000\t1230.1\t\t3\t0",
        "33\t2008-12-30 02:00:00.000\tNULL\t2008-12-30 02:00:05.000\t1230.1\t#33\t0\t0"]
    assert rows("SELECT srcaccountid, dstuid FROM mycdr WHERE id > 33 ORDER BY id") == ["2\t1230.2#h31"]
    assert rows("SELECT filename, status FROM monitorrecord ORDER BY id") == ["/m/a\trecorded", "/m/a#2\trecorded"]
    assert rows("SELECT qname FROM qname") == ["sales"]
    for words in ("curcdr (1 rows) stays: of the moment", "myrate (1 rows) stays: asterBilling's", "remind (1 rows) stays",
                  "campaign.phonenumber has no place here", "1 with another groupname", "1 rows without a date get 1970-01-01",
                  "1 accounts have no password"):
        assert words in said, words

    after = checksums(mariadb, "ours")
    ours.ok("takeover", "--from=theirs", "--timezone=+08:00")
    assert checksums(mariadb, "ours") == after, "a second run changes nothing"


def test_the_tables_of_the_database_itself_make_room(mariadb, original):
    crm = original("0.22", "astercrm", ROWS + "INSERT INTO our_own_extension (anything) VALUES ('precious');")
    before = checksums(mariadb, "astercrm")
    assert "our_own_extension (1 rows) stays: not known to asterCC" in crm.ok("takeover", "--dry-run")
    crm.ok("takeover")
    assert checksums(mariadb, "astercrm_2008") == before
    after = checksums(mariadb, "astercrm")
    assert "schema_version" in after and "our_own_extension" not in after
    crm.ok("takeover")
    assert checksums(mariadb, "astercrm") == after


def test_what_came_with_022_is_taken_over(mariadb, tool, original):
    original("0.22", rows=ROWS + """
        INSERT INTO dnc_list (number, status) VALUES ('110', 'enable'), ('110', 'enable'), ('119', 'disable');
        INSERT INTO campaigndialedlist (id, dialednumber, callresult, campaignresult, dialedtime, detect) VALUES
          (21, '7', 'busy', 'no interest', '2012-01-01 00:00:00', 'HUMAN');
        UPDATE campaign SET enablerecyle = 'yes', recyletime = 600, waittime = '20';
        UPDATE mycdr SET ischild = 'yes', accountcode = REPEAT('x', 30) WHERE id = 32;
        INSERT INTO monitorrecord (id, filename, fileformat) VALUES (3, '/m/c', 'error');""")
    ours = tool("ours")
    said = ours.ok("takeover", "--from=theirs", "--timezone=+00:00")
    assert "2 are not taken: disabled, or there twice" in said
    assert "mycdr.accountcode: 1 texts are cut to 20 characters" in said
    assert mariadb.client_rows("SELECT number, groupid FROM dnc ORDER BY id", "ours") == ["110\t0"]
    assert mariadb.client_rows("SELECT id, dialednumber, response, disposition, amdstatus FROM dialedlist WHERE id > 22 ORDER BY id", "ours") == [
        "43\t7\tBUSY\tno interest\tHUMAN"]
    assert mariadb.client_rows("SELECT enablerecycle, recycletime, ringtime FROM campaign ORDER BY id", "ours") == ["1\t600\t20"]
    assert mariadb.client_rows("SELECT legno FROM mycdr WHERE id < 34 ORDER BY id", "ours") == ["1", "2", "1"]
    assert mariadb.client_rows("SELECT status FROM monitorrecord WHERE id = 3 ORDER BY id", "ours") == ["failed"]


@pytest.mark.parametrize("charset, text", [("utf8", "北京 Müller"), ("gbk", "北京朝阳"), ("big5", "臺北")])
def test_text_that_was_stored_as_latin1_is_read_for_what_it_is(mariadb, tool, original, charset, text):
    stored = text.encode(charset).hex()
    original("0.1beta", rows=f"""
        INSERT INTO customer (id, customer, groupid) VALUES (1, CONVERT(X'{stored}' USING latin1), 0), (2, 'plain', 0), (3, '天津', 0);
        ALTER TABLE contact CONVERT TO CHARACTER SET latin1;
        INSERT INTO contact (id, contact) VALUES (1, CONVERT(X'{stored}' USING latin1));""")
    ours = tool("ours")
    ours.ok("takeover", "--from=theirs", f"--text-is={charset}")
    assert mariadb.client_rows("SELECT customer FROM customer ORDER BY id", "ours") == [text, "plain", "天津"]
    assert mariadb.client_rows("SELECT contact FROM contact ORDER BY id", "ours") == [text]


def test_a_takeover_that_cannot_be_is_refused_with_its_reason(mariadb, tool, original):
    original("0.1beta")
    ours = tool("ours", SOURCE / "sql/astercc.sql")
    mariadb.client("CREATE DATABASE nothing")
    for arguments, code, reason in ((("--from=nothing",), 1, "no tables of the original"), (("--from=missing",), 1, "no tables of the original"),
                                    (("--from=theirs", "--text-is=klingon"), 2, "--text-is klingon"),
                                    (("--from=theirs", "--timezone=Mars/Base"), 1, "Mars/Base"), ((), 1, "ours_2008")):
        done = ours.run("takeover", *arguments)
        assert (done.returncode, reason in done.stderr) == (code, True), done.stderr
    mariadb.client("INSERT INTO speeddial (number) VALUES ('1')", "ours")
    done = ours.run("takeover", "--from=theirs")
    assert done.returncode == 1 and "rows in speeddial already" in done.stderr
    assert count(mariadb, "customer", "ours") == 0


@pytest.mark.parametrize("table", ["customer", "queue_stats"])
def test_an_interrupted_takeover_is_resumed(mariadb, tool, original, table):
    many = "INSERT INTO customer (customer, phone, groupid) SELECT CONCAT('c', seq), seq, 1 FROM seq_1_to_6000;"
    original("0.22", rows=ROWS + many)
    whole = tool("whole")
    whole.ok("takeover", "--from=theirs")
    ours = tool("ours", SOURCE / "sql/astercc.sql")
    killed_while_waiting_for(mariadb, ours, table, "takeover", "--from=theirs")
    assert count(mariadb, table, "ours") < count(mariadb, table, "whole")
    ours.ok("takeover", "--from=theirs")
    for taken in KEPT:
        columns = "id, username" if taken == "astercrm_account" else "*"
        assert mariadb.client_rows(f"SELECT {columns} FROM {taken} ORDER BY 1", "ours") == \
               mariadb.client_rows(f"SELECT {columns} FROM {taken} ORDER BY 1", "whole"), taken


def test_a_takeover_killed_between_two_batches_is_resumed(mariadb, tool, original):
    original("0.1beta", rows="INSERT INTO customer (customer, groupid) SELECT seq, 1 FROM seq_1_to_20000;")
    ours = tool("ours", SOURCE / "sql/astercc.sql")
    process = subprocess.Popen(ours.command("takeover", "--from=theirs"), stdout=subprocess.DEVNULL)
    while not mariadb.client_rows("SHOW TABLES LIKE 'takeover_position'", "ours") or not count(mariadb, "customer", "ours"):
        assert process.poll() is None
    process.kill()
    process.wait()
    while mariadb.client_rows("SELECT 1 FROM information_schema.processlist WHERE db = 'ours'"):
        pass  # the server finishes the statement that ran
    ours.ok("takeover", "--from=theirs")
    assert mariadb.client_rows("SELECT COUNT(*), COUNT(DISTINCT id), MAX(id) FROM customer", "ours") == ["20000\t20000\t20000"]


# --- convert-config ---------------------------------------------------------------------------------------------

def test_the_configuration_of_the_original_is_converted(tmp_path):
    (tmp_path / "astercrm.conf.php").write_bytes(
        b";<?\r\n[database]\r\ndbhost = db.example\r\npassword = \"a;b\"\r\n[system]\r\ntrim_prefix = 0,00\r\nlog_file_path = /tmp/x\r\n;?>\r\n")
    (tmp_path / "astercc.conf").write_text("[database]\ndbname = crm\ntb_cdr = mycdr\n[system]\nforce_record = 1;\nrubbish\n")
    command = [PROGRAM, "convert-config", f"--crm={tmp_path / 'astercrm.conf.php'}", f"--daemon={tmp_path / 'astercc.conf'}",
               f"--samples={SOURCE / 'etc'}", f"--out={tmp_path / 'out'}"]
    dry = subprocess.run([*command, "--dry-run"], capture_output=True, text=True)
    assert dry.returncode == 0 and not (tmp_path / "out").exists()
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    for place in ("astercc.conf, line 3: [database] tb_cdr", "astercc.conf, line 6: neither", "astercrm.conf.php, line 7: [system] log_file_path"):
        assert place in dry.stdout and place in done.stdout
    crm, daemon = ((tmp_path / "out" / name).read_text() for name in ("astercrm.conf", "astercc.conf"))
    for line in ("dbhost = db.example\n", "password = a;b\n", "trim_prefix = 0,00\n", "log_file_path = /var/log/astercc/astercrm.log\n"):
        assert line in crm
    assert "dbname = crm\n" in daemon and "\nforce_record = 1 " in daemon
    assert (tmp_path / "out/astercrm.conf").stat().st_mode & 0o777 == 0o640
    again = subprocess.run(command, capture_output=True, text=True)
    assert again.returncode == 1 and "is there already" in again.stderr
