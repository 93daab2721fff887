# SPDX-License-Identifier: GPL-3.0-or-later
"""What portal.fcgi asks Asterisk to do, and what it tells the person: the AMI client, call control, click to dial."""
import json
import os
import stat

import pytest

from web_client import crm, installed  # noqa: F401

PORTAL = "/astercrm/portal.fcgi"
MANAGER = "/astercrm/manager.fcgi"
LEG = "asterisk|1700000.1|1700000.2"
ACTIONS = ("Originate", "Hangup", "PJSIPNotify", "MuteAudio", "PlayDTMF", "Atxfer", "CancelAtxfer", "BlindTransfer", "Redirect", "MixMonitorMute", "ShowDialPlan", "Setvar")
NUMBER = "02188776655"


@pytest.fixture
def asterisk(asterisk):
    asterisk.answers["ListCommands"] = lambda _: ("Success", *(f"{name}: does it  (Priv: call)" for name in ACTIONS))
    asterisk.answers["CoreSettings"] = lambda _: ("Success", "AsteriskVersion: 22.10.1")
    return asterisk


@pytest.fixture
def configure(crm, asterisk):
    def write(**system):
        crm.write_config(asterisk=asterisk.access, outcontext="out", incontext="agents",
                         **{"phone_requests": 1, **system})

    crm.run("TRUNCATE dnc")
    crm.run("TRUNCATE call_mark")
    write()
    return write


@pytest.fixture
def alice(crm, configure):
    return crm.logged_in("alice")


@pytest.fixture
def talk(crm):
    """A customer talks to alice; it is being recorded."""
    crm.run("INSERT INTO curcdr (src, dst, srcchan, dstchan, starttime, answertime, srcuid, dstuid, linkedid, disposition, dstaccountid, server)"
            " VALUES (%s, '8001', 'PJSIP/trunk-00000001', 'PJSIP/8001-00000002', UTC_TIMESTAMP(3), UTC_TIMESTAMP(3), '1700000.1', '1700000.2',"
            " '1700000.1', 'LINK', 3, 'asterisk')", NUMBER)
    crm.run("INSERT INTO monitorrecord (uniqueid, dstuid, server, channel, status, accountid) VALUES ('1700000.1', '1700000.2', 'asterisk',"
            " 'PJSIP/trunk-00000001', 'recording', 3)")


def ask(browser, path, status=200, **fields):
    answer = browser.post(PORTAL + path, {"csrf": browser.csrf(), "leg": LEG, **fields})
    assert answer.status == status, (answer.status, answer.body, answer.errors)
    told = json.loads(answer.body)
    assert told["done"] == (status == 200)
    return told["text"]


def test_the_page_is_told_which_buttons_there_are(alice, asterisk):
    can = json.loads(alice.get(PORTAL + "/controls").body)
    assert can and all(can.values()), can
    alice.get(PORTAL + "/controls")
    assert len(asterisk.actions("ListCommands")) == 1, "asked once per session"


def test_without_access_there_are_no_buttons(crm):
    alice = crm.logged_in("alice")
    can = json.loads(alice.get(PORTAL + "/controls").body)
    assert can and not any(can.values())
    assert "No access" in ask(alice, "/dial", 409, number=NUMBER)


