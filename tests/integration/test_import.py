# SPDX-License-Identifier: GPL-3.0-or-later
"""astercrm-import: files become rows, all of a file or none of it, and go away again."""
import json
import os
import signal
import subprocess
from pathlib import Path

import pymysql
import pytest

from conftest import eventually
from spreadsheets import xls, xlsx
from web_client import crm, installed  # noqa: F401

IMPORT = str(Path(os.environ["CC_BUILD_DIR"]) / "bin/astercrm-import")


@pytest.fixture
def imports(crm, tmp_path):
    for table in ("import_job", "import_row_reject", "import_mapping", "import_old_customer", "import_old_contact", "import_old_diallist", "diallist", "campaign", "audit_log"):
        crm.run(f"TRUNCATE {table}")
    crm.write_config(upload_file_path=tmp_path)
    return Imports(crm, tmp_path)


class Imports:
    """Jobs that are ready: what the pages leave to the worker."""

    def __init__(self, crm, folder):
        self.crm, self.folder = crm, folder

    def job(self, content, mapping, **plan):
        dial = {"wanted": False, "number_column": -1, "time_column": -1, "fixed_time": "", "campaign": 0, "assign": False, "extensions": [],
                **plan.pop("dial", {})}
        form = {"type": "csv", "encoding": "utf-8", "delimiter": ",", "sheet": "", **plan.pop("form", {})}
        whole = {"table": "customer", "form": form, "has_header": False, "width": len(mapping), "mapping": mapping, "group": 1,
                 "duplicates": "add", "key": "phone", "dial": dial, **plan}
        id = self.crm.run("INSERT INTO import_job (groupid, status, filename, preview, plan, creby, username, accountid, cretime, asktime)"
                          " VALUES (1, 'ready', 'list.csv', '', %s, 'grace', 'grace', 2, UTC_TIMESTAMP(3), UTC_TIMESTAMP(3))", json.dumps(whole))
        self.crm.run("UPDATE import_job SET storedfile = %s WHERE id = %s", f"job-{id}", id)
        if content is not None:
            (self.folder / f"job-{id}").write_bytes(content)
        return id

    def start(self, id):
        return subprocess.Popen([IMPORT, "-c", str(self.crm.config), str(id)], stderr=subprocess.PIPE)

    def run(self, content, mapping, **plan):
        id = self.job(content, mapping, **plan)
        return self.work(id)

    def work(self, id):
        done = subprocess.run([IMPORT, "-c", str(self.crm.config), str(id)], capture_output=True, text=True, timeout=300)
        assert done.returncode == 0, done.stderr
        return self.state(id)

    def state(self, id):
        return self.crm.run("SELECT * FROM import_job WHERE id = %s", id)[0]

    def rejects(self, id):
        return [(r["line"], r["flaws"], json.loads(r["cells"])) for r in
                self.crm.run("SELECT * FROM import_row_reject WHERE importid = %s ORDER BY line", id)]

    def customers(self):
        return [(r["customer"], r["phone"]) for r in self.crm.run("SELECT customer, phone FROM customer ORDER BY id")]


def test_good_rows_come_in_and_bad_ones_are_told_with_their_reason(imports):
    text = "客户,电话,性别\n\"O'Neil \"\"&\"\" Sons\",+86 (21) 8877,男\n,123,\nLamp,none,both\n" + "x" * 121 + ",1,\n"
    state = imports.run(text.encode("gbk"), [0, 8, 15], has_header=True, form={"encoding": "gbk"})
    assert (state["status"], state["rowsread"], state["inserted"], state["rejected"]) == ("done", 4, 1, 3)
    row = imports.crm.run("SELECT * FROM customer")[0]
    assert (row["customer"], row["phone"], row["contactgender"]) == ("O'Neil \"&\" Sons", "86218877", "male")
    assert (row["groupid"], row["creby"], row["importid"], row["modtime"]) == (1, "grace", state["id"], None)
    assert [(line, flaws) for line, flaws, _ in imports.rejects(state["id"])] == [
        (3, "missing:0"), (4, "bad_number:1,unknown_choice:2"), (5, "too_long:0")]
    assert imports.rejects(state["id"])[1][2] == ["Lamp", "none", "both"]


