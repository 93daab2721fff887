# SPDX-License-Identifier: GPL-3.0-or-later
"""Campaigns as managers see them: the form and its checks, recycling, a number's history, national lists and holidays, and calls by
hand under a profile."""
import html
import json
import os
from pathlib import Path

import pytest

from conftest import eventually
from web_client import crm as seeded_crm, installed  # noqa: F401

M = "/astercrm/manager.fcgi"
PORTAL = "/astercrm/portal.fcgi"
PROGRAM = Path(os.environ["CC_BUILD_DIR"]) / "bin/astercrm-import"
TABLES = ("campaign", "campaign_disposition", "diallist", "dialedlist", "dial_decision", "dnc", "national_dnc", "national_dnc_load", "public_holiday",
          "queue_name", "audit_log", "campaign_hour", "campaign_state", "campaign_check")
CAMPAIGN = {"id": "0", "campaignname": "Spring", "enable": "1", "outcontext": "out", "incontext": "in", "maxtrytime": "3", "ringtime": "30",
            "limit_type": "channel", "max_channel": "5", "queue_increasement": "1.00", "abandontarget": "2.50", "maxlines": "0",
            "listorder": "dialtime", "profile": "generic", "maxperday": "0", "waittime": "2", "recycletime": "60", "callbackdays": "30"}


@pytest.fixture
def crm(seeded_crm):
    for table in TABLES:
        seeded_crm.run(f"TRUNCATE {table}")
    return seeded_crm


@pytest.fixture
def root(crm):
    return crm.logged_in("root")


@pytest.fixture
def grace(crm):
    return crm.logged_in("grace")


def post(browser, path, **fields):
    return browser.post(f"{M}/{path}", {"csrf": browser.get(M).field("csrf"), **fields})


def saved(crm, browser, **fields):
    answer = post(browser, "campaigns/save", **{**CAMPAIGN, **fields})
    assert answer.status == 303, answer.body
    return crm.run("SELECT * FROM campaign ORDER BY id DESC LIMIT 1")[0]


# --- the form ---

def test_a_campaign_keeps_all_its_form_asks(crm, grace):
    crm.run("INSERT INTO queue_name (queuename, server) VALUES ('sales', 'asterisk')")
    row = saved(crm, grace, limit_type="predictive", queuename="sales", message="sorry", abandontarget="2,5", hours="mon-FRI 9:00-20:00;holidays closed",
                timezone="Europe/Berlin, Europe/London", retrybusy="10", retrynoanswer="", retrymachine="0", enablerecycle="1", recycletime="90",
                asksnational="1", amd="1", profile="US", script="Hello")
    kept = {"limit_type": "predictive", "queuename": "sales", "message": "sorry", "hours": "Mon-Fri 09:00-20:00; holidays closed",
            "timezone": "Europe/Berlin,Europe/London", "retrybusy": 600, "retrynoanswer": None, "retrymachine": 0, "enablerecycle": 1,
            "recycletime": 5400, "asksnational": 1, "amd": 1, "profile": "US", "status": "idle", "groupid": 1, "max_channel": 5}
    assert {key: row[key] for key in kept} == kept
    assert str(row["abandontarget"]) == "2.50"
    form = grace.get(f"{M}/campaigns/edit?id={row['id']}")
    assert form.field("retrybusy") == "10" and form.field("recycletime") == "90"
    assert "hours at the called place Mon-Sun 08:00-21:00" in form.body, "what the profile asks for is said"


@pytest.mark.parametrize(("fields", "sentence"), [
    ({"hours": "Mon-Fry 09:00-20:00"}, "No day (Mon, Tue, Wed, Thu, Fri, Sat, Sun) and not \"holidays\": Fry"),
    ({"hours": "Mon 22:00-02:00"}, "write a night as two days: 22:00-02:00"),
    ({"timezone": "Europe/Berlin,Mars/Base"}, "There is no such time zone (Europe/Berlin is one): Mars/Base"),
    ({"ringtime": "10"}, "at least, in seconds: 15"),
    ({"limit_type": "progressive"}, "which one?"),
    ({"bindqueue": "1"}, "which one?"),
    ({"queuename": "nobody"}, "Asterisk has no queue of this name."),
    ({"limit_type": "predictive", "queuename": "sales"}, "Predictive calls need a message"),
    ({"limit_type": "predictive", "queuename": "sales", "message": "sorry", "abandontarget": "3.01"}, "at most: 3.00"),
    ({"abandontarget": "much"}, "Please enter a number within the limits, like 2.5."),
    ({"server": "elsewhere"}, "No Asterisk is configured under this name."),
    ({"profile": "XX"}, "one of the values offered"),
])
def test_what_does_not_fit_is_told_at_its_field(crm, grace, fields, sentence):
    crm.run("INSERT INTO queue_name (queuename, server) VALUES ('sales', 'asterisk')")
    answer = post(grace, "campaigns/save", **{**CAMPAIGN, **fields})
    assert answer.status == 422 and sentence in html.unescape(answer.body), answer.body
    assert not crm.run("SELECT id FROM campaign")


