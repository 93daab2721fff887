# SPDX-License-Identifier: GPL-3.0-or-later
"""Account types of one's own: made by administrators, given to accounts, felt at the next request, never more than the base."""
import html
import re

import pytest

from test_web_grid import M, crm, post, root, table_of  # noqa: F401
from test_web_manager import menu
from web_client import crm as seeded_crm, installed  # noqa: F401

PORTAL = "/astercrm/portal.fcgi"
MEDIA = "/astercrm/media.fcgi"
IDS = {"root": 1, "grace": 2, "alice": 3, "daria": 4}
READER = {"r_customers_view": "1", "r_cdr_view": "1"}


@pytest.fixture(autouse=True)
def empty_log(crm):
    crm.run("TRUNCATE audit_log")


def make(root, crm, name="Reader", basetype="groupadmin", **rights):
    answer = post(root, "types/save", id="0", usertypename=name, memo="a note", basetype=basetype, **rights)
    assert answer.status == 303, answer.body
    return crm.run("SELECT id FROM user_types WHERE usertypename = %s", name)[0]["id"]


def change(root, id, name="Reader", **rights):
    form = root.get(f"{M}/types/edit?id={id}")
    return post(root, "types/save", id=id, seen=form.field("seen"), usertypename=name, memo="a note", **rights)


def give(root, username, usertype, group="1"):
    form = root.get(f"{M}/accounts/edit?id={IDS[username]}")
    return post(root, "accounts/save", id=IDS[username], seen=form.field("seen"), firstname="A", lastname="B", extension=form.field("extension"),
                usertype=usertype, group=group, enabled="1")


def rights(crm, id):
    return {(row["page"], row["action"]) for row in crm.run("SELECT page, action FROM user_privileges WHERE user_type_id = %s", id)}


def words(answer):
    return html.unescape(re.sub(r"<[^>]+>", "", answer.body))


def test_a_type_is_made_listed_and_audited(crm, root):
    id = make(root, crm, r_customers_edit="1", r_recordings_download="1")
    assert rights(crm, id) == {("customers", "view"), ("customers", "edit"), ("recordings", "view"), ("recordings", "download")}
    assert table_of(root.get(f"{M}/types"))[0][:4] == ["Reader", "a note", "group administrator", "0"]
    log = crm.run("SELECT action, field, newvalue, username FROM audit_log WHERE object = 'user_types' AND objectid = %s ORDER BY id", id)
    assert ("create", "basetype", "groupadmin", "root") in [tuple(row.values()) for row in log]
    assert ("update", "customers", "view,edit", "root") in [tuple(row.values()) for row in log]
    form = root.get(f"{M}/types/edit?id={id}").body
    assert re.search(r'name="r_customers_edit"[^>]* checked', form) and not re.search(r'name="r_contacts_view"[^>]* checked', form)
    assert 'name="basetype"' not in form


def test_a_type_never_gets_more_than_its_base(crm, root):
    id = make(root, crm, basetype="agent", r_customers_delete="1", r_recordings_download="1", r_preferences_view="1", r_cdr_edit="1")
    assert rights(crm, id) == {("portal", "view")}
    crm.run("INSERT INTO user_privileges VALUES (%s, 'customers', 'delete'), (%s, 'accounts', 'edit')", id, id)
    assert give(root, "alice", id).status == 303
    alice = crm.logged_in("alice")
    assert alice.get(PORTAL).status == 200
    assert alice.get(f"{M}/customers").status == 403 and alice.get(f"{M}/accounts").status == 404


@pytest.mark.parametrize("fields, sentence", (({"usertypename": ""}, "fill this in"), ({"usertypename": "Reader"}, "such an entry already"),
                                              ({"basetype": "admin"}, "values offered")))
def test_the_form_says_what_is_wrong_and_keeps_what_was_ticked(crm, root, fields, sentence):
    make(root, crm)
    answer = post(root, "types/save", **{"id": "0", "usertypename": "Other", "basetype": "groupadmin", **READER, **fields})
    assert answer.status == 422 and sentence in answer.body
    assert re.search(r'name="r_cdr_view"[^>]* checked', answer.body)
    assert len(crm.run("SELECT id FROM user_types")) == 1


