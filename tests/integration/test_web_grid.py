# SPDX-License-Identifier: GPL-3.0-or-later
"""The lists of manager.fcgi: search, order, pages, forms, batches, exports, and rows that are another group's."""
import csv
import html
import io
import re
import zipfile
from urllib.parse import quote, urlencode

import pytest

from web_client import crm as seeded_crm, installed  # noqa: F401

M = "/astercrm/manager.fcgi"
FORMULA = '=HYPERLINK("http://evil.example","x")'
SCRIPT = '<script>alert("x")</script>'
GROUP_LISTS = ("customers", "contacts", "notes", "speeddial", "pausereasons", "dnc", "campaigns", "dispositions", "diallist", "dialedlist", "cdr", "recordings",
               "surveys", "surveyresults", "listening")
OPEN_TO_AGENTS = ("customers", "contacts", "notes")
TABLES = ("speeddial", "pause_reason", "dnc", "campaign", "campaign_disposition", "diallist", "dialedlist", "survey", "surveyresult", "grid_columns")

# Of each list: the table, the columns of a row, the column that holds its name.
ROWS = {
    "customers": ("customer", {"customer": "{}", "cretime": "2025-01-02 03:04:05"}, "customer"),
    "contacts": ("contact", {"contact": "{}", "cretime": "2025-01-02 03:04:05"}, "contact"),
    "notes": ("note", {"note": "{}", "cretime": "2025-01-02 03:04:05"}, "note"),
    "speeddial": ("speeddial", {"number": "100", "description": "{}"}, "description"),
    "pausereasons": ("pause_reason", {"reason": "{}"}, "reason"),
    "dnc": ("dnc", {"number": "{}", "reason": "asked"}, "number"),
    "campaigns": ("campaign", {"campaignname": "{}"}, "campaignname"),
    "dispositions": ("campaign_disposition", {"disposition": "{}"}, "disposition"),
    "diallist": ("diallist", {"dialnumber": "{}"}, "dialnumber"),
    "dialedlist": ("dialedlist", {"dialednumber": "{}"}, "dialednumber"),
    "cdr": ("mycdr", {"src": "{}", "srcuid": "{}", "calldate": "2025-01-02 03:04:05", "endtime": "2025-01-02 03:05:05"}, "src"),
    "surveys": ("survey", {"surveyname": "{}"}, "surveyname"),
    "surveyresults": ("surveyresult", {"surveytitle": "{}", "surveynote": ""}, "surveytitle"),
    "recordings": ("monitorrecord", {"filename": "/x/{}", "uniqueid": "{}"}, "filename"),
    "listening": ("recording_log", {"username": "{}", "recordingid": "1", "action": "play", "cretime": "2025-01-02 03:04:05"}, "username"),
}
FORMS = {
    "customers": {"customer": "Made here", "phone": "021 55", "bankname": "Bank of X"},
    "contacts": {"contact": "Made here", "gender": "male"},
    "notes": {"note": "Made here", "priority": "7", "attitude": "10"},
    "speeddial": {"number": "123", "description": "Made here"},
    "pausereasons": {"reason": "Made here", "colour": "teal", "limitminutes": "15"},
    "dnc": {"number": "123", "reason": "Made here"},
    "surveys": {"surveyname": "Made here", "enable": "1"},
    "campaigns": {"campaignname": "Made here", "outcontext": "out", "incontext": "in", "maxtrytime": "3"},
}


@pytest.fixture
def crm(seeded_crm):
    for table in TABLES:
        seeded_crm.run(f"TRUNCATE {table}")
    return seeded_crm


def insert(crm, page, name, groupid):
    table, columns, _ = ROWS[page]
    group = "astercrm_groupid" if table == "mycdr" else "groupid"
    values = {key: value.format(name) for key, value in columns.items()} | {group: groupid}
    return crm.run(f"INSERT INTO {table} ({','.join(values)}) VALUES ({','.join(['%s'] * len(values))})", *values.values())


