# SPDX-License-Identifier: GPL-3.0-or-later
"""What a supervisor may do on the system page: whose calls and agents, what Asterisk is asked, what is written down, who is told."""
import json

import pytest

from web_client import crm, installed  # noqa: F401

MANAGER = "/astercrm/manager.fcgi"
LEG = "asterisk|1700000.1|1700000.2"
NUMBER = "02188776655"


@pytest.fixture
def configure(crm, asterisk):
    def write(**system):
        crm.write_config(asterisk=asterisk.access, outcontext="out", incontext="agents", **system)

    write()
    return write


@pytest.fixture
def talk(crm):
    """A customer talks to alice."""
    crm.run("INSERT INTO curcdr (src, dst, srcchan, dstchan, starttime, answertime, srcuid, dstuid, linkedid, disposition, dstaccountid, server)"
            " VALUES (%s, '8001', 'PJSIP/trunk-00000001', 'PJSIP/8001-00000002', UTC_TIMESTAMP(3), UTC_TIMESTAMP(3), '1700000.1', '1700000.2',"
            " '1700000.1', 'LINK', 3, 'asterisk')", NUMBER)


@pytest.fixture
def agents(crm):
    """alice of Support and daria of Sales have signed in; each group has a reason of its own."""
    crm.run("INSERT INTO agent_state (accountid, groupid, interface, status, statussince, statesince) VALUES"
            " (3, 1, 'PJSIP/8001', 'ready', '2025-01-01', '2025-01-01'), (4, 2, 'PJSIP/8004', 'ready', '2025-01-01', '2025-01-01')")
    crm.run("INSERT INTO pause_reason (id, reason, colour, groupid) VALUES (1, 'Lunch', 'orange', 0), (2, 'Ours', 'teal', 1), (3, 'Theirs', 'red', 2)")
    crm.run("TRUNCATE agent_request")


def ask(browser, path, status=200, **fields):
    answer = browser.post(MANAGER + path, {"csrf": browser.csrf(), **fields})
    assert answer.status == status, (answer.status, answer.body, answer.errors)
    told = json.loads(answer.body)
    assert told["done"] == (status == 200)
    return told["text"]


def written(crm):
    return [(w["username"], w["action"], w["object"], w["detail"]) for w in
            crm.run("SELECT * FROM account_log WHERE action LIKE 'call%%' OR action LIKE 'agent%%' ORDER BY id")]


def notices(crm):
    return [(row["accountid"], notice["what"], notice["by"], notice["reason"]) for row in crm.run("SELECT * FROM feed WHERE topic = 'notice' ORDER BY id")
            for notice in [json.loads(row["payload"])]]


def test_listening_rings_ones_own_telephone_and_is_written_down(crm, configure, asterisk, talk):
    grace = crm.logged_in("grace")
    for how, options, audited in (("silent", "qE", "call_spy"), ("whisper", "qEw", "call_whisper"), ("barge", "qEB", "call_barge")):
        assert ask(grace, "/system/listen", leg=LEG, how=how) == "Your telephone rings; then you hear the call"
        sent = asterisk.actions("Originate")[-1]
        assert (sent["Channel"], sent["Application"], sent["Data"]) == ("PJSIP/8007", "ChanSpy", f"PJSIP/8001-00000002,{options}")
        assert written(crm)[-1] == ("grace", audited, LEG, "PJSIP/8001-00000002")
    assert notices(crm) == [], "nobody is told unless the settings say so"


def test_agents_are_told_who_listens_where_the_settings_say_so(crm, configure, asterisk, talk):
    configure(notify_when_spied=1)
    ask(crm.logged_in("grace"), "/system/listen", leg=LEG, how="whisper")
    assert notices(crm) == [(3, "whisper", "Grace", "")]
    asterisk.answers["Originate"] = lambda _: ("Error", "Message: Permission denied")
    assert ask(crm.logged_in("root"), "/system/listen", 409, leg=LEG, how="barge") == "Asterisk does not permit this to the web server's user"
    assert len(notices(crm)) == 1, "who heard nothing is nobody"


def test_either_end_of_an_internal_call_is_listened_to(crm, configure, asterisk, talk):
    crm.run("UPDATE curcdr SET srcaccountid = 4, srcchan = 'PJSIP/8004-00000001'")
    root = crm.logged_in("root")
    for account, channel in ((4, "PJSIP/8004-00000001"), (3, "PJSIP/8001-00000002")):
        ask(root, "/system/listen", leg=LEG, how="silent", account=account)
        assert asterisk.actions("Originate")[-1]["Data"] == f"{channel},qE"
    grace = crm.logged_in("grace")
    assert ask(grace, "/system/listen", 409, leg=LEG, how="silent", account=4) == "The call is over", "the other end is another group's"


def test_what_cannot_be_listened_to_is_refused_before_asterisk_is_asked(crm, configure, asterisk, talk):
    grace = crm.logged_in("grace")
    assert ask(grace, "/system/listen", 409, leg=LEG, how="shout") == "There is nothing to do"
    crm.run("UPDATE curcdr SET disposition = 'RINGING', answertime = NULL")
    assert ask(grace, "/system/listen", 409, leg=LEG, how="silent") == "The call is over"
    crm.run("UPDATE curcdr SET disposition = 'LINK', dstaccountid = 4")
    assert ask(grace, "/system/listen", 409, leg=LEG, how="silent") == "The call is over"
    crm.run("UPDATE curcdr SET dstaccountid = 3")
    crm.run("UPDATE astercrm_account SET extension = '' WHERE username = 'grace'")
    assert ask(grace, "/system/listen", 409, leg=LEG, how="silent") == "Your account has no extension"
    assert not asterisk.asked and not written(crm)


