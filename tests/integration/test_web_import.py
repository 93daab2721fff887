# SPDX-License-Identifier: GPL-3.0-or-later
"""The pages of an import, from the upload to the undo, with the worker they start."""
import csv
import html
import io
import json
import os
import re
import signal
from pathlib import Path

import pytest

from conftest import eventually
from spreadsheets import xls, xlsx
from web_client import crm, installed  # noqa: F401

PAGES = "/astercrm/manager.fcgi/import"
PROGRAM = Path(os.environ["CC_BUILD_DIR"]) / "bin/astercrm-import"
LIST = "客户,电话,城市\n张三,13800000001,上海\n李四,13800000002,北京\n"


@pytest.fixture
def desk(crm, tmp_path):
    for table in ("import_job", "import_row_reject", "import_mapping", "diallist", "campaign", "audit_log"):
        crm.run(f"TRUNCATE {table}")
    (tmp_path / "up").mkdir()
    crm.write_config(upload_file_path=tmp_path / "up", import_program=PROGRAM, upload_max_mib=1)
    crm.run("INSERT INTO campaign (id, groupid, campaignname) VALUES (5, 1, 'Spring'), (6, 2, 'Theirs')")
    return Desk(crm, tmp_path / "up", "grace")


class Desk:
    def __init__(self, crm, folder, name):
        self.crm, self.folder, self.browser = crm, folder, crm.logged_in(name)
        self.csrf = self.browser.csrf()

    def another(self, name):
        return Desk(self.crm, self.folder, name)

    def post(self, step, fields):
        return self.browser.post(f"{PAGES}/{step}", {"csrf": self.csrf, **fields})

    def send(self, content, name="list.csv", target="customer"):
        return self.browser.upload(f"{PAGES}/upload", {"csrf": self.csrf, "target": target}, name, content)

    def id_of(self, answer):
        assert answer.status == 303, answer.body
        return int(re.fullmatch(r".*/import/job\?id=(\d+)", answer.header("Location"))[1])

    def job(self, id):
        return self.crm.run("SELECT * FROM import_job WHERE id = %s", id)[0]

    def settled(self, id):
        return eventually(lambda: (job := self.job(id))["status"] in ("new", "done", "failed", "undone") and job, 60)

    def uploaded(self, content, name="list.csv", target="customer"):
        id = self.id_of(self.send(content, name, target))
        self.settled(id)
        return id

    def page(self, id):
        answer = self.browser.get(f"{PAGES}/job?id={id}")
        assert answer.status == 200, answer.body
        return answer

    def run(self, id, mapping, **fields):
        """Maps and starts; the job when it is over."""
        answer = self.post("start", {"id": id, "duplicates": "skip", "key": "phone", "assign": "nobody",
                                     **{f"m{i}": column for i, column in enumerate(mapping)}, **fields})
        assert answer.status == 303, answer.body
        return self.settled(id)

    def chosen(self, page):
        """Which columns the mapping of the page has picked."""
        selects = re.findall(r'<select class="field" name="m(\d+)".*?</select>', page.body, re.S)
        found = [re.search(rf'<select class="field" name="m{n}".*?</select>', page.body, re.S)[0] for n in selects]
        return [(m[1] if (m := re.search(r'value="(\d+)" selected', select)) else "") for select in found]

    def customers(self):
        return [tuple(row.values()) for row in self.crm.run("SELECT customer, phone, city, groupid FROM customer ORDER BY id")]


@pytest.mark.parametrize("encoding,shown", [("utf-8", "UTF-8"), ("gbk", "GBK"), ("utf-16", "UTF-16 LE")])
def test_a_list_is_recognised_mapped_and_imported(desk, encoding, shown):
    id = desk.uploaded(LIST.encode(encoding))
    page = desk.page(id)
    assert re.search(rf'<option value="[^"]+" selected>{shown}', page.body) and "张三" in page.body
    assert re.search(r'id="header"[^>]* checked', page.body)
    assert desk.chosen(page) == ["0", "8", "5"]
    job = desk.run(id, ["0", "8", "5"])
    assert (job["status"], job["inserted"], job["groupid"]) == ("done", 2, 1)
    assert desk.customers() == [("张三", "13800000001", "上海", 1), ("李四", "13800000002", "北京", 1)]
    assert not list(desk.folder.iterdir())
    log = desk.crm.run("SELECT username, address, groupid, newvalue FROM audit_log WHERE field = 'inserted'")
    assert [tuple(row.values()) for row in log] == [("grace", "192.0.2.10", 1, "2")]


