# SPDX-License-Identifier: GPL-3.0-or-later
"""Accounts and groups: who may change whom, what is asked for, what ends with a password, an account or a group."""
import pytest

from test_web_grid import M, crm, grace, names, post, root, table_of  # noqa: F401
from web_client import PASSWORD, crm as seeded_crm, installed  # noqa: F401

NEW = "Silver-teapot-93"
PERSON = {"username": "frank", "password": NEW, "must_change": "1", "firstname": "Frank", "lastname": "Feng", "extension": "8010", "usertype": "agent", "group": "1",
          "enabled": "1"}
IDS = {"root": 1, "grace": 2, "alice": 3, "daria": 4}


@pytest.fixture(autouse=True)
def empty_log(crm):
    crm.run("TRUNCATE audit_log")


def account(crm, username):
    rows = crm.run("SELECT * FROM astercrm_account WHERE username = %s", username)
    return rows[0] if rows else None


def add(browser, **fields):
    return post(browser, "accounts/save", id="0", **{**PERSON, **fields})


def change(browser, username, **fields):
    """What the form shows, with these fields changed; None takes a box out."""
    form = browser.get(f"{M}/accounts/edit?id={IDS[username]}")
    shown = {"firstname": "Old", "lastname": "Name", "extension": form.field("extension"), "usertype": "agent", "group": "1", "enabled": "1",
             "seen": form.field("seen")}
    return post(browser, "accounts/save", id=IDS[username], **{k: v for k, v in {**shown, **fields}.items() if v is not None})


def log(crm, **where):
    condition = " AND ".join(f"{key} = %s" for key in where) or "1"
    return crm.run(f"SELECT action, field, oldvalue, newvalue, username FROM audit_log WHERE {condition} ORDER BY id", *where.values())


def test_an_administrator_makes_an_account_that_must_choose_a_password_first(crm, root):
    answer = add(root, agent="6001", channel="DAHDI/1", dialinterval="", accountcode="code")
    assert answer.status == 303, answer.body
    made = account(crm, "frank")
    assert made["password"].startswith("$argon2id$") and made["must_change_password"] == 1 and made["dialinterval"] is None
    assert (made["groupid"], made["extension"], made["agent"], made["channel"], made["accountcode"]) == (1, "8010", "6001", "DAHDI/1", "code")
    assert crm.browser().log_in("frank", NEW).header("Location").endswith("/password")
    assert {row["field"] for row in log(crm, object="astercrm_account", action="create")} >= {"username", "usertype", "group"}


def test_a_password_is_never_shown_exported_or_logged(crm, root):
    add(root)
    hash = account(crm, "frank")["password"]
    change(root, "alice", password=NEW)
    pages = [root.get(f"{M}/{page}").body for page in ("accounts", "accounts/export?format=csv", f"accounts/edit?id={account(crm, 'frank')['id']}", "audit",
                                                       "accounts?f1=password&c1=contains&v1=argon", "accounts?sort=password")]
    pages.append(str(crm.run("SELECT * FROM audit_log")) + str(crm.run("SELECT * FROM account_log")))
    for page in pages:
        assert "argon2id" not in page and NEW not in page and hash not in page
    assert [(row["oldvalue"], row["newvalue"]) for row in log(crm, field="password")] == [(None, None)]


@pytest.mark.parametrize("field, value, sentence", (
    ("username", "a,b", "no blanks and no commas"), ("username", "", "fill this in"), ("username", "alice", "such an entry already"),
    ("username", "x" * 31, "too long"), ("password", "short", "Too short"), ("password", "", "fill this in"), ("password", "frank-in-the-house", "contain the user name"),
    ("firstname", "", "fill this in"), ("extension", "80a", "Only digits"), ("group", "", "fill this in"), ("group", "77", "values offered"),
    ("usertype", "root", "values offered"), ("dialinterval", "4000", "within the limits"), ("watch_add", "nobody", "no account with this user name"),
))
def test_each_field_says_what_is_wrong_and_nothing_is_stored(crm, root, field, value, sentence):
    answer = add(root, **{field: value})
    assert answer.status == 422 and sentence in answer.body, answer.body
    assert len(crm.run("SELECT id FROM astercrm_account")) == 4 and log(crm) == ()
    assert NEW not in answer.body, "a password typed is not sent back"