def table_of(answer):
    body = re.search(r"<tbody>(.*?)</tbody>", answer.body, re.S)
    assert body, answer.body
    return [[html.unescape(re.sub(r"<[^>]+>", "", cell)).strip() for cell in re.findall(r"<td[^>]*>(.*?)</td>", row, re.S)]
            for row in re.findall(r"<tr>(.*?)</tr>", body[1], re.S)]


def names(answer, column=1):
    return [row[column] for row in table_of(answer)]


def search(browser, page, *conditions, **more):
    fields = dict(more)
    for n, (field, comparison, *values) in enumerate(conditions, 1):
        fields |= {f"f{n}": field, f"c{n}": comparison, **{f"{'vw'[i]}{n}": value for i, value in enumerate(values)}}
    return browser.get(f"{M}/{page}?{urlencode(fields)}")


def link(answer, rel):
    found = re.search(rf'rel="{rel}" href="([^"]+)"', answer.body)
    return found and html.unescape(found[1])


def token(browser):
    return browser.get(M).field("csrf")


def post(browser, path, **fields):
    return browser.post(f"{M}/{path}", {"csrf": token(browser), **fields})


@pytest.fixture
def root(crm):
    return crm.logged_in("root")


@pytest.fixture
def grace(crm):
    return crm.logged_in("grace")


@pytest.mark.parametrize("page", GROUP_LISTS)
def test_a_group_administrator_sees_own_rows_only_and_an_admin_all(crm, root, grace, page):
    own, foreign = insert(crm, page, "11", 1), insert(crm, page, "22", 2)
    assert len(table_of(root.get(f"{M}/{page}"))) == 2
    assert len(table_of(grace.get(f"{M}/{page}"))) == 1
    exported = grace.get(f"{M}/{page}/export?format=csv").body
    assert "11" in exported and '"22"' not in exported and '"/x/22"' not in exported
    of_agent = crm.logged_in("alice").get(f"{M}/{page}")
    if page in OPEN_TO_AGENTS:
        assert len(table_of(of_agent)) == 1
    else:
        assert of_agent.status == 404
    assert own and foreign


@pytest.mark.parametrize("page", FORMS)
def test_a_record_is_made_changed_and_deleted_and_a_foreign_one_is_absent(crm, grace, page):
    table, _, column = ROWS[page]
    assert grace.get(f"{M}/{page}/new").status == 200
    answer = post(grace, f"{page}/save", id="0", group="2", **FORMS[page])
    assert answer.status == 303, answer.body
    row = crm.run(f"SELECT * FROM {table}")[0]
    assert row["groupid"] == 1 and row["creby"] == "grace", "a group administrator's rows are the group's"
    form = grace.get(f"{M}/{page}/edit?id={row['id']}")
    assert form.status == 200
    changed = {**FORMS[page], next(iter(FORMS[page])): "77"}
    assert post(grace, f"{page}/save", id=row["id"], seen=form.field("seen"), **changed).status == 303
    assert crm.run(f"SELECT * FROM {table}")[0][next(iter(FORMS[page]))] == "77"
    foreign = insert(crm, page, "22", 2)
    before = crm.run(f"SELECT * FROM {table} WHERE id = %s", foreign)
    for absent in (foreign, 999999):
        assert grace.get(f"{M}/{page}/edit?id={absent}").status == 404
        assert post(grace, f"{page}/save", id=absent, seen="x", **FORMS[page]).status == 404
        ask = post(grace, f"{page}/batch", action="delete", **{f"s{absent}": "1"})
        assert "No rows are chosen" in ask.body
        post(grace, f"{page}/apply", action="delete", which="ticked", ids=str(absent))
    assert crm.run(f"SELECT * FROM {table} WHERE id = %s", foreign) == before
    post(grace, f"{page}/apply", action="delete", which="ticked", ids=str(row["id"]))
    assert crm.run(f"SELECT id FROM {table} WHERE groupid = 1") == ()