def test_big5_semicolons_and_a_wrong_guess_put_right_by_hand(desk):
    text = "客戶;電話\n" + "".join(f"臺灣電信公司第{i}號;0988000{i:03}\n" for i in range(40))
    id = desk.uploaded(text.encode("big5"))
    assert "臺灣電信公司" in desk.page(id).body
    assert desk.id_of(desk.post("look", {"id": id, "target": "customer", "encoding": "windows-1252", "delimiter": ",", "header": "1"})) == id
    desk.settled(id)
    assert "臺灣" not in desk.page(id).body
    desk.post("look", {"id": id, "target": "contact", "encoding": "big5", "delimiter": ";"})
    desk.settled(id)
    page = desk.page(id)
    assert "臺灣電信公司" in page.body and not re.search(r'id="header"[^>]* checked', page.body)
    job = desk.run(id, ["0", "9"])
    assert (job["inserted"], job["rejected"]) == (40, 1)  # the header, which is no row now, has no number
    assert desk.crm.run("SELECT contact, mobile FROM contact ORDER BY id LIMIT 1")[0] == {"contact": "臺灣電信公司第0號", "mobile": "0988000000"}


@pytest.mark.parametrize("name,book", [("a.xlsx", xlsx), ("a.xls", xls), ("named.csv", xls)])
def test_spreadsheets_are_known_by_what_they_are(desk, name, book):
    id = desk.uploaded(book([["客户", "手机"], ["王五", 13800000003.0]]), name)
    page = desk.page(id)
    assert "王五" in page.body and "13800000003" in page.body and 'name="sheet"' in page.body
    assert desk.chosen(page) == ["0", "12"]
    assert desk.run(id, ["0", "12"])["inserted"] == 1


def test_the_manuals_numbers_map_too_and_a_mapping_is_remembered_for_its_header(desk):
    first = desk.uploaded(b"A,B,C\nx,1,y\n")
    assert desk.chosen(desk.page(first)) == ["", "", ""]
    taken = desk.post("start", {"id": first, "take": "1", "numbers": "0, 8", "duplicates": "skip"})
    assert taken.status == 200 and desk.chosen(taken) == ["0", "8", ""]
    assert desk.chosen(desk.post("start", {"id": first, "take": "1", "numbers": "", "m1": "5"})) == ["", "5", ""]
    for wrong in ("0,0", "99", "0,1,2,3", "x"):
        assert "no numbers of columns" in desk.post("start", {"id": first, "take": "1", "numbers": wrong}).body
    desk.post("look", {"id": first, "target": "customer", "header": "1"})
    desk.settled(first)
    desk.run(first, ["0", "8", ""])
    second = desk.uploaded(b"A,B,C\nother,2,z\n")
    desk.post("look", {"id": second, "target": "customer", "header": "1"})
    desk.settled(second)
    assert desk.chosen(desk.page(second)) == ["0", "8", ""]
    root = desk.another("root")  # another account has its own memory
    assert root.chosen(root.page(second)) == ["", "", ""]


def test_what_was_not_imported_comes_back_as_a_file_with_its_reasons(desk):
    desk.crm.customer("Old", 1, phone="555 0001")
    text = "Customer,Phone\nA,5550001\n,5550002\nB,none\nC,5550003\nD,5550003\n=1+1,x\n"
    id = desk.uploaded(text.encode())
    job = desk.run(id, ["0", "8"])
    assert (job["inserted"], job["skipped"], job["rejected"]) == (1, 2, 3)
    assert f"{PAGES}/rejects?id={id}" in desk.page(id).body
    answer = desk.browser.get(f"{PAGES}/rejects?id={id}")
    assert answer.header("Content-Disposition") == f'attachment; filename="rejected-{id}.csv"'
    rows = list(csv.reader(io.StringIO(answer.body.removeprefix("\ufeff"))))
    assert rows[0] == ["Customer", "Phone", "Line of the file", "Why not imported"]
    assert [(row[0], row[2]) for row in rows[1:]] == [("A", "2"), ("", "3"), ("B", "4"), ("D", "6"), ("'=1+1", "7")]
    assert rows[3][3] == "Phone: no phone number" and rows[2][3].startswith("Customer: ")