def test_a_group_administrator_makes_agents_of_the_own_group_whatever_is_sent(crm, grace):
    form = grace.get(f"{M}/accounts/new").body
    assert 'name="usertype"' not in form and 'name="group"' not in form
    assert add(grace, usertype="admin", group="2").status == 303
    made = account(crm, "frank")
    assert (made["usertype"], made["groupid"]) == ("agent", 1)


def test_a_group_administrator_cannot_raise_anybody_or_move_them_away(crm, grace):
    assert change(grace, "grace", usertype="admin", group="2", enabled=None, firstname="Gracie").status == 303
    assert change(grace, "alice", usertype="admin", group="2").status == 303
    for name, usertype in (("grace", "groupadmin"), ("alice", "agent")):
        row = account(crm, name)
        assert (row["usertype"], row["groupid"], row["enabled"]) == (usertype, 1, 1)
    assert account(crm, "grace")["firstname"] == "Gracie"


def test_a_group_administrator_sees_peers_but_changes_only_agents_and_nobody_of_another_group(crm, grace):
    crm.run("INSERT INTO astercrm_account (id, username, usertype, groupid, extensions) VALUES (9, 'peer', 'groupadmin', 1, '')")
    assert set(names(grace.get(f"{M}/accounts"), 0)) == {"grace", "alice", "peer"}
    peer = grace.get(f"{M}/accounts/edit?id=9")
    assert "not change it" in peer.body and "disabled" in peer.body and 'name="password"' not in peer.body
    before = crm.run("SELECT * FROM astercrm_account ORDER BY id")
    for id in (9, IDS["daria"], IDS["root"], 999):
        seen = grace.get(f"{M}/accounts/edit?id={id}")
        mark = seen.field("seen") if seen.status == 200 else "x"
        for path in ("save", "delete", "unlock"):
            assert post(grace, f"accounts/{path}", id=id, seen=mark, **PERSON).status == 404, (id, path)
        assert grace.get(f"{M}/accounts/delete?id={id}").status == 404
    assert crm.run("SELECT * FROM astercrm_account ORDER BY id") == before
    assert crm.logged_in("alice").get(f"{M}/accounts").status == 404


def test_without_the_switch_the_password_given_may_be_kept(crm, root):
    form = root.get(f"{M}/accounts/new").body
    assert 'name="must_change" value="1" checked' in form
    assert add(root, must_change="").status == 303
    assert account(crm, "frank")["must_change_password"] == 0
    assert crm.browser().log_in("frank", NEW).header("Location").endswith("portal.fcgi")
    refused = add(root, username="frances", password="short", must_change="")
    assert 'name="must_change" value="1">' in refused.body, "the form keeps what was chosen"


def test_a_new_password_ends_the_sessions_and_must_be_changed(crm, root):
    alice = crm.logged_in("alice")
    assert alice.get("/astercrm/portal.fcgi").status == 200
    assert change(root, "alice", password=NEW, must_change="1").status == 303
    assert alice.get("/astercrm/portal.fcgi").header("Location").endswith("login.fcgi")
    assert crm.browser().log_in("alice").status == 422
    assert crm.browser().log_in("alice", NEW).header("Location").endswith("/password")


def test_a_disabled_account_is_out_at_once_and_a_change_of_name_is_not_felt(crm, grace):
    alice = crm.logged_in("alice")
    assert change(grace, "alice", firstname="Alicia").status == 303
    assert alice.get("/astercrm/portal.fcgi").status == 200
    assert change(grace, "alice", enabled=None).status == 303
    assert alice.get("/astercrm/portal.fcgi").header("Location").endswith("login.fcgi")
    assert crm.run("SELECT accountid FROM session WHERE accountid = %s", IDS["alice"]) == ()
    assert crm.browser().log_in("alice").status == 422


def test_nobody_deletes_demotes_or_disables_themselves(crm, root):
    assert post(root, "accounts/delete", id="1").status == 404 and root.get(f"{M}/accounts/delete?id=1").status == 404
    assert change(root, "root", usertype="agent", enabled=None).status == 303
    assert (account(crm, "root")["usertype"], account(crm, "root")["enabled"]) == ("admin", 1)