def test_every_comparison_finds_what_it_says(crm, root):
    for name, city, phone in (("Blue River", "Berlin", "111"), ("Red_Hill 100%", "", "222"), ("蓝河", "Aachen", "333")):
        crm.customer(name, 1, city=city, phone=phone)
    crm.run("UPDATE customer SET cretime = '2025-03-04 01:00:00' WHERE city = 'Berlin'")
    found = lambda *c: sorted(names(search(root, "customers", *c)))
    assert found(("customer", "contains", "river")) == ["Blue River"]
    assert found(("customer", "contains", "蓝")) == ["蓝河"]
    assert found(("customer", "contains", "_")) == ["Red_Hill 100%"], "a wildcard stands for itself"
    assert found(("customer", "contains", "0%")) == ["Red_Hill 100%"]
    assert found(("customer", "equal", "blue river")) == ["Blue River"]
    assert found(("phone", "more", "222")) == ["蓝河"]
    assert found(("phone", "equal", "(2) 22")) == ["Red_Hill 100%"]
    assert found(("phone", "equal", "22")) == []
    assert found(("phone", "less", "222")) == ["Blue River"]
    assert found(("phone", "between", "111", "222")) == ["Blue River", "Red_Hill 100%"]
    assert found(("city", "empty")) == ["Red_Hill 100%"]
    assert found(("group", "contains", "supp"), ("city", "equal", "Aachen")) == ["蓝河"]
    assert found(("group", "contains", "sales")) == []
    # Asia/Shanghai: 09:00 of that day.
    assert found(("cretime", "equal", "2025-03-04")) == ["Blue River"]
    assert found(("cretime", "equal", "2025-03-04 09:00")) == ["Blue River"]
    assert found(("cretime", "between", "2025-03-05", "2025-03-06")) == []
    assert found(("cretime", "more", "2025-03-04")) == ["Red_Hill 100%", "蓝河"]
    assert found(("customer", "contains", "' OR 1=1 -- ")) == []


def test_a_search_that_is_not_understood_says_so_beside_the_row_and_finds_nothing(crm, root):
    crm.customer("Blue River", 1)
    for condition, sentence in ((("cretime", "equal", "yesterday"), "date and time like"), (("password", "equal", "x"), "no such column"),
                                (("cretime", "contains", "2025"), "cannot be compared"), (("cretime", "between", "2025-02-02", "2025-01-01"), "must not be smaller")):
        answer = search(root, "customers", condition)
        assert answer.status == 422 and sentence in answer.body and table_of(answer) == []
    fields = {"f1": "cretime", "c1": "equal", "v1": "yesterday", "which": "result", "action": "delete", "up_to": "99"}
    assert post(root, "customers/batch", **fields).status == 404
    assert post(root, "customers/apply", **fields).status == 404
    assert len(crm.run("SELECT id FROM customer")) == 1


def test_pages_go_forth_and_back_in_every_order(crm, root):
    for i in range(35):
        crm.run("INSERT INTO diallist (dialnumber, dialtime, groupid) VALUES (%s, %s, 1)", f"{i % 7:03}",
                None if i % 5 == 0 else f"2025-01-{1 + i % 9:02} 00:00:00")
    for sort, direction in (("", ""), ("dialnumber", "asc"), ("dialnumber", "desc"), ("dialtime", "asc"), ("dialtime", "desc")):
        page = root.get(f"{M}/diallist?n=10&sort={sort}&dir={direction}")
        pages = [page]
        while link(page, "next"):
            page = root.get(link(page, "next"))
            pages.append(page)
        ids = [re.findall(r'name="s(\d+)"', p.body) for p in pages]
        assert [len(i) for i in ids] == [10, 10, 10, 5], (sort, direction)
        assert len({i for part in ids for i in part}) == 35, "nothing twice, nothing lost"
        back = root.get(link(pages[3], "prev"))
        assert re.findall(r'name="s(\d+)"', back.body) == ids[2]
        first = root.get(link(root.get(link(back, "prev")), "prev"))
        assert re.findall(r'name="s(\d+)"', first.body) == ids[0] and not link(first, "prev")
    order = crm.run("SELECT id FROM diallist ORDER BY dialtime DESC, id DESC")
    assert ids[0] == [str(row["id"]) for row in order[:10]]