@pytest.mark.parametrize("duplicates,names", [("add", ["Old", "A", "B", "C"]), ("skip", ["Old", "B"])])
def test_numbers_known_in_the_group_or_above_in_the_file_are_duplicates(imports, duplicates, names):
    imports.crm.customer("Old", 1, mobile="555 0001")
    state = imports.run(b"A,5550001\nB,5550002\nC,5550002\n", [0, 8], duplicates=duplicates)
    assert [name for name, _ in imports.customers()] == names
    assert state["skipped"] == 4 - len(names)


def test_a_duplicate_of_another_groups_row_is_none(imports):
    imports.crm.customer("Theirs", 2, phone="5550001")
    assert imports.run(b"A,5550001\n", [0, 8], duplicates="skip")["inserted"] == 1


def test_names_are_a_key_too_across_batches(imports):
    rows = "".join(f"N{i % 1000},{i}\n" for i in range(2000)).encode()
    state = imports.run(rows, [0, 8], duplicates="skip", key="name")
    assert (state["inserted"], state["skipped"]) == (1000, 1000)


def test_the_dial_list_is_filled_and_dealt_in_turn(imports):
    imports.crm.run("INSERT INTO astercrm_account (id, username, password, firstname, usertype, groupid, extension, extensions)"
                    " VALUES (9, 'anton', '', '', 'agent', 1, '8009', '')")
    text = b"A,1,2026-11-24 18:30\nB,2,\nC,3,25.11.2026\nD,x,\n"
    state = imports.run(text, [0, -1, -1], dial={"wanted": True, "number_column": 1, "time_column": 2, "campaign": 7, "assign": True})
    assert (state["inserted"], state["dialed"], state["rejected"]) == (3, 3, 1)
    rows = imports.crm.run("SELECT dialnumber, dialtime, assign, groupid, campaignid FROM diallist ORDER BY id")
    # Shanghai is eight hours ahead; daria of the other group gets nothing.
    assert [tuple(str(v) for v in row.values()) for row in rows] == [
        ("1", "2026-11-24 10:30:00", "8001", "1", "7"), ("2", "None", "8009", "1", "7"), ("3", "2026-11-24 16:00:00", "8001", "1", "7")]


def test_the_dial_list_itself_refuses_extensions_of_other_groups(imports):
    state = imports.run(b"100,8001\n200,8004\n300,\n", [0, 2], table="diallist")
    assert [row["dialnumber"] for row in imports.crm.run("SELECT dialnumber FROM diallist ORDER BY id")] == ["100", "300"]
    assert [flaws for _, flaws, _ in imports.rejects(state["id"])] == ["unknown_extension"]


@pytest.mark.parametrize("type,book", [("xlsx", xlsx), ("xls", xls)])
def test_a_workbook_comes_in(imports, type, book):
    state = imports.run(book([[f"张{i}", 1.38e10] for i in range(1, 301)]), [0, 9], table="contact", form={"type": type})
    assert (state["status"], state["inserted"]) == ("done", 300)
    assert imports.crm.run("SELECT contact, mobile FROM contact ORDER BY id LIMIT 1")[0] == {"contact": "张1", "mobile": "13800000000"}


@pytest.mark.parametrize("content,error,line", [
    (b"ok,1\n" * 2000 + b"\"open,2\n", "open_quote", 2001), (b"ok,1\n" * 2000 + b"x" * 2**20, "cell_too_long", 2001), (None, "unreadable", 0)],
    ids=["open quote", "long cell", "no file"])
def test_nothing_of_a_broken_file_comes_in(imports, content, error, line):
    state = imports.run(content, [0, 8])
    assert (state["status"], state["error"], state["errorline"]) == ("failed", error, line)
    assert imports.customers() == []


def killed_in_the_middle(imports, id, reached):
    worker = imports.start(id)
    eventually(lambda: reached(imports.state(id)), 60)
    second = imports.start(id)  # the job is not free
    assert second.wait(60) == 0
    assert worker.poll() is None
    worker.send_signal(signal.SIGKILL)
    worker.wait()


def test_a_worker_killed_in_the_middle_leaves_nothing_and_another_one_does_it_all(imports):
    id = imports.job("".join(f"N{i},{i}\n" for i in range(30_000)).encode() + b",no name\n", [0, 8])
    killed_in_the_middle(imports, id, lambda state: state["inserted"] > 0)
    assert imports.customers() == [] and imports.rejects(id) == []
    state = eventually(lambda: imports.work(id)["status"] == "done" and imports.state(id), 60)
    assert (state["inserted"], state["rejected"], len(imports.customers())) == (30_000, 1, 30_000)
    assert not (imports.folder / state["storedfile"]).exists()