@pytest.mark.parametrize("path, fields", (("save", {"enabled": None, "usertype": "admin"}), ("save", {"usertype": "agent"}), ("delete", {})))
def test_the_last_administrator_stays(crm, root, path, fields):
    """Two administrators at each other: the second is refused, for the first has just been disabled."""
    crm.run("INSERT INTO astercrm_account (id, username, usertype, extensions) VALUES (9, 'second', 'admin', '')")
    form = root.get(f"{M}/accounts/edit?id=9")
    shown = {"id": "9", "csrf": form.field("csrf"), "seen": form.field("seen"), "firstname": "S", "lastname": "T", "extension": "1", "group": "1",
             "enabled": "1", **fields}
    crm.run("UPDATE session SET lastseen = UTC_TIMESTAMP() - INTERVAL 9 MINUTE")
    crm.run("CREATE TRIGGER meanwhile AFTER UPDATE ON session FOR EACH ROW UPDATE astercrm_account SET enabled = 0 WHERE id = 1")
    try:
        answer = root.post(f"{M}/accounts/{path}", {k: v for k, v in shown.items() if v is not None})
    finally:
        crm.run("DROP TRIGGER meanwhile")
    assert account(crm, "root")["enabled"] == 0, "the test's own doing"
    assert answer.status == 422 and "last administrator" in answer.body
    assert (account(crm, "second")["usertype"], account(crm, "second")["enabled"]) == ("admin", 1)
    assert log(crm) == ()


def test_an_account_that_goes_takes_its_sessions_and_its_watchers_with_it(crm, root):
    crm.run("UPDATE astercrm_account SET extensions = 'alice,grace' WHERE username = 'daria'")
    alice = crm.logged_in("alice")
    crm.customer("Stays", 1, creby="alice")
    assert "alice" in root.get(f"{M}/accounts/delete?id=3").body and account(crm, "alice")
    assert post(root, "accounts/delete", id="3").status == 303
    assert account(crm, "alice") is None and account(crm, "daria")["extensions"] == "grace"
    assert alice.get("/astercrm/portal.fcgi").header("Location").endswith("login.fcgi")
    assert len(crm.run("SELECT id FROM customer")) == 1
    assert ("delete", "username", "alice", "", "root") in {tuple(row.values()) for row in log(crm, objectid=3)}
    assert ("update", "extensions", "alice,grace", "grace", "root") in {tuple(row.values()) for row in log(crm, objectid=4)}


def test_watched_extensions_are_chosen_by_name_or_number_within_the_group(crm, root, grace):
    assert change(root, "alice", watch_add="8004，grace").status == 303
    assert account(crm, "alice")["extensions"] == "daria,grace"
    form = grace.get(f"{M}/accounts/edit?id=3").body
    assert "daria" not in form and 'name="watch_2" value="1" checked' in form
    assert change(grace, "alice", watch_add="8004").status == 422, "another group's extension is not there"
    assert change(grace, "alice").status == 303
    assert account(crm, "alice")["extensions"] == "daria", "what the visitor cannot see stays"
    assert change(grace, "alice", watch_2="1").status == 303
    assert account(crm, "alice")["extensions"] == "daria,grace"


def test_a_locked_out_account_is_unlocked(crm, grace):
    stranger = crm.browser(address="192.0.2.66")
    stranger.log_in("alice", "wrong-password-1")
    crm.run("UPDATE login_throttle SET failures = 12, lastfailure = UTC_TIMESTAMP(3) WHERE subject = 'user:alice'")
    assert stranger.log_in("alice").status == 429
    assert "Locked after failed" in grace.get(f"{M}/accounts/edit?id=3").body
    assert post(grace, "accounts/unlock", id="3").status == 303
    assert "Locked after failed" not in grace.get(f"{M}/accounts/edit?id=3").body
    assert stranger.log_in("alice").status == 303
    assert [tuple(row.values()) for row in log(crm, objectid=3)] == [("update", "failures", "12", "0", "grace")]


def test_two_who_change_an_account_at_once_are_told(crm, root):
    seen = root.get(f"{M}/accounts/edit?id=3").field("seen")
    assert change(root, "alice", firstname="First").status == 303
    answer = change(root, "alice", firstname="Second", seen=seen)
    assert answer.status == 409 and "changed this meanwhile" in answer.body
    assert account(crm, "alice")["firstname"] == "First"


