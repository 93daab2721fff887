# SPDX-License-Identifier: GPL-3.0-or-later
"""The audit log: what lists and forms change is in it, row by row and field by field, and nobody takes it out again."""
import os
import sys
from pathlib import Path

import pymysql
import pytest

from test_web_grid import FORMS, M, ROWS, crm, grace, insert, names, post, root, search, table_of  # noqa: F401
from web_client import PASSWORD, crm as seeded_crm, installed  # noqa: F401

sys.path.insert(0, str(Path(os.environ["CC_SOURCE_DIR"]) / "scripts/lib"))
from ccdemo import database as demo_database  # noqa: E402


@pytest.fixture(autouse=True)
def empty_log(crm):
    crm.run("TRUNCATE audit_log")


def log(crm, **where):
    condition = " AND ".join(f"{key} = %s" for key in where) or "1"
    return crm.run(f"SELECT action, object, objectid, field, oldvalue, newvalue, groupid, username, address FROM audit_log"
                   f" WHERE {condition} ORDER BY id", *where.values())


def said(crm, **where):
    return [(row["action"], row["field"], row["oldvalue"], row["newvalue"]) for row in log(crm, **where)]


@pytest.mark.parametrize("page", FORMS)
def test_a_record_leaves_its_making_its_change_and_its_end(crm, grace, page):
    table, _, _ = ROWS[page]
    first, value = next(iter(FORMS[page].items()))
    assert post(grace, f"{page}/save", id="0", **FORMS[page]).status == 303
    id = crm.run(f"SELECT id FROM {table}")[0]["id"]
    assert ("create", first, "", value) in said(crm, object=table, objectid=id)
    assert {(row["groupid"], row["username"], row["address"]) for row in log(crm)} == {(1, "grace", "192.0.2.10")}
    crm.run("TRUNCATE audit_log")
    form = grace.get(f"{M}/{page}/edit?id={id}")
    assert post(grace, f"{page}/save", id=id, seen=form.field("seen"), **{**FORMS[page], first: "77"}).status == 303
    assert said(crm) == [("update", first, value, "77")], "only what changed"
    crm.run("TRUNCATE audit_log")
    post(grace, f"{page}/apply", action="delete", which="ticked", ids=str(id))
    assert ("delete", first, "77", "") in said(crm, object=table, objectid=id)


def test_a_save_that_fails_leaves_nothing(crm, grace):
    post(grace, "dnc/save", id="0", number="123")
    before = log(crm)
    assert "such an entry already" in post(grace, "dnc/save", id="0", number="123").body
    assert post(grace, "customers/save", id="0", customer="").status == 422
    assert log(crm) == before


def test_a_batch_says_each_row_and_field_it_changed_and_none_that_it_did_not(crm, root):
    ids = [crm.customer(f"C{i}", 1 + i % 2, city="Berlin" if i else "Aachen", category="old") for i in range(1100)]
    answer = post(root, "customers/apply", action="edit", which="result", up_to=ids[-1], set_city="1", city="Aachen",
                  set_category="1", category="new")
    assert answer.header("Location").endswith("?changed=1100")
    assert len(log(crm, field="category")) == 1100
    cities = log(crm, field="city")
    assert len(cities) == 1099 and {row["objectid"] for row in cities} == set(ids[1:])
    assert {(row["oldvalue"], row["newvalue"]) for row in cities} == {("Berlin", "Aachen")}
    assert {row["groupid"] for row in cities} == {1, 2}


def test_a_deleted_customers_dependants_are_in_the_log_too(crm, root):
    gone, kept = crm.customer("Gone", 1), crm.customer("Kept apart", 1)
    contact = crm.contact("C", gone, 1)
    apart = crm.contact("D", kept, 1)
    post(root, "customers/apply", which="ticked", ids=gone, action="delete", dependants="delete")
    assert said(crm, object="contact") == [("delete", "", None, None)] or said(crm, object="contact") == [("delete", "", "", "")]
    assert log(crm, object="contact")[0]["objectid"] == contact and log(crm, object="contact")[0]["groupid"] == 1
    crm.run("TRUNCATE audit_log")
    post(root, "customers/apply", which="ticked", ids=kept, action="delete", dependants="keep")
    assert said(crm, object="contact") == [("update", "customerid", str(kept), "0")]
    assert log(crm, object="contact")[0]["objectid"] == apart


def test_a_batch_that_fails_halfway_leaves_neither_the_change_nor_the_log(crm, root):
    for i in range(3):
        insert(crm, "dnc", str(i), 1)
    answer = post(root, "dnc/apply", action="edit", which="result", up_to="99", set_number="1", number="5")
    assert answer.status == 422 and "such an entry already" in answer.body
    assert sorted(row["number"] for row in crm.run("SELECT number FROM dnc")) == ["0", "1", "2"]
    assert log(crm) == ()