@pytest.mark.parametrize("path, fields, name, headers", [
    ("/call/hangup", {}, "Hangup", {"Channel": "PJSIP/8001-00000002"}),
    ("/call/answer", {}, "PJSIPNotify", {"Channel": "PJSIP/8001-00000002", "Variable": "Event=talk"}),
    ("/call/hold", {}, "PJSIPNotify", {"Channel": "PJSIP/8001-00000002", "Variable": "Event=hold"}),
    ("/call/resume", {}, "PJSIPNotify", {"Channel": "PJSIP/8001-00000002", "Variable": "Event=talk"}),
    ("/call/mute", {}, "MuteAudio", {"Channel": "PJSIP/8001-00000002", "Direction": "in", "State": "on"}),
    ("/call/unmute", {}, "MuteAudio", {"State": "off"}),
    ("/call/keys", {"keys": "7"}, "PlayDTMF", {"Channel": "PJSIP/trunk-00000001", "Digit": "7"}),
    ("/call/transfer", {"number": "8002"}, "BlindTransfer", {"Channel": "PJSIP/8001-00000002", "Exten": "8002", "Context": "out"}),
    ("/call/consult", {"number": "8002"}, "Atxfer", {"Channel": "PJSIP/8001-00000002", "Exten": "8002", "Context": "out"}),
    ("/call/complete", {}, "Hangup", {"Channel": "PJSIP/8001-00000002"}),
    ("/call/back", {}, "CancelAtxfer", {"Channel": "PJSIP/8001-00000002"}),
    ("/call/join", {}, "PlayDTMF", {"Channel": "PJSIP/8001-00000002", "Digit": "*", "Receive": "true"}),
    ("/record/pause", {}, "MixMonitorMute", {"Channel": "PJSIP/trunk-00000001", "State": "1"}),
    ("/record/resume", {}, "MixMonitorMute", {"State": "0"}),
])
def test_each_button_is_one_action_on_ones_own_call_and_is_written_down(crm, alice, asterisk, talk, path, fields, name, headers):
    assert ask(alice, path, **fields)
    sent = asterisk.actions(name)[0]
    assert {key: sent[key] for key in headers} == headers
    written = crm.run("SELECT username, object, detail FROM account_log WHERE action LIKE 'call%%' OR action LIKE 'recording%%'")
    assert [(w["username"], w["object"]) for w in written] == [("alice", LEG)]
    assert written[0]["detail"] == fields.get("number", ""), "and never what was typed on the keypad"


def marks(browser):
    """What is known of the calls under way, without the time."""
    return [{k: v for k, v in mark.items() if k != "at"} for mark in json.loads(browser.get(PORTAL + "/state").body)["controls"]]


def test_what_asterisk_tells_nobody_is_kept_for_every_tab_until_the_call_is_over(crm, alice, asterisk, talk):
    nothing = {"server": "asterisk", "channel": "PJSIP/8001-00000002", "muted": False, "masked": False, "parked": False, "joined": False, "consulting": ""}
    assert marks(alice) == []
    ask(alice, "/call/mute")
    ask(alice, "/record/pause")
    ask(alice, "/call/consult", number="8002")
    assert marks(alice) == marks(crm.logged_in("alice")) == [{**nothing, "muted": True, "masked": True, "consulting": "8002"}]
    ask(alice, "/call/join")
    ask(alice, "/call/unmute")
    assert marks(alice) == [{**nothing, "masked": True, "joined": True}]
    told = json.loads(alice.get(PORTAL + "/feed?after=0").body)["events"]
    assert [(e["data"]["muted"], e["data"]["consulting"]) for e in told if e["event"] == "control"] == [
        (True, ""), (True, ""), (True, "8002"), (True, ""), (False, "")]
    asterisk.answers["MuteAudio"] = lambda _: ("Error", "Message: No such channel")
    ask(alice, "/call/mute", 409)
    assert marks(alice)[0]["muted"] is False, "what was refused is not so"
    assert marks(crm.logged_in("grace")) == []
    crm.run("TRUNCATE curcdr")
    assert marks(alice) == []


def test_where_telephones_obey_nobody_the_hold_place_holds(crm, alice, asterisk, configure, talk):
    configure(phone_requests=0)
    can = json.loads(alice.get(PORTAL + "/controls").body)
    assert can["hold"] and not can["answer"]
    assert ask(alice, "/call/hold") == "The other party hears music"
    assert [(a["Variable"], a["Value"]) for a in asterisk.actions("Setvar")] == [
        ("__ASTERCC_HOLDER", "PJSIP/8001-00000002"), ("__ASTERCC_HELD", "PJSIP/trunk-00000001")]
    held = asterisk.actions("Atxfer")
    assert [(a["Channel"], a["Exten"], a["Context"]) for a in held] == [("PJSIP/8001-00000002", "11", "astercc-hold")]
    crm.run("UPDATE curcdr SET held = 1")
    for path in ("/call/hold", "/call/transfer", "/call/consult"):
        assert ask(alice, path, 409, number="8002") == "There is nothing to do", "the telephone is at the hold place"
    ask(alice, "/call/resume")
    assert asterisk.actions("CancelAtxfer")[0]["Channel"] == "PJSIP/8001-00000002"
    ask(alice, "/call/hangup")
    assert [a["Channel"] for a in asterisk.actions("Hangup")] == ["PJSIP/trunk-00000001", "PJSIP/8001-00000002"], "nobody stays at the hold place"