def test_a_campaign_that_runs_is_edited_and_goes_on(crm, grace):
    row = saved(crm, grace)
    crm.run("UPDATE campaign SET status = 'busy'")
    form = grace.get(f"{M}/campaigns/edit?id={row['id']}")
    answer = post(grace, "campaigns/save", **{**CAMPAIGN, "id": str(row["id"]), "seen": form.field("seen"), "max_channel": "9"})
    assert answer.status == 303
    assert crm.run("SELECT status, max_channel FROM campaign") == [{"status": "busy", "max_channel": 9}]


def test_a_copy_is_a_new_campaign_with_the_same_results(crm, grace):
    row = saved(crm, grace, limit_type="timed", hours="Mon 09:00-12:00")
    crm.run("UPDATE campaign SET status = 'busy'")
    crm.run("INSERT INTO campaign_disposition (campaignid, groupid, disposition, meaning, position) VALUES (%s, 1, 'Sold', 'final', 1)", row["id"])
    form = grace.get(f"{M}/campaigns/new?copy={row['id']}")
    assert form.field("hours") == "Mon 09:00-12:00" and form.field("copy") == str(row["id"])
    copy = saved(crm, grace, campaignname="Summer", copy=str(row["id"]))
    assert copy["id"] != row["id"] and copy["status"] == "idle"
    assert [r["disposition"] for r in crm.run("SELECT disposition FROM campaign_disposition WHERE campaignid = %s", copy["id"])] == ["Sold"]
    foreign = crm.run("INSERT INTO campaign (campaignname, groupid, hours) VALUES ('Theirs', 2, 'Tue 09:00-12:00')")
    assert "Tue 09:00" not in grace.get(f"{M}/campaigns/new?copy={foreign}").body


# --- recycling ---

def dialed(crm, number, response="NO ANSWER", trytime=1, campaign=5, group=1, **more):
    values = {"dialednumber": number, "response": response, "trytime": trytime, "campaignid": campaign, "groupid": group, "mode": "predictive",
              "timezone": "Europe/Berlin", "consenttime": "2026-01-02 03:04:05", "linetype": "mobile", **more}
    return crm.run(f"INSERT INTO dialedlist ({','.join(values)}, dialedtime) VALUES ({','.join(['%s'] * len(values))}, UTC_TIMESTAMP())", *values.values())


@pytest.fixture
def attempts(crm):
    crm.run("INSERT INTO campaign (id, groupid, campaignname, maxtrytime) VALUES (5, 1, 'Spring', 3), (6, 2, 'Theirs', 3)")
    dialed(crm, "100")
    dialed(crm, "101", "BUSY")
    dialed(crm, "200", "ANSWERED", answertime="2026-01-02 03:04:05")
    dialed(crm, "300", trytime=3)
    dialed(crm, "400", "")
    dialed(crm, "500", "DNC")
    dialed(crm, "600", campaign=6, group=2)
    dialed(crm, "700")
    dialed(crm, "700", "ANSWERED", answertime="2026-01-02 03:04:05")
    dialed(crm, "800")
    crm.run("INSERT INTO diallist (dialnumber, campaignid, groupid) VALUES ('800', 5, 1)")


def put_back(crm):
    return sorted(r["dialnumber"] for r in crm.run("SELECT dialnumber FROM diallist WHERE dialnumber <> '800'"))