def test_the_page_shows_an_admin_all_and_a_group_administrator_the_group(crm, root, grace):
    for group, name in ((1, "Ours"), (2, "Theirs")):
        post(root, "customers/save", id="0", customer=name, contactgender="unknown", group=group)
    page = root.get(f"{M}/audit")
    assert "Ours" in page.body and "Theirs" in page.body and "created" in page.body
    own = grace.get(f"{M}/audit")
    assert "Ours" in own.body and "Theirs" not in own.body
    assert "Theirs" not in grace.get(f"{M}/audit/export?format=csv").body
    assert crm.logged_in("alice").get(f"{M}/audit").status == 404
    found = search(root, "audit", ("object", "equal", "customer"), ("newvalue", "contains", "Their"))
    assert len(table_of(found)) == 1


def test_the_page_changes_nothing(crm, root):
    post(root, "speeddial/save", id="0", number="1")
    before = log(crm)
    for path in ("audit/batch", "audit/apply", "audit/save", "signins/apply", "audit/new", "signins/new"):
        assert post(root, path, action="delete", which="result", up_to="999").status in (404, 405), path
        assert root.get(f"{M}/{path}").status in (404, 405)
    assert log(crm) == before


def test_sign_ins_failures_and_lock_outs_are_listed_once(crm, root):
    stranger = crm.browser(address="192.0.2.66")
    for _ in range(3):
        stranger.log_in("alice", "wrong-password-1")
    crm.run("UPDATE login_throttle SET failures = 12, lastfailure = UTC_TIMESTAMP(3) WHERE subject = 'user:alice'")
    stranger.log_in("alice", "wrong-password-1")
    rows = table_of(search(root, "signins", ("username", "equal", "alice")))
    assert [row[2] for row in rows] == ["too many attempts"] + ["wrong name or password"] * 3
    assert {row[3] for row in rows} == {"192.0.2.66"}
    assert crm.run("SELECT id FROM audit_log WHERE object = 'astercrm_account'") == ()
    grace = crm.logged_in("grace")
    crm.logged_in("daria")
    seen = {row[1] for row in table_of(grace.get(f"{M}/signins"))}
    assert seen == {"alice", "grace"}, "the own group's names only"


def test_the_web_programs_user_can_only_append(crm):
    crm.run("CREATE OR REPLACE USER astercrm@localhost IDENTIFIED BY 'x'")
    for grant in demo_database.grants("astercrm"):
        crm.run(grant)
    with pymysql.connect(unix_socket=crm.server.socket, user="astercrm", password="x", database="astercc", autocommit=True) as c:
        cursor = c.cursor()
        for table in ("audit_log", "account_log"):
            columns = "cretime, action" + (", detail" if table == "account_log" else "")
            values = "UTC_TIMESTAMP(3), 'x'" + (", ''" if table == "account_log" else "")
            cursor.execute(f"INSERT INTO {table} ({columns}) VALUES ({values})")
            for statement in (f"UPDATE {table} SET action = 'y'", f"DELETE FROM {table}", f"TRUNCATE {table}",
                              f"REPLACE INTO {table} (id, {columns}) VALUES (1, {values})", f"DROP TABLE {table}"):
                with pytest.raises(pymysql.err.OperationalError, match="denied"):
                    cursor.execute(statement)
            assert cursor.execute(f"SELECT id FROM {table} WHERE action = 'x'") >= 1


def test_what_an_agent_saves_in_the_pop_is_in_it_too(crm):
    alice = crm.logged_in("alice")

    def save(path, **fields):
        answer = alice.post(f"/astercrm/portal.fcgi/{path}", {"csrf": alice.csrf(), "leg": "k", "number": "02188776655", **fields})
        assert answer.status == 200 and log(crm), answer.body

    save("customer", customer="Neumond Verlag", phone="02188776655", contact="Eva König", contact_phone="02188776655", note="Call again.")
    customer, contact = (crm.run(f"SELECT id FROM {table}")[0]["id"] for table in ("customer", "contact"))
    assert ("create", "customer", "", "Neumond Verlag") in said(crm, object="customer", objectid=customer)
    assert ("create", "contact", "", "Eva König") in said(crm, object="contact", objectid=contact)
    assert ("create", "note", "", "Call again.") in said(crm, object="note")
    assert {(row["groupid"], row["username"]) for row in log(crm)} == {(1, "alice")}
    crm.run("TRUNCATE audit_log")
    save("customer", customer="Neumond Verlag", phone="030445566")
    assert [row[0] for row in said(crm)] == ["update"] and said(crm)[0][3] == "030445566", "a known one learns the number"
    crm.run("TRUNCATE audit_log")
    save("note", customerid=customer, note="Again.", priority="5", attitude="0")
    assert ("create", "note", "", "Again.") in said(crm)