@pytest.mark.parametrize("duplicates,expected", [
    ("skip", [("Old", "5550001", "Bonn", 1), ("B", "5550002", "", 1)]),
    ("update", [("A", "5550001", "Bonn", 1), ("C", "5550002", "", 1)]),
    ("add", [("Old", "5550001", "Bonn", 1), ("A", "5550001", "", 1), ("B", "5550002", "", 1), ("C", "5550002", "", 1)])])
def test_duplicates_are_left_out_updated_or_added(desk, duplicates, expected):
    desk.crm.customer("Old", 1, phone="5550001", city="Bonn")
    desk.run(desk.uploaded(b"A,5550001\nB,5550002\nC,5550002\n"), ["0", "8"], duplicates=duplicates)
    assert desk.customers() == expected


def test_rows_go_on_the_dial_list_and_are_dealt_out(desk):
    desk.crm.run("INSERT INTO astercrm_account (id, username, password, firstname, usertype, groupid, extension, extensions)"
                 " VALUES (9, 'anton', '', '', 'agent', 1, '8009', '')")
    text = b"A,1,2026-11-24 18:30\nB,2,\nC,3,\n"
    job = desk.run(desk.uploaded(text), ["0", "8", ""], dial="1", number_column="1", time_column="2", campaign="5", assign="group")
    assert (job["inserted"], job["dialed"]) == (3, 3)
    dialed = lambda: [tuple(str(v) for v in row.values()) for row in
                      desk.crm.run("SELECT dialnumber, dialtime, assign, groupid, campaignid FROM diallist ORDER BY id")]
    # Shanghai is eight hours ahead.
    assert dialed() == [("1", "2026-11-24 10:30:00", "8001", "1", "5"), ("2", "None", "8009", "1", "5"), ("3", "None", "8001", "1", "5")]
    desk.crm.run("TRUNCATE diallist")
    job = desk.run(desk.uploaded(b"77,8001\n78,\n", target="diallist"), ["0", "2"], campaign="5", fixed_time="2026-12-01T08:00",
                   assign="list", extensions=" 8009, 8009 ")
    assert job["inserted"] == 2
    assert dialed() == [("77", "2026-12-01 00:00:00", "8001", "1", "5"), ("78", "2026-12-01 00:00:00", "8009", "1", "5")]


@pytest.mark.parametrize("fields,sentence", [
    ({"m1": "0"}, "filled by one column of the file only"),
    ({"m0": ""}, "number 0"),
    ({"group": "2"}, None),
    ({"group": "77"}, None),
    ({"campaign": "6"}, "a campaign of the group"),  # of another group: as if there were none
    ({"campaign": "77"}, "a campaign of the group"),
    ({"assign": "list", "extensions": "8001,8004"}, "extensions of the group"),
    ({"assign": "list", "extensions": " , "}, "extensions of the group"),
    ({"number_column": "9"}, "Please fill this in"),
    ({"fixed_time": "soon"}, "Please enter a date and time"),
])
def test_what_cannot_be_done_is_told_and_nothing_starts(desk, fields, sentence):
    id = desk.uploaded(b"A,1\n")
    answer = desk.post("start", {"id": id, "m0": "0", "m1": "8", "dial": "1", "number_column": "1", "campaign": "5", **fields})
    assert answer.status == 422
    assert sentence is None or sentence in answer.body
    assert desk.job(id)["status"] == "new" and desk.customers() == []


def test_the_groups_of_others_look_absent(desk):
    root = desk.another("root")
    theirs = root.uploaded(b"A,1\n")
    assert desk.job(theirs)["groupid"] == 0
    root.run(theirs, ["0", "8"], group="2")
    mine = desk.uploaded(b"A,1\n")
    for step in ("job", "state", "rejects"):
        assert desk.browser.get(f"{PAGES}/{step}?id={theirs}").status == 404
    for step in ("look", "start", "again", "undo", "discard"):
        assert desk.post(step, {"id": theirs, "target": "customer"}).status == 404
    assert f"id={theirs}" not in desk.browser.get(PAGES).body and f"id={mine}" in desk.browser.get(PAGES).body
    assert desk.job(theirs)["status"] == "done"
    assert "Theirs" not in desk.page(mine).body and "Theirs" in root.page(mine).body
    alice = desk.another("alice")
    assert alice.browser.get(PAGES).status == 404 and alice.send(b"A,1\n").status == 404