def test_an_undo_takes_away_what_came_in_and_leaves_what_was_touched(imports):
    imports.crm.customer("Mine", 1)
    state = imports.run("".join(f"N{i},{i}\n" for i in range(5000)).encode(), [0, 8], dial={"wanted": True, "number_column": 1})
    ids = [row["id"] for row in imports.crm.run("SELECT id FROM customer WHERE importid = %s ORDER BY id", state["id"])]
    imports.crm.run("UPDATE customer SET city = 'Köln' WHERE id = %s", ids[0])
    imports.crm.run("INSERT INTO note (note, cretime, customerid) VALUES ('called', UTC_TIMESTAMP(), %s)", ids[1])
    imports.crm.contact("Her", ids[2], 1)
    imports.crm.run("UPDATE diallist SET trytime = 1 WHERE dialnumber = '7'")
    imports.crm.run("UPDATE import_job SET status = 'undoing'")
    state = imports.work(state["id"])
    assert (state["status"], state["removed"], state["kept"]) == ("undone", 9996, 4)
    assert [name for name, _ in imports.customers()] == ["Mine", "N0", "N1", "N2"]


def test_both_ways_stand_in_the_audit_log(imports):
    state = imports.run(b"A,1\nB,2\n", [0, 8])
    imports.crm.run("UPDATE import_job SET status = 'undoing', username = 'root', accountid = 1")
    imports.work(state["id"])
    rows = imports.crm.run("SELECT username, action, object, objectid, groupid, field, newvalue FROM audit_log WHERE field IN ('inserted', 'removed')")
    assert [tuple(row.values()) for row in rows] == [("grace", "create", "import_job", state["id"], 1, "inserted", "2"),
                                                     ("root", "delete", "import_job", state["id"], 1, "removed", "2")]


def test_an_update_changes_what_the_file_says_and_nothing_else(imports):
    imports.crm.customer("Old", 1, phone="555 0001", city="Köln")
    imports.crm.customer("Theirs", 2, phone="5550002")
    state = imports.run("New,5550001,\nB,5550002,Bonn\n,5550009,\nB2,5550002,\n".encode(), [0, 8, 5], duplicates="update")
    assert (state["inserted"], state["updated"], state["rejected"]) == (1, 2, 1)
    rows = imports.crm.run("SELECT customer, phone, city, groupid FROM customer ORDER BY id")
    assert [tuple(row.values()) for row in rows] == [("New", "5550001", "Köln", 1), ("Theirs", "5550002", "", 2), ("B2", "5550002", "Bonn", 1)]


def undone(imports, id):
    imports.crm.run("UPDATE import_job SET status = 'undoing' WHERE id = %s", id)
    state = imports.work(id)
    assert state["status"] == "undone"
    return state["removed"], state["restored"], state["kept"]


WHOLE = "SELECT customer, phone, city, email, address, groupid, creby, modtime FROM customer ORDER BY id"


def test_an_undo_gives_updated_rows_their_old_values_unless_changed_since(imports):
    imports.crm.run("INSERT INTO customer (customer, phone, city, groupid, creby, cretime) SELECT CONCAT('Old ', seq), CONCAT('555 ', LPAD(seq, 5, '0')),"
                    " IF(seq %% 2, 'Köln', ''), 1, 'seed', UTC_TIMESTAMP() FROM seq_0_to_2999")
    before = imports.crm.run(WHOLE)
    twice = "".join(f"{name} {n},555{n:05},Bonn\n" for name in ("New", "Newest") for n in range(3000))
    state = imports.run((twice + "Added,5559999999,\n").encode(), [0, 8, 5], duplicates="update")
    assert (state["inserted"], state["updated"]) == (1, 6000)
    assert imports.crm.run("SELECT DISTINCT city FROM customer WHERE importid = 0") == [{"city": "Bonn"}]
    changed, gone = (imports.crm.run("SELECT id FROM customer WHERE customer = %s", name)[0]["id"] for name in ("Newest 1", "Newest 2"))
    imports.crm.run("UPDATE customer SET email = 'new@example.test' WHERE id = %s", changed)
    imports.crm.run("DELETE FROM customer WHERE id = %s", gone)
    assert undone(imports, state["id"]) == (1, 2998, 1)
    after = imports.crm.run(WHOLE)
    assert [row for row in after if row["customer"] != "Newest 1"] == [row for n, row in enumerate(before) if n not in (1, 2)]
    assert after[1]["email"] == "new@example.test" and after[1]["city"] == "Bonn", "what somebody changed since stays whole"