def test_without_a_hold_place_there_is_no_button(alice, asterisk, configure):
    configure(phone_requests=0)
    asterisk.answers["ShowDialPlan"] = lambda h: ("Error", "Message: Did not find context")
    assert json.loads(alice.get(PORTAL + "/controls").body)["hold"] is False


def test_hot_keys_are_ones_own_and_no_key_means_two_things(crm, alice):
    def choose(keys, status):
        answer = alice.post(PORTAL + "/hotkeys", {"csrf": alice.csrf(), "keys": keys})
        assert answer.status == status, answer.body
        return json.loads(answer.body)["text"]

    choose("answer=F4,hold=Alt+H", 200)
    assert 'data-hotkeys="answer=F4,hold=Alt+H"' in crm.logged_in("alice").get(PORTAL).body
    assert 'data-hotkeys=""' in crm.logged_in("grace").get(PORTAL).body
    assert choose("answer=F4,hold=F4", 409) == "One key cannot mean two things"
    assert choose("dance=F4", 409) == "These keys cannot be used"
    choose("", 200)


def test_nobody_elses_call_can_be_touched(crm, configure, asterisk, talk):
    daria = crm.logged_in("daria")
    for path in ("/call/hangup", "/call/transfer", "/call/keys", "/record/pause"):
        assert ask(daria, path, 409, number="8002", keys="1") == "The call is over"
    assert crm.logged_in("grace").get(PORTAL + "/controls").status == 200
    assert asterisk.asked and {a["Action"] for _, a in asterisk.asked} <= {"ListCommands", "CoreSettings"}


@pytest.mark.parametrize("words, told", [
    ("No such channel", "The call is over"), ("Permission denied", "Asterisk does not permit this to the web server's user"),
    ("The moon is full", "Asterisk refused it: The moon is full"),
])
def test_asterisks_reason_reaches_the_person_in_words(crm, alice, asterisk, talk, words, told):
    asterisk.answers["Hangup"] = lambda _: ("Error", f"Message: {words}")
    assert ask(alice, "/call/hangup", 409) == told
    assert not crm.run("SELECT id FROM account_log WHERE action = 'call_hangup'")


def test_nobody_is_sent_to_a_number_that_does_not_exist(alice, asterisk, talk):
    asterisk.answers["ShowDialPlan"] = lambda h: ("Error", f"Message: Did not find extension {h['Extension']}@{h['Context']}")
    for path in ("/call/transfer", "/call/consult"):
        assert ask(alice, path, 409, number="7777") == "There is no such number"
    assert not asterisk.actions("BlindTransfer") and not asterisk.actions("Atxfer")


def test_a_broken_line_is_noticed_and_mended_before_the_next_action(alice, asterisk, talk):
    ask(alice, "/call/mute")
    asterisk.cut()
    ask(alice, "/call/unmute")
    assert asterisk.logins == 2 and len(asterisk.actions("MuteAudio")) == 2


def test_an_action_whose_answer_is_torn_is_not_sent_again(alice, asterisk, talk):
    def tear(_):
        asterisk.cut()

    asterisk.answers["BlindTransfer"] = tear
    assert ask(alice, "/call/transfer", 502, number="8002") == "Asterisk did not answer"
    assert len(asterisk.actions("BlindTransfer")) == 1
    asterisk.answers.pop("BlindTransfer")
    ask(alice, "/call/transfer", number="8002")


def test_an_asterisk_that_does_not_answer_costs_seconds_only(alice, asterisk, talk):
    asterisk.answers["Hangup"] = lambda _: None
    assert ask(alice, "/call/hangup", 502) == "Asterisk did not answer"


def test_a_wrong_secret_or_nobody_there_is_told(crm, alice, asterisk, talk):
    crm.write_config(asterisk={**asterisk.access, "secret": "wrong"})
    assert ask(alice, "/call/hangup", 409) == "Asterisk refused it: Authentication failed"
    asterisk.close()
    crm.write_config(asterisk=asterisk.access)
    assert ask(alice, "/call/hangup", 502) == "Asterisk did not answer"


