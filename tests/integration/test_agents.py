# SPDX-License-Identifier: GPL-3.0-or-later
"""Agents: what astercc makes of their choices, calls and browsers, and what it asks of Asterisk, whatever is killed."""
import hashlib

import pytest
from conftest import eventually
from test_astercc import QUEUE_CALL, capture, play_until_connected, split_at, told

FIRST = "2020-01-01 00:00:00.000"  # before any captured call, whose events carry their own times
FOREVER = 1_000_000_000


@pytest.fixture
def alice(database, agent):
    """Has a session, and has signed in."""
    database.rows("INSERT INTO session (token_hash, accountid, csrf_token, cretime, lastseen) VALUES (%s, %s, '', UTC_TIMESTAMP(), UTC_TIMESTAMP())",
                  hashlib.sha256(b"alice").digest(), agent)
    ask(database, agent, "sign_in")
    return agent


def ask(database, account, action, reason="", reasonid=0, queue="", at=FIRST):
    """As the pages do."""
    database.rows("INSERT INTO agent_request (accountid, action, reasonid, reason, queuename, creby, cretime) VALUES (%s, %s, %s, %s, %s, 'alice', %s)",
                  account, action, reasonid, reason, queue, at)


def stands(database, **expected):
    """The row of agent_state, once it says so."""
    def look():
        rows = database.rows("SELECT * FROM agent_state")
        return rows[0] if rows and all(rows[0][k] == v for k, v in expected.items()) else None
    return eventually(look)


def stretches(database):
    rows = database.rows("SELECT * FROM agent_log ORDER BY begintime")
    for before, after in zip(rows, rows[1:]):
        assert before["endtime"] == after["begintime"], "neither gap nor overlap"
    return [(r["status"], r["reason"], r["state"], r["queue"]) for r in rows]


def heard(database, account):
    """What the page was told of the agent, in its order."""
    return [news for news in told(database, account) if "statusSince" in news]


def asked_of(asterisk, name):
    return [{k: v for k, v in action.items() if k not in ("Action", "ActionID")} for action in asterisk.actions(name)]


def ready(astercc, asterisk, database, account):
    astercc.start()
    asterisk.await_listing(1)
    ask(database, account, "ready", at="2020-01-01 00:00:10.000")
    return stands(database, status="ready")


def test_who_signs_in_is_paused_until_ready_and_asterisk_and_the_page_hear_of_it(astercc, asterisk, database, alice):
    ready(astercc, asterisk, database, alice)
    ask(database, alice, "pause", reason="Lunch", reasonid=7, at="2020-01-01 00:00:20.000")
    row = stands(database, status="paused")
    assert (row["reason"], row["reasonid"], row["interface"]) == ("Lunch", 7, "PJSIP/8001")
    ask(database, alice, "off", at="2020-01-01 00:00:30.000")
    stands(database, status="off")
    assert stretches(database) == [("paused", "LOGIN", "idle", ""), ("ready", "", "idle", ""), ("paused", "Lunch", "idle", "")]
    times = database.rows("SELECT TIMESTAMPDIFF(MICROSECOND, begintime, endtime) AS us FROM agent_log")
    assert [t["us"] for t in times] == [10_000_000] * 3
    eventually(lambda: asked_of(asterisk, "QueuePause")[-1].get("Reason") == "OFF")
    assert [(a["Paused"], a.get("Reason")) for a in asked_of(asterisk, "QueuePause")][-3:] == [("false", None), ("true", "Lunch"), ("true", "OFF")]
    assert [(n["status"], n["reason"]) for n in heard(database, alice)][-3:] == [("ready", ""), ("paused", "Lunch"), ("off", "")]
    assert database.rows("SELECT DISTINCT outcome FROM agent_request") == [{"outcome": "done"}]