def test_recycling_tells_first_and_follows_the_manuals_rule(crm, grace, attempts):
    asked = grace.get(f"{M}/dialedlist/recycle?which=result&f1=answertime&c1=empty")
    assert asked.status == 200 and put_back(crm) == []
    assert "attempts left: <b>2</b>" in asked.body and "begin anew: <b>3</b>" in asked.body
    fields = {name: asked.field(name) for name in ("which", "ids", "up_to", "f1", "c1")}
    assert post(grace, "dialedlist/recycle/run", **fields, rule="unanswered", due="2027-01-02T03:04").status == 303
    assert put_back(crm) == ["100", "101"]
    row = crm.run("SELECT * FROM diallist WHERE dialnumber = '100'")[0]
    kept = {"campaignid": 5, "groupid": 1, "trytime": 1, "timezone": "Europe/Berlin", "linetype": "mobile", "creby": "grace"}
    assert {key: row[key] for key in kept} == kept and row["consenttime"] and str(row["dialtime"]) == "2027-01-01 19:04:00"
    assert len(crm.run("SELECT id FROM dialedlist")) == 10, "attempts stay: they are the number's history"
    post(grace, "dialedlist/recycle/run", **fields, rule="unanswered")
    assert put_back(crm) == ["100", "101"], "nothing waits twice"


def test_recycling_a_selection_whatever_came_of_it(crm, grace, attempts):
    ids = {r["dialednumber"]: r["id"] for r in crm.run("SELECT id, dialednumber FROM dialedlist")}
    ticked = ",".join(str(ids[n]) for n in ("200", "300", "400", "500", "600"))
    assert post(grace, "dialedlist/recycle/run", which="ticked", ids=ticked, rule="any").status == 303
    assert put_back(crm) == ["200", "300"], "neither what runs, nor what must not be called, nor another group's"
    assert crm.run("SELECT trytime FROM diallist WHERE dialnumber = '300'")[0]["trytime"] == 0


def test_only_who_may_edit_the_dial_list_recycles(crm, attempts):
    assert crm.logged_in("alice").get(f"{M}/dialedlist/recycle?which=result").status == 404


# --- a number ---

def test_a_number_tells_its_whole_history_within_the_scope(crm, grace, root, attempts):
    crm.run("INSERT INTO dnc (number, groupid, campaignid, reason) VALUES ('100', 1, 0, 'asked us'), ('100', 2, 0, 'secret of theirs')")
    crm.run("INSERT INTO national_dnc (profile, number) VALUES ('US', '100')")
    crm.run("INSERT INTO diallist (dialnumber, campaignid, groupid, heldreason) VALUES ('100', 5, 1, 'outside_hours')")
    crm.run("INSERT INTO dial_decision (decidedtime, campaignid, groupid, number, verdict, profile, profileversion, decidedby, keepuntil) VALUES"
            " (UTC_TIMESTAMP(), 5, 1, '100', 'too_many_today', 'DE', 1, 'dialer', '2030-01-01'),"
            " (UTC_TIMESTAMP(), 6, 2, '100', 'dial', 'US', 1, 'theirs', '2030-01-01')")
    crm.customer("River", 1, phone="100")
    page = grace.get(f"{M}/number?number=100")
    assert page.status == 200
    for text in ("River", "asked us", "On the national do-not-call list: US", "outside calling hours at the called place", "no answer",
                 "This number was called often enough today", "DE 1"):
        assert text in page.body, text
    assert "secret" not in page.body and "theirs" not in page.body
    assert "secret of theirs" in root.get(f"{M}/number?number=100").body
    assert f"{M}/number?number=100" in grace.get(f"{M}/dialedlist").body
    assert crm.logged_in("alice").get(f"{M}/number?number=100").status == 404


def test_the_dialed_list_is_told_in_words_and_found_by_outcome(crm, grace, attempts):
    found = grace.get(f"{M}/dialedlist?f1=response&c1=equal&v1=BUSY").body
    assert ">busy<" in found and 'number=101"' in found and 'number=100"' not in found


# --- national lists and holidays ---

def load(crm, browser, content, tmp_path, profile="US", prefix=""):
    (tmp_path / "up").mkdir(exist_ok=True)
    crm.write_config(upload_file_path=tmp_path / "up", import_program=PROGRAM, upload_max_mib=1)
    fields = {"csrf": browser.csrf(), "profile": profile, "prefix": prefix}
    answer = browser.upload(f"{M}/national/upload", fields, "list.txt", content)
    assert answer.status == 303, answer.body
    return eventually(lambda: (rows := crm.run("SELECT * FROM national_dnc_load WHERE profile = %s AND state <> 'loading'", profile)) and rows[0], 60)


def listed(crm, profile="US"):
    return [r["number"] for r in crm.run("SELECT number FROM national_dnc WHERE profile = %s ORDER BY number", profile)]