def test_imports_are_undone_one_after_the_other(imports):
    first = imports.run(b"A,1,Bonn\n", [0, 8, 5])
    second = imports.run(b"A,1,Wien\n", [0, 8, 5], duplicates="update")
    imports.crm.run("UPDATE import_job SET status = 'done'")
    assert undone(imports, second["id"]) == (0, 1, 0)
    assert undone(imports, first["id"]) == (1, 0, 0), "given back, the row counts as it was: not changed since it was added"


def test_an_undo_restores_contacts_and_the_dial_list_too(imports):
    imports.crm.contact("Her", 0, 1, phone1="5550001", position="boss")
    state = imports.run(b"Him,5550001\n", [0, 5], table="contact", duplicates="update")
    assert state["updated"] == 1 and undone(imports, state["id"]) == (0, 1, 0)
    assert imports.crm.run("SELECT contact, phone1, position FROM contact") == [{"contact": "Her", "phone1": "5550001", "position": "boss"}]
    imports.crm.run("INSERT INTO campaign (id, groupid, campaignname) VALUES (3, 1, 'Spring')")
    imports.crm.run("INSERT INTO diallist (dialnumber, groupid, campaignid) VALUES ('123', 1, 3)")
    state = imports.run(b"123,2026-01-02 03:04\n", [0, 1], table="diallist", duplicates="update", dial={"campaign": 3})
    assert state["updated"] == 1 and imports.crm.run("SELECT dialtime FROM diallist")[0]["dialtime"]
    assert undone(imports, state["id"]) == (0, 1, 0)
    assert imports.crm.run("SELECT dialtime, assign FROM diallist") == [{"dialtime": None, "assign": ""}]


def test_an_undo_killed_in_the_middle_has_changed_nothing(imports):
    imports.crm.run("INSERT INTO customer (customer, phone, groupid, cretime) SELECT CONCAT('Old ', seq), 100000 + seq, 1, UTC_TIMESTAMP() FROM seq_0_to_3999")
    state = imports.run("".join(f"New {n},{n + 100000}\n" for n in range(4000)).encode(), [0, 8], duplicates="update")
    imports.crm.run("UPDATE import_job SET status = 'undoing'")
    with pymysql.connect(unix_socket=imports.crm.server.socket, user="root", database="astercc") as blocker:
        cursor = blocker.cursor()
        cursor.execute("SELECT id FROM customer ORDER BY id DESC LIMIT 1 FOR UPDATE")  # the undo waits here, 2,000 rows done
        worker = imports.start(state["id"])
        waiting = "SHOW GLOBAL STATUS LIKE 'Innodb_row_lock_current_waits'"
        eventually(lambda: imports.crm.run(waiting)[0]["Value"] == "1", 60)
        worker.send_signal(signal.SIGKILL)
        worker.wait()
    assert imports.crm.run("SELECT COUNT(*) AS n FROM customer WHERE customer LIKE 'New%%'")[0]["n"] == 4000
    state = eventually(lambda: imports.work(state["id"])["status"] == "undone" and imports.state(state["id"]), 60)
    assert (state["restored"], state["kept"]) == (4000, 0)


def test_old_values_that_are_no_longer_kept_are_not_restored_in_part(imports):
    imports.crm.customer("Old", 1, phone="1")
    imports.crm.customer("Old too", 1, phone="2")
    state = imports.run(b"New,1\nNew too,2\n", [0, 8], duplicates="update")
    imports.crm.run("UPDATE import_job SET details = 'going'")
    imports.crm.run("DELETE FROM import_old_customer LIMIT 1")
    assert undone(imports, state["id"]) == (0, 0, 0)
    assert [name for name, _ in imports.customers()] == ["New", "New too"]


def test_rows_an_import_updated_itself_do_not_count_as_changed_since(imports):
    rows = "".join(f"N{i % 600},{i % 600},{i}\n" for i in range(1800)).encode()
    state = imports.run(rows, [0, 8, 5], duplicates="update")
    assert (state["inserted"], state["updated"]) == (600, 1200)
    assert imports.crm.run("SELECT city FROM customer WHERE customer = 'N0'")[0]["city"] == "1200"
    imports.crm.run("UPDATE import_job SET status = 'undoing'")
    assert (imports.work(state["id"])["removed"], imports.customers()) == (600, [])
