# SPDX-License-Identifier: GPL-3.0-or-later
"""The dialer's page: campaigns of one's scope, start, stop and change while they run, the check of a list, decisions."""
import json

import pytest

from called_place import ALWAYS_NOON
from web_client import crm, installed  # noqa: F401

MANAGER = "/astercrm/manager.fcgi"
OURS, THEIRS = 11, 12
ANY_TIME = "Mon 00:00-24:00; Tue 00:00-24:00; Wed 00:00-24:00; Thu 00:00-24:00; Fri 00:00-24:00; Sat 00:00-24:00; Sun 00:00-24:00"


@pytest.fixture
def campaigns(crm):
    """One of Support, which grace administers, and one of Sales; Asterisk knows the queue of the first."""
    for table in ("campaign", "campaign_state", "campaign_hour", "campaign_check", "diallist", "dialedlist", "dial_decision", "dnc", "audit_log"):
        crm.run(f"TRUNCATE {table}")
    for campaign, group, queue in ((OURS, 1, "sales"), (THEIRS, 2, "nowhere")):
        crm.run("INSERT INTO campaign (id, groupid, campaignname, enable, outcontext, incontext, queuename, profile) VALUES (%s, %s, %s, 1, 'out', 'in', %s, 'US')",
                campaign, group, f"campaign {campaign}", queue)
    crm.run("INSERT INTO queue_name (queuename) VALUES ('sales')")


def ask(browser, path, status=200, **fields):
    answer = browser.post(f"{MANAGER}/dialer/{path}", {"csrf": browser.csrf(), **fields})
    assert answer.status == status, (answer.status, answer.body, answer.errors)
    return json.loads(answer.body)


def campaign_of(crm, campaign):
    return crm.run("SELECT * FROM campaign WHERE id = %s", campaign)[0]


def board(browser):
    answer = browser.get(f"{MANAGER}/dialer/board")
    assert answer.status == 200, answer.errors
    return {(row["part"], row["id"]): row["row"] for row in json.loads(answer.body)["rows"]}


def audited(crm):
    return [(row["username"], row["objectid"], row["field"], row["oldvalue"], row["newvalue"]) for row in crm.run("SELECT * FROM audit_log ORDER BY id")]


def fill(crm, numbers, **columns):
    for number in numbers:
        values = {"campaignid": OURS, "groupid": 1, "dialnumber": number, **columns}
        crm.run(f"INSERT INTO diallist ({','.join(values)}) VALUES ({','.join(['%s'] * len(values))})", *values.values())


def test_each_sees_the_campaigns_of_its_scope(crm, campaigns):
    grace, root = crm.logged_in("grace"), crm.logged_in("root")
    assert "campaign-card" in grace.get(f"{MANAGER}/dialer").body
    assert {key for key in board(grace)} == {("campaign", str(OURS))}
    assert {key for key in board(root)} == {("campaign", str(OURS)), ("campaign", str(THEIRS))}
    assert crm.logged_in("alice").get(f"{MANAGER}/dialer").status == 404
    row = board(grace)[("campaign", str(OURS))]
    assert (row["name"], row["hasQueue"], row["why"], row["mode"], row["maxChannel"]) == (f"campaign {OURS}", True, "stopped", "channel", 5)


def test_start_and_stop_are_audited_and_stay_within_the_scope(crm, campaigns):
    grace = crm.logged_in("grace")
    assert ask(grace, "start", campaign=OURS)["text"].startswith("Started")
    assert campaign_of(crm, OURS)["status"] == "busy" and board(grace)[("campaign", str(OURS))]["why"] == "no_dialer"
    ask(grace, "start", campaign=OURS)
    ask(grace, "start", status=409, campaign=THEIRS)
    ask(grace, "stop", campaign=OURS)
    assert campaign_of(crm, OURS)["status"] == "idle" and campaign_of(crm, THEIRS)["status"] == "idle"
    assert audited(crm) == [("grace", OURS, "status", "idle", "busy"), ("grace", OURS, "status", "busy", "idle")]
    crm.run("UPDATE campaign SET enable = 0")
    assert "not enabled" in ask(grace, "start", status=409, campaign=OURS)["text"]
    assert board(grace)[("campaign", str(OURS))]["why"] == "campaign_disabled"