BIG = 12_001
# Every 1,500th row of the big list, in groups 1 and 2 by turns.
FOUND = list(range(1, BIG + 1, 1500))


@pytest.fixture
def big(crm):
    """A dial list longer than what one page may read; its times come in no order of the ids, and some are NULL."""
    crm.run("INSERT INTO diallist (id, dialnumber, dialtime, assign, groupid) SELECT seq, LPAD(seq * 7919 %% 100003, 6, '0'),"
            " IF(seq %% 5 = 0, NULL, '2025-01-01' + INTERVAL seq * 31 %% 977 HOUR), IF(seq %% 1500 = 1, '80a1', '8001'), 1 + seq %% 2"
            f" FROM seq_1_to_{BIG}")


def search_on(answer):
    found = re.search(r'id="search-on".*?href="([^"]+)"', answer.body, re.S)
    return found and html.unescape(found[1])


def ticked(answer):
    return [int(id) for id in re.findall(r'name="s(\d+)"', answer.body)]


def walk(browser, page, rel):
    """The ids of a search from page to page, and how many pages that took."""
    ids, pages = ticked(page), 1
    while address := search_on(page) or link(page, rel):
        page = browser.get(address)
        ids, pages = ids + ticked(page) if rel == "next" else ticked(page) + ids, pages + 1
        assert pages < 20
    return ids, pages


def test_a_search_without_an_index_reads_a_part_goes_on_and_misses_nothing(crm, root, grace, big):
    crm.run("UPDATE diallist SET dialtime = NULL WHERE id = 1501")
    for browser, groups in ((root, "1, 2"), (grace, "1")):
        for sort, direction in (("", "desc"), ("dialnumber", "asc"), ("dialnumber", "desc"), ("dialtime", "asc"), ("dialtime", "desc")):
            query = {"sort": sort, "dir": direction} if sort else {}
            first = search(browser, "diallist", ("assign", "contains", "0A1"), n="10", **query)
            ids, pages = walk(browser, first, "next")
            order = f"{sort or 'id'} {direction}, id {direction}"
            expected = [row["id"] for row in crm.run(f"SELECT id FROM diallist WHERE assign = '80a1' AND groupid IN ({groups}) ORDER BY {order}")]
            assert ids == expected and pages > 1, (sort, direction)
            assert "No rows." not in first.body


def test_a_search_without_an_index_goes_back_the_same_way(crm, root, big):
    crm.run("UPDATE diallist SET assign = '80a1' WHERE id > 11900")
    page = search(root, "diallist", ("assign", "contains", "0a1"), n="50", sort="dialnumber", dir="asc")
    ids, _ = walk(root, page, "next")
    while address := search_on(page) or link(page, "next"):
        page, beyond = root.get(address), page
    last = ticked(page) or ticked(beyond)
    cursor = crm.run("SELECT id, dialnumber FROM diallist WHERE id = %s", last[0])[0]
    back = search(root, "diallist", ("assign", "contains", "0a1"), n="50", sort="dialnumber", dir="asc", before=f"{cursor['id']}:{cursor['dialnumber']}")
    found, pages = set(ticked(back)), [back]
    while address := [a for a in (search_on(pages[-1]), link(pages[-1], "prev")) if a and "before=" in a]:
        pages.append(root.get(address[0]))
        found |= set(ticked(pages[-1]))
        assert len(pages) < 20
    assert found == set(ids[:ids.index(last[0])]) and len(pages) > 2, "nothing lost on the way back"


def test_what_an_index_leads_to_is_found_at_once(crm, root, big):
    crm.run("UPDATE diallist SET assign = '9' WHERE id = 3")
    for condition in (("assign", "equal", "9"), ("dialnumber", "less", "000020")):
        page = search(root, "diallist", condition, ("assign", "contains", "9" if condition[0] == "assign" else "8"))
        assert table_of(page) and not search_on(page), condition
    page = search(root, "diallist", ("dialtime", "between", "2025-01-01", "2025-01-01"), sort="dialtime", dir="asc")
    assert table_of(page) and not search_on(page)