def test_a_call_of_a_queue_is_wrapped_up_and_asterisk_is_paused_from_the_talk_on(astercc, asterisk, database, alice):
    database.rows("UPDATE astercrm_accountgroup SET wrapuptime = %s WHERE id = 7", FOREVER)
    ready(astercc, asterisk, database, alice)
    before, after = split_at(capture(QUEUE_CALL), b"Event: BridgeEnter")
    asterisk.play(before)
    row = stands(database, state="talking")
    assert row["queue"] == "support" and row["linkedid"] == row["served"] != ""
    eventually(lambda: asked_of(asterisk, "QueuePause")[-1].get("Reason") == "WRAPUP")
    asterisk.play(after)
    row = stands(database, state="wrapup", status="ready")
    (call,) = eventually(lambda: database.rows("SELECT * FROM mycdr"))
    assert (row["statesince"], row["linkedid"]) == (call["endtime"], call["linkedid"])
    assert [s[2] for s in stretches(database)] == ["idle", "idle", "ringing", "talking", "wrapup"]
    (talk,) = database.rows("SELECT * FROM agent_log WHERE state = 'talking'")
    assert (talk["begintime"], talk["endtime"], talk["groupid"]) == (call["answertime"], call["endtime"], 7)
    paused = len(asterisk.actions("QueuePause"))
    ask(database, alice, "finish", at="2100-01-01")
    stands(database, state="idle")
    eventually(lambda: len(asterisk.actions("QueuePause")) > paused)
    assert asked_of(asterisk, "QueuePause")[-1] == {"Interface": "PJSIP/8001", "Paused": "false"}


def test_what_is_chosen_during_a_call_comes_after_it(astercc, asterisk, database, alice):
    ready(astercc, asterisk, database, alice)
    before, after = split_at(capture(QUEUE_CALL), b"Event: BridgeEnter")
    asterisk.play(before)
    stands(database, state="talking")
    ask(database, alice, "pause", reason="Lunch", reasonid=7, at="2100-01-01")
    row = stands(database, nextstatus="paused")
    assert row["status"] == "ready" and row["nextreason"] == "Lunch"
    asterisk.play(after)
    stands(database, status="paused", reason="Lunch", state="idle", nextstatus=None)
    assert heard(database, alice)[-1]["next"] is None


def test_killed_in_the_call_it_ends_at_its_time_and_no_stretch_is_doubled(astercc, asterisk, database, alice):
    database.rows("UPDATE astercrm_accountgroup SET wrapuptime = %s WHERE id = 7", FOREVER)
    ready(astercc, asterisk, database, alice)
    before, after = split_at(capture(QUEUE_CALL), b"Event: BridgeEnter")
    asterisk.play(before)
    stands(database, state="talking")
    for listing in (2, 3):  # the second time nothing has changed meanwhile
        astercc.kill()
        astercc.start()
        asterisk.await_listing(listing)
        ask(database, alice, "ready", at="2100-01-01")
        eventually(lambda: not database.rows("SELECT id FROM agent_request WHERE outcome = 'asked'"))
        assert [s[2] for s in stretches(database)] == ["idle", "idle", "ringing", "talking"]
    astercc.kill()
    asterisk.happen(after)
    astercc.start()
    row = stands(database, state="wrapup")
    (call,) = database.rows("SELECT * FROM mycdr")
    assert row["statesince"] == call["endtime"]
    assert [s[2] for s in stretches(database)] == ["idle", "idle", "ringing", "talking", "wrapup"]


def test_a_missed_call_pauses_where_the_group_wants_it(astercc, asterisk, database, alice):
    database.rows("UPDATE astercrm_accountgroup SET missedpause = 1 WHERE id = 7")
    ready(astercc, asterisk, database, alice)
    asterisk.play(b"Event: AgentRingNoAnswer\r\nQueue: support\r\nInterface: PJSIP/8001\r\nMemberName: PJSIP/8001\r\n\r\n")
    stands(database, status="paused", reason="MISSED")
    eventually(lambda: asked_of(asterisk, "QueuePause")[-1].get("Reason") == "MISSED")


def paused_event(queue, paused, reason=""):
    return (f"Event: QueueMemberPause\r\nQueue: {queue}\r\nMemberName: PJSIP/8001\r\nInterface: PJSIP/8001\r\nPaused: {paused}\r\n"
            f"PausedReason: {reason}\r\n\r\n").encode()


def listed(**queues):
    """Asterisk's answer to QueueStatus: the reason of each queue's pause, or None."""
    members = "".join(f"Event: QueueMember\r\nQueue: {queue}\r\nName: PJSIP/8001\r\nLocation: PJSIP/8001\r\nPaused: {int(reason is not None)}\r\n"
                      f"PausedReason: {reason or ''}\r\n\r\n" for queue, reason in queues.items())
    return (members + "Event: QueueStatusComplete\r\n\r\n").encode()


def questions(asterisk, count):
    eventually(lambda: len(asterisk.actions("QueueStatus")) == count)
    assert asked_of(asterisk, "QueueStatus")[-1] == {"Member": "PJSIP/8001"}