def test_how_it_dials_is_changed_while_it_runs_and_each_change_is_audited(crm, campaigns):
    grace, root = crm.logged_in("grace"), crm.logged_in("root")
    ask(grace, "start", campaign=OURS)
    assert "from now on" in ask(grace, "pace", campaign=OURS, limit_type="channel", max_channel="60")["text"]
    ask(grace, "pace", campaign=OURS, limit_type="queue", queue_increasement="1.2")
    ask(grace, "pace", campaign=OURS, limit_type="predictive", abandontarget="2,5")
    row = campaign_of(crm, OURS)
    assert (row["limit_type"], row["max_channel"], str(row["queue_increasement"]), str(row["abandontarget"])) == ("predictive", 60, "1.20", "2.50")
    assert audited(crm)[1:] == [("grace", OURS, "max_channel", "5", "60"), ("grace", OURS, "limit_type", "channel", "queue"),
                                ("grace", OURS, "queue_increasement", "1.00", "1.20"), ("grace", OURS, "limit_type", "queue", "predictive"),
                                ("grace", OURS, "abandontarget", "3.00", "2.50")]
    ask(grace, "pace", campaign=OURS, status=409, limit_type="predictive", abandontarget="4")
    ask(grace, "pace", campaign=THEIRS, status=409, limit_type="channel", max_channel="1")
    assert "queue" in ask(root, "pace", campaign=THEIRS, status=409, limit_type="progressive")["text"]
    log = root.get(MANAGER + "/audit").body
    for words in ("by calls at once", "by queue seats", "predictive: ahead of the agents", "Calls at once", "Lines for each seat"):
        assert words in log, words
    assert len(audited(crm)) == 6 and campaign_of(crm, THEIRS)["max_channel"] == 5


def test_a_custom_type_looks_or_acts_as_far_as_it_was_given(crm, campaigns):
    crm.run("INSERT INTO user_types (id, usertypename, basetype) VALUES (3, 'watcher', 'groupadmin')")
    crm.run("UPDATE astercrm_account SET usertype_id = 3 WHERE username = 'grace'")
    grace = crm.logged_in("grace")
    assert grace.get(f"{MANAGER}/dialer").status == 403
    crm.run("INSERT INTO user_privileges (user_type_id, page, action) VALUES (3, 'dialer', 'view')")
    page = grace.get(f"{MANAGER}/dialer")
    assert page.status == 200 and 'role="switch" class="switch" disabled' in page.body and "data-do=\"check\"" not in page.body
    csrf = page.field("csrf")
    assert grace.post(f"{MANAGER}/dialer/start", {"csrf": csrf, "campaign": OURS}).status == 403
    assert campaign_of(crm, OURS)["status"] == "idle"
    assert grace.get(f"{MANAGER}/decisions").status == 200 and grace.get(f"{MANAGER}/decisions/export").status == 403