def test_the_rows_of_a_search_without_an_index_are_counted_when_asked(crm, root, big):
    page = search(root, "diallist", ("assign", "contains", "0a1"))
    assert '<span id="row-count">4+</span>' in page.body
    address = html.unescape(re.search(r'id="count-all" href="([^"]+)"', page.body)[1])
    counted = root.get(address)
    assert f'<span id="row-count">{len(FOUND)}</span>' in counted.body and "count-all" not in counted.body
    assert post(root, "diallist/batch", f1="assign", c1="contains", v1="0a1", which="result", action="delete").body.count(f"<b>{len(FOUND)}</b>") == 1
    post(root, "diallist/apply", f1="assign", c1="contains", v1="0a1", which="result", action="delete", up_to=str(BIG))
    assert crm.run("SELECT COUNT(*) AS n FROM diallist")[0]["n"] == BIG - len(FOUND)
    crm.run("DELETE FROM diallist WHERE id > 4000")
    small = search(root, "diallist", ("assign", "contains", "8"), n="10")
    assert '<span id="row-count">3,997</span>' in small.body, "a table no longer than a stretch is counted anyway"


def test_no_sql_comes_from_a_request(crm, root):
    crm.customer("Blue River", 1)
    for evil in ("id", "customer; DROP TABLE customer", "(SELECT SLEEP(9))", "password"):
        assert root.get(f"{M}/customers?sort={quote(evil)}&dir=desc").status == 200
    assert root.get(f"{M}/customers?after={quote('1:x OR 1=1')}&sort=customer").status == 200
    assert root.get(f"{M}/customers/export?hidSql={quote('SELECT * FROM astercrm_account')}&format=csv").body.count("\r\n") == 2


def test_a_batch_delete_counts_first_and_asks_about_what_belongs_to_the_rows(crm, root):
    keep = crm.customer("Keep", 1)
    gone = crm.customer("Gone", 1, phone="(021) 55")
    crm.contact("C", gone, 1)
    crm.run("INSERT INTO note (note, cretime, customerid, groupid) VALUES ('n', UTC_TIMESTAMP(), %s, 1)", gone)
    crm.run("INSERT INTO diallist (dialnumber, groupid) VALUES ('02155', 1), ('999', 1)")
    crm.run("INSERT INTO surveyresult (customerid, groupid, surveynote) VALUES (%s, 1, '')", gone)
    ask = post(root, "customers/batch", which="ticked", action="delete", **{f"s{gone}": "1"})
    assert ask.status == 200
    for word in ("Contacts", "Notes", "Dial list", "Survey results"):
        assert re.search(rf"{word}: <b>1</b>", ask.body), ask.body
    assert len(crm.run("SELECT id FROM customer")) == 2, "asking changes nothing"
    kept = post(root, "customers/apply", which="ticked", ids=gone, action="delete", dependants="keep")
    assert kept.status == 303 and kept.header("Location").endswith("?deleted=1")
    assert [row["id"] for row in crm.run("SELECT id FROM customer")] == [keep]
    assert crm.run("SELECT customerid FROM contact")[0]["customerid"] == 0, "what is kept points nowhere, not at nothing"
    again = crm.customer("Again", 1, phone="02155")
    crm.run("UPDATE contact SET customerid = %s", again)
    post(root, "customers/apply", which="ticked", ids=again, action="delete", dependants="delete")
    assert crm.run("SELECT id FROM contact") == () and [r["dialnumber"] for r in crm.run("SELECT dialnumber FROM diallist")] == ["999"]


def test_deleting_an_empty_search_leaves_other_groups_and_later_rows_alone(crm, grace):
    for i in range(3):
        crm.run("INSERT INTO diallist (dialnumber, groupid) VALUES (%s, %s)", str(i), 1 + i % 2)
    ask = post(grace, "diallist/batch", which="result", action="delete")
    assert "all rows you may see" in ask.body and "<b>2</b>" in ask.body
    crm.run("INSERT INTO diallist (dialnumber, groupid) VALUES ('late', 1)")
    post(grace, "diallist/apply", which="result", action="delete", up_to=ask.field("up_to"))
    assert [(r["dialnumber"], r["groupid"]) for r in crm.run("SELECT * FROM diallist ORDER BY id")] == [("1", 2), ("late", 1)]