def test_an_administrator_says_whose_the_rows_are(desk):
    root = desk.another("root")
    id = root.uploaded(b"A,1\n")
    assert root.post("start", {"id": id, "m0": "0"}).status == 422
    assert root.post("start", {"id": id, "m0": "0", "group": "1", "dial": "1", "number_column": "1", "campaign": "6"}).status == 422
    job = root.run(id, ["0", "8"], group="2", dial="1", number_column="1", campaign="6", assign="group")
    assert (job["status"], job["groupid"]) == ("done", 2)
    assert root.crm.run("SELECT groupid, assign FROM diallist")[0] == {"groupid": 2, "assign": "8004"}


def test_an_undo_takes_away_what_was_not_touched_since(desk):
    id = desk.uploaded(b"A,1\nB,2\nC,3\n")
    desk.run(id, ["0", "8"])
    desk.crm.run("UPDATE customer SET city = 'Bonn' WHERE customer = 'B'")
    desk.post("undo", {"id": id})
    job = desk.settled(id)
    assert (job["status"], job["removed"], job["kept"]) == ("undone", 2, 1)
    assert [row[0] for row in desk.customers()] == ["B"]
    page = desk.page(id)
    assert re.search(r"Rows taken away:\s*<b>2</b>", page.body) and re.search(r"answers:\s*<b>1</b>", page.body)
    desk.post("undo", {"id": id})  # there is nothing more to undo
    assert desk.settled(id)["removed"] == 2


def test_an_undo_says_what_it_restored_and_a_page_what_is_no_longer_kept(desk):
    desk.crm.customer("Old", 1, phone="1")
    id = desk.uploaded(b"New,1\n,no name\n")
    desk.run(id, ["0", "8"], duplicates="update")
    assert "get their old values" in desk.page(id).body and "import/rejects" in desk.page(id).body
    desk.crm.run("UPDATE import_job SET details = 'gone'")
    page = desk.page(id).body
    assert "stay as they are" in page and "no longer kept" in page and "import/rejects" not in page
    desk.crm.run("UPDATE import_job SET details = 'kept'")
    desk.post("undo", {"id": id})
    assert (desk.settled(id)["restored"], [row[0] for row in desk.customers()]) == (1, ["Old"])
    assert re.search(r"old values:\s*<b>1</b>", desk.page(id).body)


def test_the_progress_is_told_and_outlives_page_and_worker(desk):
    rows = "".join(f"N{i},{i},{'x' * 20}\n" for i in range(25_000)).encode()
    id = desk.uploaded(rows)
    desk.post("start", {"id": id, "duplicates": "add", "m0": "0", "m1": "8", "m2": ""})
    state = lambda: json.loads(desk.browser.get(f"{PAGES}/state?id={id}").body)
    seen = eventually(lambda: (now := state())["counts"]["read"] != "0" and now, 60)
    assert seen["status"] == "running" and seen["under_way"] and 0 < seen["percent"] <= 100
    assert 'id="progress"' in desk.page(id).body
    pid = next(int(p.parent.name) for p in Path("/proc").glob("[0-9]*/cmdline")
               if p.read_bytes().split(b"\0")[:4] == [str(PROGRAM).encode(), b"-c", str(desk.crm.config).encode(), str(id).encode()])
    os.kill(pid, signal.SIGKILL)
    eventually(lambda: not desk.crm.run("SELECT IS_USED_LOCK(CONCAT('astercc.import.', %s)) AS used", id)[0]["used"], 60)
    assert desk.customers() == []
    desk.crm.run("UPDATE import_job SET asktime = asktime - INTERVAL 1 MINUTE")
    assert not state()["under_way"] and "This was interrupted" in desk.page(id).body
    desk.post("again", {"id": id})
    assert desk.settled(id)["inserted"] == 25_000 and len(desk.customers()) == 25_000


def test_a_broken_file_is_told_and_can_be_read_in_another_way_or_discarded(desk):
    id = desk.uploaded(b"PK\x03\x04 no zip at all", "b.xlsx")
    assert desk.job(id)["status"] == "failed"
    page = desk.page(id)
    assert "damaged" in page.body and 'name="m0"' not in page.body
    assert desk.post("discard", {"id": id}).header("Location") == f"{PAGES}?discarded=1"
    assert desk.browser.get(f"{PAGES}/job?id={id}").status == 404 and not list(desk.folder.iterdir())