def test_what_the_type_lacks_is_not_in_the_menu_and_is_refused(crm, root):
    id = make(root, crm, r_customers_view="1", r_cdr_export="1", r_notes_edit="1", r_portal_view="1")
    assert give(root, "grace", id).status == 303
    row = crm.run("SELECT usertype, usertype_id FROM astercrm_account WHERE id = 2")[0]
    assert (row["usertype"], row["usertype_id"]) == ("groupadmin", id)
    grace = crm.logged_in("grace")
    assert menu(grace.get(M)) == [f"{M}/customers", f"{M}/notes", f"{M}/cdr"]
    customer = crm.customer("Seen", 1)
    foreign = crm.customer("Foreign", 2)
    lists = grace.get(f"{M}/customers")
    assert lists.status == 200 and "Seen" in lists.body and "Foreign" not in lists.body
    for absent in ("/customers/new", "/customers/export", 'name="action"', 'type="checkbox" id="tick-all"'):
        assert absent not in lists.body
    page = grace.get(f"{M}/customers/show?id={customer}")
    assert page.status == 200 and "/customers/edit" not in page.body and "/contacts/new" not in page.body and "/notes/new" in page.body
    assert grace.get(f"{M}/customers/show?id={foreign}").status == 404
    look = grace.get(f"{M}/customers/edit?id={customer}")
    assert look.status == 200 and "disabled" in look.body and "/customers/save" in look.body and 'type="submit">Save' not in look.body
    for path in ("contacts", "accounts", "import", "customers/new", "customers/export?format=csv", "statistics", "recordings"):
        answer = grace.get(f"{M}/{path}")
        assert answer.status == 403 and "may not do this" in answer.body, path
    assert grace.get(f"{M}/cdr/export?format=csv").status == 200
    assert grace.get(f"{MEDIA}/download?id=1").status == 403
    before = crm.run("SELECT * FROM customer ORDER BY id")
    for path, fields in (("customers/save", {"id": customer, "customer": "X"}), ("customers/batch", {"action": "edit"}),
                         ("customers/apply", {"action": "delete", "which": "ticked", "ids": customer}),
                         ("customers/apply", {"action": "edit", "which": "ticked", "ids": customer, "set_city": "1", "city": "Y"}),
                         ("notes/apply", {"action": "delete", "which": "result", "up_to": "99"})):
        assert post(grace, path, **fields).status == 403, path
    assert crm.run("SELECT * FROM customer ORDER BY id") == before


def test_a_change_of_the_type_is_felt_at_the_next_request(crm, root):
    id = make(root, crm, **READER)
    assert give(root, "grace", id).status == 303
    grace = crm.logged_in("grace")
    assert grace.get(f"{M}/cdr").status == 200 and grace.get(f"{M}/customers/new").status == 403
    assert change(root, id, r_customers_edit="1").status == 303
    assert grace.get(f"{M}/customers/new").status == 200 and grace.get(f"{M}/cdr").status == 403
    assert give(root, "grace", "groupadmin").status == 303
    assert grace.get(f"{M}/cdr").status == 200 and grace.get(f"{M}/accounts").status == 200
    assert crm.run("SELECT usertype_id FROM astercrm_account WHERE id = 2")[0]["usertype_id"] == 0


def test_without_the_agents_page_one_begins_at_the_managers(crm, root):
    give(root, "grace", make(root, crm, **READER))
    browser = crm.browser()
    assert browser.log_in("grace").header("Location") == M
    refused = browser.get(PORTAL)
    assert refused.status == 403 and f'href="{M}"' in refused.body
    assert PORTAL not in browser.get(M).body
    assert browser.get(f"{PORTAL}/pop?leg=k&number=1").status == 403


def test_an_agent_who_may_only_look_changes_nothing_in_the_pop(crm, root):
    crm.customer("Known", 1, phone="5551234")
    give(root, "alice", make(root, crm, name="Trainee", basetype="agent"))
    alice = crm.logged_in("alice")
    known, unknown = (alice.get(f"{PORTAL}/pop?leg=k&number={number}") for number in ("5551234", "999999"))
    assert "Known" in known.body and "<form" not in known.body and "<form" not in unknown.body
    assert 'data-write="0"' in alice.get(PORTAL).body
    csrf = alice.csrf()
    for path in ("customer", "note", "survey", "record/start", "record/stop"):
        assert alice.post(f"{PORTAL}/{path}", {"csrf": csrf, "leg": "k", "customer": "X", "number": "1"}).status == 403, path
    assert len(crm.run("SELECT id FROM customer")) == 1
    assert alice.get(f"{MEDIA}/play?id=1").status == 403