def test_a_batch_edit_changes_what_is_ticked_of_the_result_only(crm, grace):
    for name, group in (("A one", 1), ("B", 1), ("A two", 1), ("A three", 2)):
        crm.customer(name, group, city="old", category="kept")
    search_fields = {"f1": "customer", "c1": "contains", "v1": "A "}
    ask = post(grace, "customers/batch", which="result", action="edit", **search_fields)
    assert "<b>2</b>" in ask.body and 'name="set_city"' in ask.body and 'name="set_group"' not in ask.body
    answer = post(grace, "customers/apply", which="result", action="edit", up_to=ask.field("up_to"), set_city="1", city="new", category="lost",
                  set_group="1", group="2", **search_fields)
    assert answer.header("Location").endswith("?changed=2")
    assert [(r["customer"], r["city"], r["category"], r["groupid"]) for r in crm.run("SELECT * FROM customer ORDER BY id")] == [
        ("A one", "new", "kept", 1), ("B", "old", "kept", 1), ("A two", "new", "kept", 1), ("A three", "old", "kept", 2)]
    wrong = post(grace, "customers/apply", which="result", action="edit", up_to=ask.field("up_to"), set_email="1", email="nonsense", **search_fields)
    assert wrong.status == 422 and "no e-mail address" in wrong.body


def test_a_change_does_not_overwrite_somebody_elses(crm, grace, root):
    id = crm.customer("Blue River", 1, city="Berlin")
    form = grace.get(f"{M}/customers/edit?id={id}")
    fields = {"id": id, "customer": "Blue River", "contactgender": "unknown"}
    assert post(root, "customers/save", **fields, group="1", city="Bonn", seen=form.field("seen")).status == 303
    late = post(grace, "customers/save", **fields, city="Essen", seen=form.field("seen"))
    assert late.status == 409 and "Somebody else changed" in late.body and late.field("city") == "Essen"
    assert crm.run("SELECT city FROM customer")[0]["city"] == "Bonn"
    assert post(grace, "customers/save", **fields, city="Essen", seen=late.field("seen")).status == 303


def test_a_wrong_field_is_named_and_what_was_typed_is_kept(crm, root):
    answer = post(root, "customers/save", id="0", customer="", phone="abc", email="x", website="javascript:alert(1)", contactgender="robot", group="99")
    assert answer.status == 422 and answer.field("phone") == "abc"
    for sentence in ("Please fill this in", "A phone number has", "no e-mail address", "one of the values offered"):
        assert sentence in answer.body, sentence
    assert crm.run("SELECT id FROM customer") == ()
    assert post(root, "customers/save", id="0", customer="x" * 121, contactgender="unknown").status == 422


def test_a_number_is_on_the_do_not_call_list_once(crm, grace):
    assert post(grace, "dnc/save", id="0", number="123").status == 303
    assert "such an entry already" in post(grace, "dnc/save", id="0", number="123").body


def test_nothing_refers_to_another_groups_row(crm, grace, root):
    theirs, mine = insert(crm, "campaigns", "Theirs", 2), insert(crm, "campaigns", "Mine", 1)
    customer = crm.customer("Theirs", 2)
    form = grace.get(f"{M}/diallist/new").body
    assert "Mine" in form and "Theirs" not in form
    fields = {"id": "0", "dialnumber": "123", "dialtime": "2026-01-01T10:00"}
    assert post(grace, "diallist/save", **fields, campaign=theirs).status == 422
    assert post(root, "diallist/save", **fields, campaign=theirs, group="1").status == 422, "a campaign's numbers are its group's"
    assert post(grace, "diallist/save", **fields, campaign=mine).status == 303
    assert str(crm.run("SELECT dialtime FROM diallist")[0]["dialtime"]) == "2026-01-01 02:00:00"
    assert post(grace, "contacts/save", id="0", contact="X", gender="male", customer=customer).status == 422