def test_script_in_an_accounts_fields_stays_text(crm, root):
    evil = '"><script>alert(1)</script>'
    assert add(root, firstname=evil[:60], channel=evil).status == 303
    id = account(crm, "frank")["id"]
    for page in ("accounts", f"accounts/edit?id={id}", "accounts/edit?id=3", "audit"):
        assert "<script>alert" not in root.get(f"{M}/{page}").body


def test_groups_are_for_administrators(crm, root, grace):
    for path in ("groups", "groups/new", "groups/edit?id=1"):
        assert grace.get(f"{M}/{path}").status == 404
    assert post(grace, "groups/save", id="0", groupname="X").status == 404
    assert post(root, "groups/save", id="0", groupname="North", incontext="in", outcontext="out", monitorforce="1", agentinterval="12",
                groupnote="n").status == 303
    made = crm.run("SELECT * FROM astercrm_accountgroup WHERE groupname = 'North'")[0]
    assert (made["incontext"], made["outcontext"], made["monitorforce"], made["agentinterval"], made["groupid"]) == ("in", "out", 1, 12, made["id"])
    assert "such an entry already" in post(root, "groups/save", id="0", groupname="North").body
    assert post(root, "groups/save", id="0", groupname="South", agentinterval="").status == 303
    assert crm.run("SELECT agentinterval FROM astercrm_accountgroup WHERE groupname = 'South'")[0]["agentinterval"] is None
    assert post(root, "groups/save", id="0", groupname="Wrong", agentinterval="-1").status == 422


@pytest.mark.parametrize("kept", (True, False))
def test_a_group_that_goes_asks_about_what_it_has_and_leaves_other_groups_alone(crm, root, kept):
    crm.run("UPDATE astercrm_account SET groupid = 1 WHERE username = 'root'")
    for group in (1, 2):
        crm.customer("C", group)
        crm.run("INSERT INTO campaign (campaignname, groupid) VALUES (%s, %s)", f"k{group}", group)
        crm.run("INSERT INTO diallist (dialnumber, groupid) VALUES ('1', %s)", group)
        crm.run("INSERT INTO dnc (number, groupid) VALUES ('1', %s)", group)
    daria, alice = crm.logged_in("daria"), crm.logged_in("alice")
    ask = post(root, "groups/batch", which="ticked", action="delete", s1="1").body
    for word in ("Accounts: <b>2</b>", "Customers: <b>1</b>", "Campaigns: <b>1</b>", "Dial list: <b>1</b>"):
        assert word in ask, ask
    assert post(root, "groups/apply", which="ticked", ids="1", action="delete", dependants="keep" if kept else "delete").status == 303
    assert [row["id"] for row in crm.run("SELECT id FROM astercrm_accountgroup")] == [2]
    rows = {table: [row["groupid"] for row in crm.run(f"SELECT groupid FROM {table} ORDER BY groupid")] for table in ("customer", "campaign", "diallist")}
    assert set(map(tuple, rows.values())) == {(0, 2) if kept else (2,)}
    assert [row["groupid"] for row in crm.run("SELECT groupid FROM dnc ORDER BY groupid")] == ([1, 2] if kept else [2]), "kept for its group, not for all"
    assert account(crm, "root")["enabled"] == 1 and account(crm, "daria")["groupid"] == 2
    assert alice.get("/astercrm/portal.fcgi").header("Location").endswith("login.fcgi")
    assert daria.get("/astercrm/portal.fcgi").status == 200
    assert (account(crm, "alice")["enabled"] == 0) if kept else account(crm, "alice") is None
    assert len(log(crm, object="customer")) == 1


def test_nothing_is_changed_without_the_token(crm, root):
    before = crm.run("SELECT * FROM astercrm_account ORDER BY id"), crm.run("SELECT * FROM astercrm_accountgroup ORDER BY id")
    for path in ("accounts/save", "accounts/delete", "accounts/unlock", "groups/save", "groups/apply"):
        assert root.post(f"{M}/{path}", {"id": "3", "csrf": "x", "ids": "1", "which": "ticked", "action": "delete", **PERSON}).status == 403
    assert (crm.run("SELECT * FROM astercrm_account ORDER BY id"), crm.run("SELECT * FROM astercrm_accountgroup ORDER BY id")) == before