def test_the_check_says_how_much_of_the_list_may_be_dialed_and_dials_nothing(crm, campaigns):
    crm.run("UPDATE campaign SET hours = %s, limit_type = 'progressive', asksnational = 0 WHERE id = %s", ANY_TIME, OURS)
    crm.run("UPDATE campaign SET profile = 'CN', timezone = 'UTC' WHERE id = %s", OURS)
    fill(crm, [f"0211{i:04}" for i in range(30)], consenttime="2025-01-01")
    fill(crm, [f"0212{i:04}" for i in range(5)], consenttime="2025-01-01")
    fill(crm, [f"0213{i:04}" for i in range(4)])
    fill(crm, ["02140001"], consenttime="2025-01-01", assign="8001")
    for i in range(5):
        crm.run("INSERT INTO dnc (number, groupid, reason) VALUES (%s, 1, 'asked')", f"0212{i:04}")
    grace = crm.logged_in("grace")
    before = crm.run("CHECKSUM TABLE diallist, dialedlist, dial_decision, campaign")
    found = ask(grace, "check", campaign=OURS, again=1)
    assert found["finished"] and found["checked"] == 39
    assert found["reasons"]["do_not_call_group"] == {"numbers": 5, "again": None}
    assert found["reasons"]["consent_missing"]["numbers"] == 4
    # It is day or night in UTC: the others are callable, or told for the morning.
    by_night = found["reasons"].get("outside_hours", {"numbers": 0})
    assert found["callable"] + by_night["numbers"] == 30 and (by_night["numbers"] == 0 or by_night["again"])
    assert crm.run("CHECKSUM TABLE diallist, dialedlist, dial_decision, campaign") == before
    shown = board(grace)[("campaign", str(OURS))]["check"]
    assert (shown["checked"], shown["callable"]) == (39, found["callable"]) and shown["finished"]
    ask(grace, "check", status=409, campaign=THEIRS, again=1)


def test_a_long_list_is_checked_in_steps(crm, campaigns):
    crm.run("UPDATE campaign SET limit_type = 'progressive' WHERE id = %s", OURS)
    crm.run("INSERT INTO diallist (dialnumber, campaignid, groupid) SELECT CONCAT('03', LPAD(seq, 6, '0')), %s, 1 FROM seq_1_to_4000", OURS)
    grace = crm.logged_in("grace")
    step = ask(grace, "check", campaign=OURS, again=1)
    seen = [step["checked"]]
    while not step["finished"]:
        step = ask(grace, "check", campaign=OURS, again=0)
        seen.append(step["checked"])
    assert seen[-1] == 4000 and seen == sorted(seen)
    assert ask(grace, "check", campaign=OURS, again=0)["checked"] == 4000


def test_a_campaign_that_cannot_run_is_not_checked_but_told_of(crm, campaigns):
    crm.run("UPDATE campaign SET outcontext = '' WHERE id = %s", OURS)
    assert "outgoing context" in ask(crm.logged_in("grace"), "check", status=409, campaign=OURS, again=1)["text"]