def test_an_export_is_the_result_with_names_and_without_formulas(crm, root):
    crm.customer(FORMULA, 1, city='Say "hi"', address="a,b", bankname="中国银行", phone="+49 1")
    crm.customer("Other", 2)
    answer = search(root, "customers/export", ("bankname", "contains", "银行"), format="csv")
    assert answer.status == 200 and answer.header("Content-Disposition") == 'attachment; filename="customers.csv"'
    assert answer.body.startswith("\ufeff")
    rows = list(csv.DictReader(io.StringIO(answer.body[1:])))
    assert len(rows) == 1
    row = rows[0]
    assert row["Customer"] == "'" + FORMULA and row["Phone"] == "'+49 1" and row["City"] == 'Say "hi"'
    assert row["Address"] == "a,b" and row["Bank"] == "中国银行" and row["Group"] == "Support"


def test_an_xlsx_export_holds_text_as_text(crm, root):
    crm.customer(FORMULA, 1, bankname="中国银行")
    answer = root.get(f"{M}/customers/export?format=xlsx")
    assert "spreadsheetml" in answer.header("Content-Type")
    with zipfile.ZipFile(io.BytesIO(answer.content)) as book:
        assert book.testzip() is None
        sheet = book.read("xl/worksheets/sheet1.xml").decode()
    assert "<f>" not in sheet and "中国银行" in sheet and "=HYPERLINK(" in sheet


def test_script_in_a_field_stays_text(crm, root):
    id = crm.customer(SCRIPT, 1, website="javascript:alert(1)", city=SCRIPT)
    insert(crm, "cdr", SCRIPT, 1)
    for page in ("customers", "customers?f1=city&c1=contains&v1=" + quote(SCRIPT), f"customers/show?id={id}", f"customers/edit?id={id}", "cdr"):
        body = root.get(f"{M}/{page}").body
        assert "<script>alert" not in body and 'href="javascript' not in body


def test_columns_are_remembered_for_the_account_and_the_list(crm, root, grace):
    crm.customer("Blue River", 1, bankname="Bank of X")
    assert "Bank of X" not in root.get(f"{M}/customers").body
    post(root, "customers/columns", column_customer="1", column_bankname="1")
    assert table_of(root.get(f"{M}/customers"))[0][1:3] == ["Blue River", "Bank of X"]
    assert "Bank of X" not in grace.get(f"{M}/customers").body
    post(root, "customers/columns", reset="1")
    assert "Bank of X" not in root.get(f"{M}/customers").body


def test_a_customers_page_shows_all_there_is_of_the_own_group(crm, grace):
    id = crm.customer("Blue River", 1, phone="(021) 55", address="Main Road 1", city="Köln", bankname="Bank of X")
    crm.contact("Ms Wang", id, 1, phone="77")
    crm.contact("Foreign", id, 2)
    crm.run("INSERT INTO note (note, cretime, customerid, groupid) VALUES ('Prefers mornings', UTC_TIMESTAMP(), %s, 1)", id)
    crm.run("INSERT INTO diallist (dialnumber, groupid, assign) VALUES ('02155', 1, '8001')")
    crm.run("INSERT INTO surveyresult (customerid, groupid, surveytitle, itemcontent, surveynote) VALUES (%s, 1, 'Taste', 'tea', '')", id)
    crm.run("INSERT INTO mycdr (calldate, src, dst, srcuid, linkedid, endtime, disposition, billsec, astercrm_groupid) VALUES"
            " ('2025-01-02 03:04:05', '02155', '8001', 'u1', 'l1', '2025-01-02 03:04:05', 'ANSWERED', 62, 1)")
    crm.run("INSERT INTO monitorrecord (linkedid, groupid, extension, starttime, filename) VALUES ('l1', 1, '8001', '2025-01-02 03:04:05', '/x/1')")
    page = grace.get(f"{M}/customers/show?id={id}")
    assert page.status == 200
    for text in ("Ms Wang", "Prefers mornings", "Taste", "tea", "02155", "1:02", "Bank of X", "openstreetmap.org", "K%C3%B6ln"):
        assert text in page.body, text
    assert "Foreign" not in page.body
    assert grace.get(f"{M}/customers/show?id={crm.customer('Theirs', 2)}").status == 404


