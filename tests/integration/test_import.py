# SPDX-License-Identifier: GPL-3.0-or-later
"""astercrm-import: files become rows, all of a file or none of it, and go away again."""
import json
import os
import subprocess
import zipfile
from pathlib import Path

import pytest

from conftest import eventually
from web_client import crm, installed  # noqa: F401

IMPORT = str(Path(os.environ["CC_BUILD_DIR"]) / "bin/astercrm-import")


@pytest.fixture
def imports(crm, tmp_path):
    for table in ("import_job", "import_row_reject", "diallist"):
        crm.run(f"TRUNCATE {table}")
    crm.write_config(upload_file_path=tmp_path)
    return Imports(crm, tmp_path)


class Imports:
    def __init__(self, crm, folder):
        self.crm, self.folder = crm, folder

    def job(self, content, mapping, **plan):
        """A job that is ready: what the pages leave to the worker."""
        dial = {"wanted": False, "number_column": -1, "time_column": -1, "fixed_time": "", "campaign": 0, "assign": False, "extensions": [],
                **plan.pop("dial", {})}
        form = {"type": "csv", "encoding": "utf-8", "delimiter": ",", "sheet": "", **plan.pop("form", {})}
        whole = {"table": "customer", "form": form, "has_header": False, "width": len(mapping), "mapping": mapping, "group": 1,
                 "duplicates": "add", "key": "phone", "dial": dial, **plan}
        id = self.crm.run("INSERT INTO import_job (groupid, status, preview, plan, storedfile, creby, cretime)"
                          " VALUES (1, 'ready', '', %s, '', 'grace', UTC_TIMESTAMP(3))", json.dumps(whole))
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


def test_a_workbook_comes_in(imports):
    id = imports.job(None, [0, 9], table="contact", form={"type": "xlsx"})
    with zipfile.ZipFile(imports.folder / f"job-{id}", "w", zipfile.ZIP_DEFLATED) as book:
        book.writestr("xl/workbook.xml", '<workbook><sheets><sheet name="S" r:id="r1"/></sheets></workbook>')
        book.writestr("xl/_rels/workbook.xml.rels", '<Relationships><Relationship Id="r1" Target="worksheets/s.xml"/></Relationships>')
        book.writestr("xl/worksheets/s.xml", "<worksheet>" + "".join(
            f'<row r="{i}"><c t="inlineStr"><is><t>张{i}</t></is></c><c><v>1.38E10</v></c></row>' for i in range(1, 2001)) + "</worksheet>")
    assert imports.work(id)["inserted"] == 2000
    assert imports.crm.run("SELECT contact, mobile FROM contact ORDER BY id LIMIT 1")[0] == {"contact": "张1", "mobile": "13800000000"}


@pytest.mark.parametrize("content,error,line", [
    (b"ok,1\n" * 2000 + b"\"open,2\n", "open_quote", 2001), (b"ok,1\n" * 2000 + b"x" * 2**20, "cell_too_long", 2001), (None, "unreadable", 0)])
def test_nothing_of_a_broken_file_comes_in(imports, content, error, line):
    state = imports.run(content, [0, 8])
    assert (state["status"], state["error"], state["errorline"]) == ("failed", error, line)
    assert imports.customers() == []


def test_a_worker_killed_in_the_middle_leaves_nothing(imports):
    id = imports.job("".join(f"N{i},{i}\n" for i in range(200_000)).encode(), [0, 8])
    worker = imports.start(id)
    eventually(lambda: imports.state(id)["inserted"] > 0, 60)
    second = imports.start(id)  # the job is not free
    assert second.wait(60) == 0
    assert imports.state(id)["status"] == "running"
    worker.kill()
    worker.wait()
    assert imports.customers() == []
    assert eventually(lambda: imports.work(id)["status"] == "failed" and imports.state(id), 60)["error"] == "died"
    assert imports.customers() == [] and imports.rejects(id) == []


def test_an_undo_takes_away_what_came_in_and_asks_about_what_was_touched(imports):
    imports.crm.customer("Mine", 1)
    state = imports.run("".join(f"N{i},{i}\n" for i in range(5000)).encode(), [0, 8], dial={"wanted": True, "number_column": 1})
    ids = [row["id"] for row in imports.crm.run("SELECT id FROM customer WHERE importid = %s ORDER BY id", state["id"])]
    imports.crm.run("UPDATE customer SET city = 'Köln' WHERE id = %s", ids[0])
    imports.crm.run("INSERT INTO note (note, cretime, customerid) VALUES ('called', UTC_TIMESTAMP(), %s)", ids[1])
    imports.crm.run("UPDATE import_job SET status = 'undoing'")
    state = imports.work(state["id"])
    assert (state["status"], state["removed"]) == ("undone", 9998)
    assert [name for name, _ in imports.customers()] == ["Mine", "N0", "N1"]
    imports.crm.run("UPDATE import_job SET status = 'undoing', keepedited = 0")
    imports.work(state["id"])
    assert [name for name, _ in imports.customers()] == ["Mine"]
    assert imports.crm.run("SELECT id FROM note") == () and imports.crm.run("SELECT id FROM diallist") == ()