def test_what_the_dialer_writes_and_what_the_list_holds_is_on_the_board(crm, campaigns):
    crm.run("UPDATE campaign SET status = 'busy', limit_type = 'predictive' WHERE id = %s", OURS)
    crm.run("UPDATE campaign SET timezone = %s", ALWAYS_NOON)
    crm.run("INSERT INTO campaign_state (campaignid, asof, why, whyuntil, dialing, ringing, talking, agentsidle, linesfree, hitrate) VALUES"
            " (%s, UTC_TIMESTAMP(3), 'outside_campaign', '2030-01-01 09:00', 3, 2, 4, 1, NULL, 0.25)", OURS)
    crm.run("INSERT INTO campaign_hour (campaignid, slot, dials, persons, abandoned) VALUES (%s, DATE_FORMAT(UTC_TIMESTAMP(), '%%Y-%%m-%%d %%H:00'), 40, 10, 1),"
            " (%s, UTC_TIMESTAMP() - INTERVAL 10 DAY, 400, 90, 1), (%s, UTC_TIMESTAMP() - INTERVAL 40 DAY, 400, 90, 50)", OURS, OURS, OURS)
    fill(crm, ["0211", "0212"])
    fill(crm, ["0213", "0214", "0215"], dialtime="2030-01-01 08:00", heldreason="outside_hours")
    fill(crm, ["0216"], dialtime="2020-01-01", heldreason="not_due")
    fill(crm, ["0217"], dialtime="2030-01-01")
    crm.run("INSERT INTO dial_decision (decidedtime, campaignid, groupid, dialedlistid, number, verdict, keepuntil) VALUES"
            " (UTC_TIMESTAMP(3), %s, 1, 5, '0218', 'do_not_call_group', '2030-01-01'), (UTC_TIMESTAMP(3), %s, 1, 6, '0219', 'dial', '2030-01-01'),"
            " (UTC_TIMESTAMP(3) - INTERVAL 3 DAY, %s, 1, 7, '0220', 'do_not_call_group', '2030-01-01')", OURS, OURS, OURS)
    crm.run("INSERT INTO dialedlist (dialednumber, uniqueid, campaignid, groupid, begintime) VALUES ('0219', 'dial-6-1', %s, 1, UTC_TIMESTAMP(3))", OURS)
    crm.run("INSERT INTO curcdr (src, dst, srcchan, dstchan, starttime, srcuid, dstuid, linkedid, disposition) VALUES"
            " ('', '0219', 'Local/0219@out-1;2', 'PJSIP/trunk-1', UTC_TIMESTAMP(3), 'dial-6-1-out', '1.2', 'dial-6-1', 'RINGING')")
    rows = board(crm.logged_in("grace"))
    row = rows[("campaign", str(OURS))]
    assert (row["why"], row["whyUntil"], row["hitRate"], row["dialer"]["dialing"], row["dialer"]["lines"]) == ("outside_campaign", 1893488400000, 25.0, 3, None)
    assert row["abandoned"] == {"today": 1, "todayRate": 10.0, "window": "thirty_days", "calls": 2, "rate": 2.0, "limit": 3.0}
    assert row["list"] == {"all": 7, "due": 3, "held": 3, "whole": True, "reasons": [{"reason": "outside_hours", "numbers": 3, "again": 1893484800000}]}
    assert row["refused"] == [{"reason": "do_not_call_group", "numbers": 1}]
    assert row["minutesLeft"] == 7
    call = rows[("call", "asterisk|dial-6-1-out|1.2")]
    assert (call["campaign"], call["number"], call["phase"], call["agent"]) == (OURS, "0219", "ringing", "")
    crm.run("UPDATE campaign_state SET asof = UTC_TIMESTAMP(3) - INTERVAL 6 SECOND")
    row = board(crm.logged_in("root"))[("campaign", str(OURS))]
    assert (row["why"], row["whyUntil"], row["dialer"]) == ("no_dialer", None, None)


def test_decisions_are_read_filtered_and_exported_within_the_scope(crm, campaigns):
    inputs = '{"mode":"with_agent","there":["08:15"],"consent":true}'
    for campaign, group, number, verdict, overridden in ((OURS, 1, "0211", "dial", ""), (OURS, 1, "0212", "do_not_call_group", ""),
                                                         (OURS, 1, "0213", "dial", "outside_hours,not_due"), (THEIRS, 2, "0299", "dial", "")):
        crm.run("INSERT INTO dial_decision (decidedtime, campaignid, groupid, number, verdict, overridden, why, profile, profileversion, inputs, decidedby, keepuntil)"
                " VALUES (UTC_TIMESTAMP(3), %s, %s, %s, %s, %s, 'customer asked', 'US', 1, %s, 'grace', '2030-01-01')", campaign, group, number, verdict, overridden, inputs)
    grace = crm.logged_in("grace")
    body = grace.get(f"{MANAGER}/decisions").body
    assert all(number in body for number in ("0211", "0212", "0213")) and "0299" not in body
    assert "time there: 08:15" in body and "outside calling hours at the called place, not due yet" in body
    refused = grace.get(f"{MANAGER}/decisions?f1=campaign&c1=equal&v1=campaign+{OURS}&f2=verdict&c2=equal&v2=do_not_call_group").body
    assert "0212" in refused and "0211" not in refused and "do-not-call list of the group" in refused
    exported = grace.get(f"{MANAGER}/decisions/export").body
    assert exported.count("customer asked") == 3 and "with an agent" in exported
    assert grace.post(f"{MANAGER}/decisions/batch", {"csrf": grace.csrf(), "action": "delete", "which": "result"}).status in (404, 405)