def test_click_to_dial_rings_the_caller_or_the_callee_first(crm, alice, asterisk, configure):
    assert NUMBER in ask(alice, "/dial", number="(021) 8877-6655")
    sent = asterisk.actions("Originate")[-1]
    assert (sent["Channel"], sent["Exten"], sent["Context"], sent["CallerID"]) == ("PJSIP/8001", NUMBER, "out", f'"" <{NUMBER}>')
    configure(firstring="callee")
    ask(alice, "/dial", number=NUMBER)
    sent = asterisk.actions("Originate")[-1]
    assert (sent["Channel"], sent["Exten"], sent["Context"]) == (f"Local/{NUMBER}@out/n", "8001", "agents")
    assert [w["detail"] for w in crm.run("SELECT detail FROM account_log WHERE action = 'call_dial'")] == [NUMBER] * 2


def test_the_groups_contexts_come_first(crm, alice, asterisk):
    crm.run("UPDATE astercrm_accountgroup SET outcontext = 'support-out' WHERE id = 1")
    ask(alice, "/dial", number=NUMBER)
    assert asterisk.actions("Originate")[-1]["Context"] == "support-out"


def test_quick_dial_connects_the_source_to_the_choice(alice, asterisk):
    ask(alice, "/quickdial", source=NUMBER, target="8010")
    sent = asterisk.actions("Originate")[-1]
    assert (sent["Channel"], sent["Exten"]) == (f"Local/{NUMBER}@out/n", "8010")
    ask(alice, "/quickdial", source=NUMBER, target="")
    assert (asterisk.actions("Originate")[-1]["Exten"], asterisk.actions("Originate")[-1]["Context"]) == ("8001", "agents")
    assert "same number" in ask(alice, "/quickdial", 409, source="8001", target="")


def test_what_may_not_be_dialed_is_refused_with_the_reason(crm, alice, asterisk):
    crm.run("INSERT INTO dnc (number, groupid, reason) VALUES (%s, 0, 'asked on 3 March'), ('02100000002', 2, '')", NUMBER)
    assert ask(alice, "/dial", 409, number=NUMBER) == "This number must not be called: asked on 3 March"
    assert ask(alice, "/quickdial", 409, source=NUMBER, target="") == "This number must not be called: asked on 3 March"
    ask(alice, "/dial", number="02100000002")
    for number, told in (("", "This cannot be dialed"), ("hello", "This cannot be dialed"), ("8001", "This is your own number")):
        assert ask(alice, "/dial", 409, number=number) == told
    asterisk.answers["Originate"] = lambda _: ("Error", "Message: Extension does not exist.")
    assert ask(alice, "/dial", 409, number="02100000003") == "There is no such number"


def test_a_call_file_is_dropped_whole_into_the_spool(alice, asterisk, configure, tmp_path):
    configure(allow_dropcall=1, spool_path=tmp_path)
    ask(alice, "/dial", number=NUMBER)
    (file,) = tmp_path.iterdir()
    assert file.suffix == ".call" and stat.S_IMODE(os.stat(file).st_mode) == 0o660
    assert file.read_text().splitlines()[:2] == ["Channel: PJSIP/8001", "WaitTime: 30"] and f"Extension: {NUMBER}" in file.read_text()
    configure(allow_dropcall=1, spool_path=tmp_path / "not there")
    assert ask(alice, "/dial", 409, number=NUMBER) == "The call file cannot be written"
    assert not asterisk.actions("Originate")


def test_managers_hear_calls_of_their_scope_only(crm, configure, asterisk, talk, alice):
    grace = crm.logged_in("grace")
    ask(grace, "/listen", how="whisper")
    sent = asterisk.actions("Originate")[-1]
    assert (sent["Channel"], sent["Application"], sent["Data"]) == ("PJSIP/8007", "ChanSpy", "PJSIP/8001-00000002,qEw")
    ask(grace, "/listen", how="silent")
    assert asterisk.actions("Originate")[-1]["Data"].endswith(",qE")
    assert {w["action"] for w in crm.run("SELECT action FROM account_log WHERE username = 'grace'")} >= {"call_whisper", "call_spy"}
    assert alice.post(PORTAL + "/listen", {"csrf": alice.csrf(), "leg": LEG}).status == 404
    crm.run("UPDATE curcdr SET dstaccountid = 4")
    assert ask(grace, "/listen", 409, how="silent") == "The call is over"