def test_a_pause_that_others_made_is_the_agents_and_ready_likewise(astercc, asterisk, database, alice):
    database.rows("INSERT INTO pause_reason (id, groupid, reason) VALUES (5, 0, 'Drill'), (6, 7, 'Drill')")
    ready(astercc, asterisk, database, alice)
    eventually(lambda: asked_of(asterisk, "QueuePause")[-1]["Paused"] == "false")
    asked = len(asterisk.actions("QueuePause"))
    asterisk.play(paused_event("support", 1, "Drill"))
    questions(asterisk, 1)
    asterisk.play(listed(support="Drill", sales="Drill"))
    row = stands(database, status="paused", reason="Drill")
    assert row["reasonid"] == 6, "the group's own"
    asterisk.play(paused_event("sales", 1, "Drill"))  # the other queue's event
    asterisk.play(paused_event("support", 0))
    questions(asterisk, 2)
    asterisk.play(listed(support=None, sales=None))
    stands(database, status="ready")
    assert len(asterisk.actions("QueuePause")) == asked, "Asterisk knows"
    assert [s[:2] for s in stretches(database)] == [("paused", "LOGIN"), ("ready", ""), ("paused", "Drill"), ("ready", "")]

    asterisk.play(paused_event("sales", 1, "Coaching"))
    questions(asterisk, 3)
    asterisk.play(listed(support=None, sales="Coaching"))
    (seat,) = eventually(lambda: database.rows("SELECT * FROM agent_queue WHERE paused = 1"))
    assert (seat["queuename"], seat["reason"]) == ("sales", "Coaching")
    stands(database, status="ready")


def test_the_echo_of_our_own_pause_is_nobody_elses(astercc, asterisk, database, alice):
    ready(astercc, asterisk, database, alice)
    ask(database, alice, "pause", reason="Lunch", reasonid=7, at="2020-01-01 00:00:20.000")
    eventually(lambda: asked_of(asterisk, "QueuePause")[-1].get("Reason") == "Lunch")
    asterisk.play(paused_event("support", 1, "Lunch"))
    asterisk.play(paused_event("support", 0))  # late: of "ready" before it
    questions(asterisk, 1)
    asterisk.play(listed(support="Lunch"))
    asterisk.play(paused_event("support", 1, "Fire"))  # what comes behind it is heard
    questions(asterisk, 2)
    asterisk.play(listed(support="Fire"))
    stands(database, status="paused", reason="Fire")
    assert [s[1] for s in stretches(database)] == ["LOGIN", "", "Lunch", "Fire"]


def test_queues_are_joined_left_and_joined_again_after_asterisk_was_restarted(astercc, asterisk, database, alice):
    ready(astercc, asterisk, database, alice)
    ask(database, alice, "join", queue="sales")
    (added,) = eventually(lambda: asked_of(asterisk, "QueueAdd"))
    assert (added["Queue"], added["Interface"], added["Paused"]) == ("sales", "PJSIP/8001", "false")
    asterisk.restart()
    asterisk.await_listing(2)
    eventually(lambda: len(asterisk.actions("QueueAdd")) == 2)
    ask(database, alice, "pause_queue", queue="sales")
    eventually(lambda: any(a.get("Queue") == "sales" and a["Paused"] == "true" for a in asked_of(asterisk, "QueuePause")))
    ask(database, alice, "off", at="2100-01-01")
    (removed,) = eventually(lambda: asked_of(asterisk, "QueueRemove"))
    assert (removed["Queue"], removed["Interface"]) == ("sales", "PJSIP/8001")
    ask(database, alice, "sign_in", at="2100-01-01")
    eventually(lambda: len(asterisk.actions("QueueAdd")) == 3)
    assert asked_of(asterisk, "QueueAdd")[-1]["Paused"] == "true", "who has not said ready is not called"


def test_an_asterisk_that_is_starting_and_has_no_queues_yet_is_asked_again(astercc, asterisk, database, alice):
    ready(astercc, asterisk, database, alice)
    ask(database, alice, "join", queue="sales")
    eventually(lambda: asterisk.actions("QueueAdd"))
    asterisk.answers["QueueAdd"] = lambda _: ("Error", "Message: Unable to add interface to queue: No such queue")
    asterisk.restart()
    asterisk.await_listing(2)
    assert "No such queue" in eventually(lambda: database.rows("SELECT error FROM agent_state WHERE error <> ''"))[0]["error"]
    del asterisk.answers["QueueAdd"]
    before = len(asterisk.actions("QueueAdd"))
    asterisk.play(b"Event: FullyBooted\r\nStatus: Fully Booted\r\n\r\n")
    eventually(lambda: len(asterisk.actions("QueueAdd")) > before)
    assert database.rows("SELECT member FROM agent_queue") == [{"member": "in"}]