def test_a_national_list_replaces_the_one_before(crm, root, tmp_path):
    state = load(crm, root, b"area,number\n212,5550001\n212,5550002\n", tmp_path, prefix="1")
    assert state["state"] == "done" and state["loadedtime"] and listed(crm) == ["12125550001", "12125550002"]
    eventually(lambda: crm.run("SELECT numbers FROM national_dnc_load")[0]["numbers"] == 2)
    crm.run("INSERT INTO national_dnc (profile, number) VALUES ('UK', '44')")
    load(crm, root, b"12125550002\r\n12125550003\r\n", tmp_path)
    eventually(lambda: listed(crm) == ["12125550002", "12125550003"])
    assert listed(crm, "UK") == ["44"]
    assert "United States" in root.get(f"{M}/national").body
    assert {r["object"] for r in crm.run("SELECT object FROM audit_log")} == {"national_dnc_load"}


def test_what_is_no_list_changes_nothing(crm, root, tmp_path):
    load(crm, root, b"12125550001\n", tmp_path)
    before = crm.run("SELECT loadedtime, numbers FROM national_dnc_load")
    state = load(crm, root, b"this\nis\nprose\n", tmp_path)
    assert state["state"] == "failed" and listed(crm) == ["12125550001"]
    assert crm.run("SELECT loadedtime FROM national_dnc_load")[0]["loadedtime"] == before[0]["loadedtime"]
    assert "this is no list of numbers" in root.get(f"{M}/national").body


def test_holidays_are_added_by_lines(crm, root, grace):
    assert post(root, "holidays/lines", profile="DE", lines="2026-12-25 Christmas\n2026-12-26 Second day").status == 303
    assert post(root, "holidays/lines", profile="DE", lines="2026-12-25 Again\n2027-01-01 New Year").status == 303
    rows = crm.run("SELECT profile, day, name FROM public_holiday ORDER BY day")
    assert [(str(r["day"]), r["name"]) for r in rows] == [("2026-12-25", "Christmas"), ("2026-12-26", "Second day"), ("2027-01-01", "New Year")]
    wrong = post(root, "holidays/lines", profile="DE", lines="2026-12-25 x\nsoon")
    assert wrong.status == 422 and "like 2026-12-25: 2" in wrong.body
    assert post(root, "holidays/save", id="0", day="2026-05-01", name="May Day", profile="UK").status == 303
    assert "May Day" in root.get(f"{M}/holidays").body
    assert grace.get(f"{M}/holidays").status == 404 and grace.get(f"{M}/national").status == 404


def test_with_a_campaign_goes_what_the_dialer_counted_and_its_decisions_stay(crm, grace):
    for campaign, group in ((5, 1), (6, 2)):
        crm.run("INSERT INTO campaign (id, groupid, campaignname) VALUES (%s, %s, 'C')", campaign, group)
        crm.run("INSERT INTO campaign_hour (campaignid, slot) VALUES (%s, '2026-01-02 03:00')", campaign)
        crm.run("INSERT INTO campaign_state (campaignid, asof) VALUES (%s, UTC_TIMESTAMP(3))", campaign)
        crm.run("INSERT INTO campaign_check (campaignid, begintime) VALUES (%s, UTC_TIMESTAMP(3))", campaign)
        crm.run("INSERT INTO dial_decision (decidedtime, campaignid, groupid, number, verdict, keepuntil) VALUES (UTC_TIMESTAMP(3), %s, %s, '021', 'dial', '2030-01-01')",
                campaign, group)
    for ids in ("5", "6"):
        post(grace, "campaigns/apply", which="ticked", ids=ids, action="delete", dependants="delete")
    for table in ("campaign_hour", "campaign_state", "campaign_check"):
        assert [r["campaignid"] for r in crm.run(f"SELECT campaignid FROM {table}")] == [6], table
    assert len(crm.run("SELECT id FROM dial_decision")) == 2
    assert f"{M}/number?number=021" in grace.get(M + "/decisions").body, "each number leads to its history"


# --- calls by hand ---

def orders(asterisk):
    return [headers for _, headers in asterisk.asked if headers["Action"] == "Originate"]


def dial(browser, number, **fields):
    answer = browser.post(PORTAL + "/dial", {"csrf": browser.csrf(), "number": number, **fields})
    return answer.status, json.loads(answer.body)


@pytest.fixture
def ruled(crm, asterisk):
    crm.write_config(asterisk=asterisk.access, outcontext="out", incontext="agents", compliance_profile="US")
    crm.run("INSERT INTO national_dnc_load (profile, loadedtime) VALUES ('US', UTC_TIMESTAMP())")
    crm.run("DELETE FROM public_holiday")
    return crm