def test_a_file_that_nobody_imports_goes_after_a_week(desk):
    old, done, young = desk.uploaded(b"A,1\n"), desk.uploaded(b"B,2\n"), desk.uploaded(b"C,3\n")
    desk.run(done, ["0", "8"])
    desk.crm.run("UPDATE import_job SET asktime = asktime - INTERVAL 8 DAY WHERE id IN (%s, %s)", old, done)
    newest = desk.uploaded(b"D,4\n")
    assert [row["id"] for row in desk.crm.run("SELECT id FROM import_job ORDER BY id")] == [done, young, newest]
    assert len(list(desk.folder.iterdir())) == 2


@pytest.mark.parametrize("name", ["../../etc/passwd", "..\\..\\boot.ini", "/etc/passwd", ".htaccess", "a b<script>alert(1)</script>.csv",
                                  "x" * 900 + ".csv", "客户.csv", "a;b.php"])
def test_a_files_name_is_shown_and_nothing_more(desk, name):
    id = desk.uploaded(b"A,1\n", name)
    stored = desk.job(id)["storedfile"]
    assert re.fullmatch(r"upload-[A-Za-z0-9_-]+", stored) and [p.name for p in desk.folder.iterdir()] == [stored]
    assert (desk.folder / stored).stat().st_mode & 0o777 == 0o600
    assert "<script>alert" not in desk.page(id).body
    assert "/" not in desk.job(id)["filename"] and "\\" not in desk.job(id)["filename"]


def test_too_large_empty_and_missing_files_are_refused_and_leave_nothing(desk):
    large = desk.send(b"x,1\n" * 300_000)
    assert large.status == 422 and "larger than" in large.body
    assert desk.send(b"").status == 422
    assert desk.send(b"A,1\n", name="").status == 422
    assert desk.post("upload", {}).status == 422
    broken = desk.browser._request("POST", f"{PAGES}/upload", f'--b\r\nContent-Disposition: form-data; name="csrf"\r\n\r\n{desk.csrf}\r\n'
                                   '--b\r\nContent-Disposition: form-data; name="file"; filename="a"\r\n\r\nA,1\n'.encode(),
                                   {"CONTENT_TYPE": "multipart/form-data; boundary=b"})
    assert broken.status == 422
    huge = desk.browser.upload(f"{PAGES}/upload", {"csrf": desk.csrf}, "a.csv", b"A,1\n", CONTENT_LENGTH=str(1 << 40))
    assert huge.status == 413
    forged = desk.browser.upload(f"{PAGES}/upload", {"csrf": "x"}, "a.csv", b"A,1\n")
    assert forged.status == 403
    late = desk.browser.upload(f"{PAGES}/upload", {}, "a.csv", f'A\r\n------form-7MA4YWxkTrZu0gW\r\nContent-Disposition: form-data; name="csrf"\r\n\r\n{desk.csrf}'.encode())
    assert late.status == 403  # the token stands before the file
    assert not list(desk.folder.iterdir()) and not desk.crm.run("SELECT id FROM import_job")


def test_a_file_on_the_server_is_picked_by_administrators_from_what_is_offered(desk, tmp_path):
    (desk.folder / "offered.csv").write_bytes(b"A,1\n")
    (desk.folder / ".hidden.csv").write_bytes(b"A,1\n")
    (desk.folder / "notes.md").write_bytes(b"A,1\n")
    (tmp_path / "secret.csv").write_bytes(b"A,1\n")
    (desk.folder / "link.csv").symlink_to(tmp_path / "secret.csv")
    root = desk.another("root")
    offered = re.findall(r'<select[^>]*id="name".*?</select>', root.browser.get(PAGES).body, re.S)[0]
    assert re.findall(r'value="([^"]+)"', offered) == ["offered.csv"]
    for name in ("../secret.csv", "link.csv", ".hidden.csv", "notes.md", "", "absent.csv"):
        assert root.post("pick", {"name": name, "target": "customer"}).status == 404
    id = root.id_of(root.post("pick", {"name": "offered.csv", "target": "customer"}))
    root.settled(id)
    assert root.run(id, ["0", "8"], group="1")["inserted"] == 1
    assert (desk.folder / "offered.csv").exists() and html.unescape(root.job(id)["filename"]) == "offered.csv"
    assert "offered.csv" not in re.sub(r"(?s)<table.*?</table>", "", desk.browser.get(PAGES).body)
    assert desk.post("pick", {"name": "offered.csv"}).status == 404