def rows_of(answer, part):
    return {row["id"]: row["row"] for row in json.loads(answer.body)["rows"] if row["part"] == part}


def test_without_a_stream_one_reads_whom_one_watches_and_a_supervisor_all_of_the_scope(crm, configure, talk):
    crm.run("TRUNCATE peerstatus")
    crm.run("INSERT INTO peerstatus (peer, status, server) VALUES ('PJSIP/8001', 'registered', 'asterisk'), ('PJSIP/8004', 'unregistered', 'asterisk')")
    crm.run("UPDATE astercrm_account SET extensions = 'alice, daria,nobody' WHERE username = 'grace'")
    grace = crm.logged_in("grace")
    panel = grace.get(PORTAL + "/board")
    agents = sorted(rows_of(panel, "agent").values(), key=lambda agent: agent["extension"])
    assert [(a["name"], a["extension"], a["there"]) for a in agents] == [("Alice", "8001", True), ("Daria", "8004", False)]
    assert "callsToday" not in agents[0]
    assert [(c["leg"], c["phase"], c["src"], c["dstAccount"]) for c in rows_of(panel, "call").values()] == [(LEG, "talking", NUMBER, agents[0]["account"])]
    assert rows_of(crm.logged_in("alice").get(PORTAL + "/board"), "agent") == {}

    of_group, of_all = (rows_of(crm.logged_in(name).get(MANAGER + "/board"), "agent").values() for name in ("grace", "root"))
    assert {a["group"] for a in of_group} == {agents[0]["group"]} and len({a["group"] for a in of_all}) > 1
    assert all("callsToday" in a for a in of_all)
    assert crm.logged_in("alice").get(MANAGER + "/board").status == 404


def took_up(asterisk):
    return [a["ChannelId"] for a in asterisk.actions("Originate")]


def test_no_more_calls_are_placed_at_once_than_the_settings_allow(crm, asterisk, configure):
    crm.run("TRUNCATE curcdr")
    crm.run("TRUNCATE originated_call")
    crm.write_config(asterisk=asterisk.access, licence={"channel": 2})
    alice, grace = crm.logged_in("alice"), crm.logged_in("grace")
    none_free = "As many calls as the settings allow were placed from here; dial again when one has ended"
    asterisk.answers["Originate"] = lambda _: ("Error", "Message: Extension does not exist.")
    ask(alice, "/dial", 409, number=NUMBER)
    asterisk.answers.pop("Originate")
    ask(alice, "/dial", number=NUMBER)
    ask(grace, "/quickdial", source="02100000002", target="02100000003")
    assert ask(alice, "/dial", 409, number=NUMBER) == none_free
    assert len(took_up(asterisk)) == 3 and len(set(took_up(asterisk))) == 3

    crm.run("UPDATE originated_call SET cretime = cretime - INTERVAL 1 HOUR")
    crm.run("INSERT INTO curcdr (src, dst, starttime, srcuid, dstuid, linkedid, disposition, server) VALUES ('a', 'b',"
            " UTC_TIMESTAMP(3), 'x', 'y', %s, 'LINK', 'asterisk')", took_up(asterisk)[1])
    ask(alice, "/dial", number=NUMBER)
    assert ask(grace, "/dial", 409, number=NUMBER) == none_free, "one call lives, one may yet ring"
    crm.run("INSERT INTO mycdr (calldate, src, dst, srcuid, dstuid, linkedid, disposition, server, endtime) VALUES (UTC_TIMESTAMP(3), 'a', 'b',"
            " 'x', 'z', %s, 'NO ANSWER', 'asterisk', UTC_TIMESTAMP(3))", took_up(asterisk)[3])
    ask(grace, "/dial", number=NUMBER)
    crm.run("UPDATE originated_call SET cretime = cretime - INTERVAL 1 HOUR")
    crm.run("UPDATE curcdr SET linkedid = 'other', starttime = starttime - INTERVAL 1 HOUR, dstaccountid = (SELECT id FROM astercrm_account"
            " WHERE username = 'grace')")
    ask(alice, "/dial", number=NUMBER)
    assert ask(alice, "/dial", 409, number=NUMBER) == none_free, "without a ChannelId the account's call counts"