def decisions(crm):
    return [(r["verdict"], r["overridden"], r["why"], r["profile"], r["decidedby"]) for r in crm.run("SELECT * FROM dial_decision ORDER BY id")]


def test_calls_by_hand_obey_the_profile_and_leave_a_decision(ruled, asterisk):
    ruled.run("INSERT INTO national_dnc (profile, number) VALUES ('US', '12125550001')")
    status, answer = dial(ruled.logged_in("alice"), "12125550001")
    assert status == 409 and answer["text"] == "This number is on the national do-not-call list" and not answer["override"]
    ruled.run("DELETE FROM national_dnc")
    ruled.run("UPDATE national_dnc_load SET loadedtime = UTC_TIMESTAMP() - INTERVAL 40 DAY")
    status, answer = dial(ruled.logged_in("alice"), "12125550001")
    assert status == 409 and "missing or too old" in answer["text"]
    assert decisions(ruled) == [("do_not_call_national", "", "", "US", "alice"), ("national_list_stale", "", "", "US", "alice")]
    assert not orders(asterisk)


def test_who_has_the_right_dials_all_the_same_with_a_reason(crm, asterisk):
    crm.write_config(asterisk=asterisk.access, outcontext="out", incontext="agents")
    crm.run("INSERT INTO dnc (number, groupid, reason) VALUES ('021777', 1, 'asked us')")
    alice, grace = crm.logged_in("alice"), crm.logged_in("grace")
    assert dial(alice, "021777", override="please")[1]["override"] is False and not orders(asterisk)
    status, answer = dial(grace, "021777")
    assert status == 409 and answer["override"] and "asked us" in answer["text"]
    status, answer = dial(grace, "021777", override="he called back")
    assert status == 200 and len(orders(asterisk)) == 1, answer
    assert decisions(crm)[-1] == ("dial", "do_not_call_group", "he called back", "", "grace")
    assert crm.run("SELECT detail FROM account_log WHERE action = 'call_override'")[0]["detail"] == "021777: he called back"


# --- the dialer's calls on the agent's page ---

def test_a_call_the_dialer_connected_is_the_agents_with_its_results(crm, asterisk):
    crm.write_config(asterisk=asterisk.access, outcontext="out", incontext="agents")
    crm.run("TRUNCATE agent_work")
    crm.run("INSERT INTO campaign (id, groupid, campaignname, script, dispositionrequired, enable, maxtrytime) VALUES (5, 1, 'Spring', 'Good morning', 1, 1, 3)")
    crm.run("INSERT INTO campaign_disposition (id, campaignid, groupid, disposition, meaning) VALUES (3, 5, 1, 'Never', 'donotcall')")
    attempt = dialed(crm, "021555", "", uniqueid="dial-7-1")
    alice = crm.logged_in("alice")
    account = crm.run("SELECT id FROM astercrm_account WHERE username = 'alice'")[0]["id"]
    crm.run("INSERT INTO curcdr (server, src, dst, srcuid, dstuid, linkedid, starttime, answertime, dstaccountid) VALUES"
            " ('asterisk', '021555', '8001', 'dial-7-1', 'agent.1', 'dial-7-1', UTC_TIMESTAMP(3), UTC_TIMESTAMP(3), %s)", account)
    alice.post(PORTAL + "/listwork/do", {"csrf": alice.csrf(), "action": "step"})
    state = json.loads(alice.get(PORTAL + "/listwork/state").body)
    assert state["call"]["id"] == attempt and state["campaign"]["script"] == "Good morning" and state["owes"]
    assert state["number"]["pop"] == "asterisk|dial-7-1|021555"
    grace = crm.logged_in("grace")
    grace.post(PORTAL + "/listwork/do", {"csrf": grace.csrf(), "action": "step"})
    assert "call" not in json.loads(grace.get(PORTAL + "/listwork/state").body)
    crm.run("TRUNCATE curcdr")
    answer = alice.post(PORTAL + "/listwork/result", {"csrf": alice.csrf(), "attempt": attempt, "disposition": 3, "memo": "asked"})
    assert answer.status == 200, answer.body
    assert [(r["number"], r["reason"]) for r in crm.run("SELECT number, reason FROM dnc")] == [("021555", "Never")]
    assert crm.run("SELECT disposition, dispositionby FROM dialedlist")[0] == {"disposition": "Never", "dispositionby": "alice"}