def test_a_type_in_use_is_not_deleted_and_says_by_how_many(crm, root):
    id = make(root, crm, **READER)
    give(root, "grace", id)
    give(root, "daria", id, group="2")
    assert re.search(r"Accounts of this type:\s*2\b", words(root.get(f"{M}/types/delete?id={id}")))
    refused = post(root, "types/delete", id=id)
    assert refused.status == 409 and crm.run("SELECT id FROM user_types")
    for name, group in (("grace", "1"), ("daria", "2")):
        assert give(root, name, "agent", group).status == 303
    assert post(root, "types/delete", id=id).header("Location").endswith("?deleted=1")
    assert crm.run("SELECT id FROM user_types") == () and rights(crm, id) == set()
    assert crm.run("SELECT id FROM audit_log WHERE object = 'user_types' AND action = 'delete'")


def test_an_account_whose_type_is_gone_may_nothing(crm, root):
    crm.run("UPDATE astercrm_account SET usertype_id = 99 WHERE id = 2")
    grace = crm.logged_in("grace")
    assert menu(grace.get(M)) == [] and grace.get(f"{M}/customers").status == 403


def test_two_administrators_do_not_overwrite_each_other(crm, root):
    id = make(root, crm, **READER)
    old = root.get(f"{M}/types/edit?id={id}").field("seen")
    assert change(root, id, r_notes_view="1").status == 303
    answer = post(root, "types/save", id=id, seen=old, usertypename="Reader", memo="", r_cdr_view="1")
    assert answer.status == 409 and "changed this meanwhile" in answer.body and rights(crm, id) == {("notes", "view")}


def test_only_administrators_make_and_give_types(crm, root):
    id = make(root, crm, **READER)
    grace = crm.logged_in("grace")
    for path in ("types", "types/new", f"types/edit?id={id}", f"types/delete?id={id}"):
        assert grace.get(f"{M}/{path}").status == 404
    for path in ("types/save", "types/delete"):
        assert post(grace, path, id=id, usertypename="Mine", basetype="groupadmin").status == 404
    form = grace.get(f"{M}/accounts/edit?id={IDS['alice']}")
    post(grace, "accounts/save", id=IDS["alice"], seen=form.field("seen"), firstname="A", lastname="B", extension="8001", usertype=id, enabled="1")
    assert crm.run("SELECT usertype, usertype_id FROM astercrm_account WHERE id = 3")[0] == {"usertype": "agent", "usertype_id": 0}


def test_who_makes_accounts_gives_away_no_rights_of_others(crm, root):
    give(root, "grace", make(root, crm, r_accounts_edit="1"))
    grace = crm.logged_in("grace")
    form = grace.get(f"{M}/accounts/edit?id={IDS['grace']}")
    post(grace, "accounts/save", id=IDS["grace"], seen=form.field("seen"), firstname="A", lastname="B", extension="8007", usertype="groupadmin", enabled="1")
    assert crm.run("SELECT usertype_id FROM astercrm_account WHERE id = 2")[0]["usertype_id"] != 0
    assert grace.get(f"{M}/accounts/delete?id={IDS['alice']}").status == 403


@pytest.mark.parametrize("lang, page, word", (("en", "Account types", "group administrator"), ("de", "Kontotypen", "Gruppenadministrator"), ("zh-CN", "帐号类型", "组管理员")))
def test_the_page_speaks_three_languages(crm, root, lang, page, word):
    make(root, crm, **READER)
    browser = crm.browser(language=lang)
    assert browser.log_in("root").status == 303
    shown = browser.get(f"{M}/types")
    assert f"<h1 class=\"page-title\">{page}" in shown.body and word in shown.body


def test_the_audit_log_says_names_and_words(crm, root):
    id = make(root, crm, **READER)
    give(root, "grace", id)
    rows = table_of(root.get(f"{M}/audit"))
    said = [row[3:8] for row in rows]
    assert ["Account type", f"{id} (Reader)", "Customers", "", "View"] in said
    assert ["Account", "2 (grace)", "Custom type", "", "Reader"] in said
    crm.run("TRUNCATE audit_log")
    campaign = crm.run("INSERT INTO campaign (campaignname, groupid) VALUES ('Autumn', 1)")
    post(root, "diallist/save", id="0", dialnumber="123", dialtime="2026-11-23 18:15", group="1", campaign=campaign, assign="")
    said = [row[5:8] for row in table_of(root.get(f"{M}/audit"))]
    assert ["Campaign", "", "Autumn"] in said and ["Group", "", "Support"] in said
    assert "Autumn" in root.get(f"{M}/audit/export?format=csv").body
