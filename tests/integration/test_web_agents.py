# SPDX-License-Identifier: GPL-3.0-or-later
"""The agent's status in the portal: what is shown, and what an account may ask for. astercc does the rest (test_agents.py)."""
import json

import pytest

from web_client import crm, installed  # noqa: F401

PORTAL = "/astercrm/portal.fcgi"


@pytest.fixture
def alice(crm):
    """Logged in, and known to astercc."""
    browser = crm.logged_in("alice")
    crm.run("INSERT INTO agent_state (accountid, groupid, interface, status, reason, statussince, statesince) "
            "VALUES (3, 1, 'PJSIP/8001', 'paused', 'LOGIN', '2025-01-01', '2025-01-01')")
    crm.run("INSERT INTO queue_name (queuename, curcalls) VALUES ('support', 2), ('sales', 0)")
    crm.run("INSERT INTO queue_agent (queuename, agent) VALUES ('support', 'PJSIP/8001')")
    crm.run("INSERT INTO agent_queue (accountid, queuename, member, paused, reason) VALUES (3, 'sales', 'in', 1, 'PAUSED')")
    crm.run("INSERT INTO pause_reason (id, reason, colour, limitminutes, groupid) VALUES (1, 'Lunch', 'orange', 45, 0), (2, 'Ours', 'teal', 0, 1), (3, 'Theirs', 'red', 0, 2)")
    return browser


def choose(browser, **fields):
    return browser.post(PORTAL + "/agent/choose", {"csrf": browser.csrf(), **fields}).status


def asked(crm):
    return [(r["action"], r["reason"], r["queuename"], r["creby"]) for r in crm.run("SELECT * FROM agent_request WHERE accountid = 3 ORDER BY id")]


def test_signing_in_and_out_is_asked_for_by_the_login(crm):
    crm.run("UPDATE astercrm_account SET extension = '', channel = '' WHERE username = 'daria'")
    crm.logged_in("daria")
    first, second = crm.logged_in("alice"), crm.logged_in("alice")
    assert asked(crm) == [("sign_in", "", "", "alice")] * 2
    assert not crm.run("SELECT id FROM agent_request WHERE accountid = 4"), "an account without a telephone is no agent"
    crm.run("INSERT INTO agent_state (accountid, statussince, statesince) VALUES (3, UTC_TIMESTAMP(), UTC_TIMESTAMP())")
    first.post("/astercrm/login.fcgi/logout", {"csrf": first.csrf()})
    assert len(asked(crm)) == 2, "the second session goes on"
    second.post("/astercrm/login.fcgi/logout", {"csrf": second.csrf()})
    assert asked(crm)[2:] == [("sign_out", "", "", "alice")]


def test_who_is_no_agent_sees_no_status_and_may_not_choose(crm):
    daria = crm.logged_in("daria")
    assert json.loads(daria.get(PORTAL + "/agent/state").body) == {"agent": None, "reasons": [], "queues": []}
    assert choose(daria, action="ready") == 404


def test_the_state_names_what_is_offered_to_the_group(alice):
    state = json.loads(alice.get(PORTAL + "/agent/state").body)
    assert (state["agent"]["status"], state["agent"]["reason"], state["agent"]["state"]) == ("paused", "LOGIN", "idle")
    assert state["agent"]["queues"] == [{"queue": "sales", "joined": True, "pause": "PAUSED"}]
    assert state["reasons"] == [{"id": 1, "reason": "Lunch", "colour": "orange", "limit": 45}, {"id": 2, "reason": "Ours", "colour": "teal", "limit": 0}]
    assert state["queues"] == [{"queue": "sales", "pinned": False, "waiting": 0}, {"queue": "support", "pinned": True, "waiting": 2}]


def test_choices_are_asked_for_and_what_is_not_ones_own_is_not(crm, alice):
    crm.run("TRUNCATE agent_request")
    for fields in ({"action": "ready"}, {"action": "pause"}, {"action": "pause", "reason": "2"}, {"action": "extend"},
                   {"action": "join", "queue": "sales"}, {"action": "pause_queue", "queue": "support"}):
        assert choose(alice, **fields) == 202, fields
    for fields in ({"action": "pause", "reason": "3"}, {"action": "pause", "reason": "99"}, {"action": "join", "queue": "nowhere"},
                   {"action": "sign_out"}, {"action": "dance"}, {}):
        assert choose(alice, **fields) == 404, fields
    assert asked(crm) == [("ready", "", "", "alice"), ("pause", "", "", "alice"), ("pause", "Ours", "", "alice"), ("extend", "", "", "alice"),
                          ("join", "", "sales", "alice"), ("pause_queue", "", "support", "alice")]