def test_a_row_without_a_name_is_called_by_its_number(crm, grace):
    id = crm.run("INSERT INTO surveyresult (groupid, surveytitle, itemcontent, surveynote) VALUES (1, '', 'tea', '')")
    assert f'name="s{id}" value="1" aria-label="#{id}"' in grace.get(f"{M}/surveyresults").body


def test_only_a_page_with_a_map_may_load_from_elsewhere(crm, grace):
    somewhere, nowhere = crm.customer("Blue River", 1, city="Köln"), crm.customer("Red Hill", 1)
    policy = lambda page: grace.get(f"{M}/{page}").header("Content-Security-Policy")
    assert "https://tile.openstreetmap.org" in policy(f"customers/show?id={somewhere}")
    assert "https://nominatim.openstreetmap.org" in policy(f"customers/show?id={somewhere}")
    for page in (f"customers/show?id={nowhere}", "customers", f"customers/edit?id={somewhere}"):
        assert "https:" not in policy(page), page
    with open(crm.config, "a", encoding="utf-8") as config:
        config.write("[google-map]\nkey=AIza-1\n")
    shown = grace.get(f"{M}/customers/show?id={somewhere}")
    assert "frame-src https://www.google.com" in shown.header("Content-Security-Policy")
    assert "openstreetmap" not in shown.header("Content-Security-Policy") + shown.body
    assert "embed/v1/place?key=AIza-1" in html.unescape(shown.body)


def test_call_records_lead_to_their_legs_and_recordings(crm, root):
    for uid in ("a", "b"):
        crm.run("INSERT INTO mycdr (calldate, src, dst, srcuid, linkedid, endtime, disposition) VALUES"
                " ('2025-01-02 03:04:05', '1', '2', %s, 'call', '2025-01-02 03:04:05', 'NO ANSWER')", uid)
    insert(crm, "cdr", "other", 1)
    assert len(table_of(search(root, "cdr", ("linkedid", "equal", "call")))) == 2
    assert f'{M}/cdr?f1=linkedid&amp;c1=equal&amp;v1=call' in root.get(f"{M}/cdr").body.replace("&#61;", "=")
    assert len(table_of(search(root, "cdr", ("disposition", "equal", "NO ANSWER")))) == 2


def test_the_dialed_list_says_how_many_were_not_answered(crm, grace):
    for number, group, answered in (("1", 1, None), ("2", 1, "2025-01-02 03:04:05"), ("3", 2, None)):
        crm.run("INSERT INTO dialedlist (dialednumber, groupid, answertime) VALUES (%s, %s, %s)", number, group, answered)
    assert "No answer calls: 1<" in grace.get(f"{M}/dialedlist").body


def test_lines_are_for_administrators_and_need_name_and_channel(crm, root, grace):
    assert grace.get(f"{M}/trunks").status == 404 and f"{M}/trunks" not in grace.get(M).body
    assert post(root, "trunks/save", id="0", trunkname="Sales line").status == 422
    assert post(root, "trunks/save", id="0", trunkname="Sales line", trunkchannel="SIP/6188", didnumber="031", trunknote="Say hello").status == 303
    assert names(root.get(f"{M}/trunks")) == ["Sales line"]


@pytest.mark.parametrize("page", GROUP_LISTS)
def test_no_post_without_the_token(crm, grace, page):
    insert(crm, page, "11", 1)
    for path in ("columns", "batch", "apply", "save"):
        assert grace.post(f"{M}/{page}/{path}", {"action": "delete", "which": "result", "up_to": "99", "id": "0"}).status in (403, 404, 405)
    assert len(table_of(grace.get(f"{M}/{page}"))) == 1