def test_a_call_is_ended_at_its_callers_channel_and_the_agent_is_told(crm, configure, asterisk, talk):
    grace, root = crm.logged_in("grace"), crm.logged_in("root")
    assert ask(grace, "/system/hangup", leg=LEG) == "Hung up"
    assert asterisk.actions("Hangup")[0]["Channel"] == "PJSIP/trunk-00000001"
    assert written(crm) == [("grace", "call_force_hangup", LEG, "PJSIP/trunk-00000001")]
    assert notices(crm) == [(3, "hangup", "Grace", "")]
    crm.run("UPDATE curcdr SET dstaccountid = 0")
    assert ask(grace, "/system/hangup", 409, leg=LEG) == "The call is over", "a call of nobody's is an administrator's"
    assert ask(root, "/system/hangup", leg=LEG) == "Hung up"
    asterisk.answers["Hangup"] = lambda _: ("Error", "Message: The moon is full")
    assert ask(root, "/system/hangup", 409, leg=LEG) == "Asterisk refused it: The moon is full"


def test_a_forced_status_is_asked_for_under_the_supervisors_name_and_told(crm, agents):
    grace = crm.logged_in("grace")
    assert ask(grace, "/system/agent", account=3, action="pause", reason=2) == "Paused: Alice"
    assert ask(grace, "/system/agent", account=3, action="pause") == "Paused: Alice"
    assert ask(grace, "/system/agent", account=3, action="ready") == "Set to ready: Alice"
    assert ask(grace, "/system/agent", account=3, action="off") == "Logged out: Alice"
    asked = [(r["action"], r["reasonid"], r["reason"], r["creby"]) for r in crm.run("SELECT * FROM agent_request WHERE accountid = 3 ORDER BY id")]
    assert asked == [("pause", 2, "Ours", "grace"), ("pause", 0, "", "grace"), ("ready", 0, "", "grace"), ("off", 0, "", "grace")]
    assert written(crm) == [("grace", f"agent_force_{action}", "3", reason) for action, _, reason, _ in asked]
    assert notices(crm) == [(3, action, "Grace", reason) for action, _, reason, _ in asked]
    crm.write_config(notify_when_forced=0)
    ask(grace, "/system/agent", account=3, action="ready")
    assert len(notices(crm)) == len(asked), "where the settings do not want it, nobody is told"


def test_a_status_that_waits_for_the_end_of_the_call_says_so(crm, agents):
    crm.run("UPDATE agent_state SET state = 'talking' WHERE accountid = 3")
    grace = crm.logged_in("grace")
    assert ask(grace, "/system/agent", account=3, action="pause") == "Takes effect when the call and its wrap-up are over: Alice"
    crm.run("UPDATE agent_state SET state = 'wrapup' WHERE accountid = 3")
    assert ask(grace, "/system/agent", account=3, action="ready") == "Set to ready: Alice"


def test_nobody_forces_agents_of_another_group_nor_reasons_of_one(crm, agents):
    grace = crm.logged_in("grace")
    for fields in ({"account": 4, "action": "ready"}, {"account": 99, "action": "ready"}, {"account": 3, "action": "sign_out"}, {"action": "ready"}):
        assert ask(grace, "/system/agent", 409, **fields) == "No such agent has signed in"
    assert ask(grace, "/system/agent", 409, account=3, action="pause", reason=3) == "The agent's group has no such reason"
    assert ask(crm.logged_in("root"), "/system/agent", account=4, action="pause", reason=3) == "Paused: Daria"
    assert len(crm.run("SELECT id FROM agent_request WHERE action = 'pause' OR accountid = 4 AND action = 'ready'")) == 1


def test_the_right_to_look_is_not_the_right_to_act(crm, agents, talk):
    crm.run("INSERT INTO user_types (id, usertypename, basetype) VALUES (7, 'Watcher', 'groupadmin')")
    crm.run("INSERT INTO user_privileges (user_type_id, page, action) VALUES (7, 'system', 'view'), (7, 'portal', 'view')")
    crm.run("UPDATE astercrm_account SET usertype_id = 7 WHERE username = 'grace'")
    grace = crm.logged_in("grace")
    page = grace.get(MANAGER + "/system")
    assert page.status == 200 and 'data-may-act="0"' in page.body
    assert grace.get(MANAGER + "/wallboard").status == 200
    for path, fields in (("/system/listen", {"leg": LEG, "how": "silent"}), ("/system/hangup", {"leg": LEG}), ("/system/agent", {"account": 3, "action": "off"})):
        assert grace.post(MANAGER + path, {"csrf": grace.csrf(), **fields}).status == 403
    assert not written(crm) and not notices(crm)
    alice = crm.logged_in("alice")
    assert alice.get(MANAGER + "/system").status == 404 and alice.get(MANAGER + "/wallboard").status == 404


def test_the_page_knows_the_limits_and_the_reasons_of_its_scope(crm, configure, agents):
    configure()
    with open(crm.config, "a") as config:
        config.write("[board]\nwaiting_amber=7\nwaiting_red=9\n")
    page = crm.logged_in("grace").get(MANAGER + "/system").body
    assert "&quot;waiting&quot;:{&quot;amber&quot;:7,&quot;bad&quot;:&quot;above&quot;,&quot;red&quot;:9}" in page
    assert "Lunch" in page and "Ours" in page and "Theirs" not in page