def test_another_telephone_takes_the_place_of_the_former(astercc, asterisk, database, alice):
    ready(astercc, asterisk, database, alice)
    ask(database, alice, "join", queue="sales")
    eventually(lambda: asterisk.actions("QueueAdd"))
    database.rows("UPDATE astercrm_account SET channel = 'PJSIP/8009'")
    (removed,) = eventually(lambda: asked_of(asterisk, "QueueRemove"))
    assert removed["Interface"] == "PJSIP/8001"
    eventually(lambda: asked_of(asterisk, "QueueAdd")[-1]["Interface"] == "PJSIP/8009")
    database.rows("UPDATE astercrm_account SET enabled = 0")
    stands(database, status="off", interface="PJSIP/8009")


def test_asterisks_refusal_is_told_and_in_the_row(astercc, asterisk, database, alice):
    asterisk.answers["QueueAdd"] = lambda _: ("Error", "Message: Unable to add interface to queue: No such queue")
    ready(astercc, asterisk, database, alice)
    ask(database, alice, "join", queue="nowhere")
    (row,) = eventually(lambda: database.rows("SELECT * FROM agent_request WHERE outcome = 'failed'"))
    assert row["action"] == "join" and "No such queue" in row["error"]
    assert "No such queue" in stands(database, status="ready")["error"]
    assert database.rows("SELECT member FROM agent_queue") == [{"member": "out"}]
    assert "No such queue" in heard(database, alice)[-1]["error"]
    ask(database, alice, "pause", at="2100-01-01")
    assert stands(database, status="paused", reason="PAUSED")["error"] == ""


def test_a_member_of_no_queue_and_one_that_is_there_already_are_no_errors(astercc, asterisk, database, alice):
    asterisk.answers["QueueAdd"] = lambda _: ("Error", "Message: Unable to add interface: Already there")
    asterisk.answers["QueuePause"] = lambda _: ("Error", "Message: Interface not found")
    ready(astercc, asterisk, database, alice)
    ask(database, alice, "join", queue="sales")
    eventually(lambda: asterisk.actions("QueueAdd"))
    ask(database, alice, "pause", at="2100-01-01")
    assert stands(database, status="paused")["error"] == ""
    assert database.rows("SELECT member FROM agent_queue") == [{"member": "in"}]


def test_a_silent_browser_is_lagged_and_back_it_is_as_before_and_without_a_session_off(astercc, asterisk, database, daemon_config, alice):
    daemon_config(extra="agent_grace_seconds=15")
    ready(astercc, asterisk, database, alice)
    database.rows("UPDATE session SET lastseen = UTC_TIMESTAMP() - INTERVAL 5 MINUTE")
    row = eventually(lambda: database.rows("SELECT * FROM agent_state WHERE reason = 'LAGGED'"), seconds=60)[0]
    assert (row["status"], row["earlierstatus"]) == ("paused", "ready")
    database.rows("UPDATE session SET lastseen = UTC_TIMESTAMP()")
    stands(database, status="ready", earlierstatus=None)
    database.rows("DELETE FROM session")
    stands(database, status="off")
    assert [s[:2] for s in stretches(database)] == [("paused", "LOGIN"), ("ready", ""), ("paused", "LAGGED"), ("ready", "")]


def test_the_time_of_grace_begins_when_the_database_could_be_asked(astercc, asterisk, database, alice):
    database.rows("UPDATE session SET lastseen = UTC_TIMESTAMP() - INTERVAL 20 MINUTE")
    ready(astercc, asterisk, database, alice)
    ask(database, alice, "pause", at="2100-01-01")
    stands(database, status="paused", reason="PAUSED")


def test_a_telephone_that_cannot_be_reached(astercc, asterisk, database, alice):
    ready(astercc, asterisk, database, alice)
    database.rows("INSERT INTO peerstatus (status, peer, lastupdate) VALUES ('unreachable', 'PJSIP/8001', UTC_TIMESTAMP())")
    stands(database, status="ready", state="unreachable")
    database.rows("UPDATE peerstatus SET status = 'reachable'")
    stands(database, status="ready", state="idle")


def test_who_never_signed_in_is_nobodys_business(astercc, asterisk, database, agent):
    asterisk.play(play_until_connected(astercc, asterisk, database))
    eventually(lambda: database.rows("SELECT id FROM mycdr"))
    assert database.rows("SELECT * FROM agent_state") == [] and asterisk.actions("QueuePause") == []
