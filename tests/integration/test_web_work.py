# SPDX-License-Identifier: GPL-3.0-or-later
"""The dial list worked by hand: who gets which number, what Asterisk is asked for, and how a call is closed. What astercc would write of
the calls is put into its tables here."""
import json
import threading

import pytest

from called_place import ALWAYS_NIGHT, ALWAYS_NOON
from web_client import PASSWORD, crm, installed  # noqa: F401

PORTAL = "/astercrm/portal.fcgi"
AHEAD_MS = 3_600_000


@pytest.fixture
def configure(crm, asterisk):
    def write(**system):
        crm.write_config(asterisk=asterisk.access, outcontext="out", incontext="agents", **system)

    for table in ("diallist", "dialedlist", "dnc", "campaign", "campaign_disposition", "agent_work", "audit_log", "dial_decision",
                  "national_dnc", "public_holiday"):
        crm.run(f"TRUNCATE {table}")
    write()
    return write


@pytest.fixture
def alice(crm, configure):
    return crm.logged_in("alice")


@pytest.fixture
def campaign(crm, configure):
    crm.run("INSERT INTO campaign (id, groupid, campaignname, enable, outcontext, incontext, callerid, maxtrytime, recycletime, script,"
            " dispositionrequired, profile, asksnational, timezone, callbackdays) VALUES (5, 1, 'Spring', 1, 'trunk', 'inside', '02150001000', 3, 600,"
            " 'Good morning', 1, 'US', 0, %s, 10)", ALWAYS_NOON)
    crm.run("INSERT INTO campaign_disposition (id, campaignid, groupid, disposition, meaning, position) VALUES (1, 5, 1, 'Sold', 'final', 1),"
            " (2, 5, 1, 'Later', 'callback', 2), (3, 5, 1, 'Never', 'donotcall', 3), (4, 5, 1, 'Nobody there', 'retry', 4)")
    return 5


def number(crm, dialnumber, assign="8001", **columns):
    values = {"dialnumber": dialnumber, "assign": assign, "groupid": 1, **columns}
    return crm.run(f"INSERT INTO diallist ({','.join(values)}, cretime) VALUES ({','.join(['%s'] * len(values))}, UTC_TIMESTAMP())", *values.values())


def state(browser):
    return json.loads(browser.get(PORTAL + "/listwork/state").body)


def do(browser, action, status=200, path="/listwork/do", **fields):
    answer = browser.post(PORTAL + path, {"csrf": browser.csrf(), "action": action, **fields})
    assert answer.status == status, (answer.status, answer.body, answer.errors)
    return json.loads(answer.body)["text"]


def finished(crm, disposition="ANSWERED", dst=None, name=None):
    """astercc has seen the end of the call that was dialed last; `name`: what Asterisk called it."""
    call = crm.run("SELECT * FROM dialedlist ORDER BY id DESC LIMIT 1")[0]
    call["uniqueid"] = name or call["uniqueid"]
    crm.run("INSERT INTO mycdr (calldate, src, dst, srcuid, dstuid, linkedid, disposition, billsec, answertime, endtime, srcaccountid) VALUES"
            " (%s, '8001', %s, %s, %s, %s, %s, 42, IF(%s = 'ANSWERED', UTC_TIMESTAMP(3), NULL), UTC_TIMESTAMP(3), 3)",
            call["dialedtime"], call["dialednumber"] if dst is None else dst, call["uniqueid"], call["uniqueid"] + ".2", call["uniqueid"], disposition, disposition)
    return call


def ends(crm, browser, disposition="ANSWERED"):
    call = finished(crm, disposition)
    do(browser, "step")
    return crm.run("SELECT * FROM dialedlist WHERE id = %s", call["id"])[0]


def logged(crm):
    return [(r["action"], r["detail"]) for r in crm.run("SELECT action, detail FROM account_log WHERE action LIKE 'work%%' ORDER BY id")]


def test_only_ones_own_due_numbers_come_callbacks_first(crm, alice, campaign):
    number(crm, "021001")
    number(crm, "021002", dialtime="2020-01-02")
    number(crm, "021003", dialtime="2020-01-01")
    number(crm, "021004", dialtime="2020-06-01", status="callback")
    number(crm, "021005", dialtime="2099-01-01", status="callback")
    number(crm, "021006", assign="8007")
    number(crm, "021007", assign="")
    number(crm, "021008", groupid=2)
    number(crm, "021009", campaignid=campaign, trytime=3)
    crm.run("INSERT INTO campaign (id, groupid, campaignname, enable) VALUES (6, 1, 'Off', 0)")
    number(crm, "021010", campaignid=6)
    seen = state(alice)
    assert (seen["waiting"], seen["due"], seen["phase"]) == (5, 4, "off")
    came = []
    while do(alice, "get", 409 if len(came) == 4 else 200) != "No number is due":
        came.append(state(alice)["number"]["number"])
        crm.run("DELETE FROM diallist WHERE dialnumber = %s", came[-1])
        assert state(alice)["phase"] == "preview"
        do(alice, "step")
        assert state(alice)["phase"] == "off", "a number that is gone is not held on to"
    assert came == ["021004", "021003", "021002", "021001"]


def test_no_two_people_get_the_same_number(crm, configure):
    hash = crm.password_hash
    agents = [f"agent{i}" for i in range(8)]
    for name in agents:
        crm.run("INSERT INTO astercrm_account (username, password, usertype, groupid, extension, extensions) VALUES (%s, %s, 'agent', 1, '8001', '')", name, hash)
    for i in range(60):
        number(crm, f"0210{i:04}")
    got, problems = [], []

    def work(name):
        try:
            browser = crm.logged_in(name)
            token = browser.csrf()
            for _ in range(5):
                answer = browser.post(PORTAL + "/listwork/do", {"csrf": token, "action": "get"})
                assert answer.status == 200, (answer.body, answer.errors)
                mine = state(browser)["number"]["number"]
                got.append(mine)
                # Worked off: the next one is another.
                crm.run("UPDATE agent_work w JOIN astercrm_account a ON a.id = w.accountid SET w.phase = 'off', w.diallistid = 0 WHERE a.username = %s", name)
                crm.run("UPDATE diallist SET claimedby = 99999 WHERE dialnumber = %s", mine)
        except Exception as e:  # noqa: BLE001: told below
            problems.append(e)

    threads = [threading.Thread(target=work, args=(name,)) for name in agents]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not problems
    assert len(got) == 40 and len(set(got)) == 40


def test_a_shown_number_is_held_while_somebody_is_there_and_goes_back_else(crm, alice):
    number(crm, "021001")
    do(alice, "get")
    crm.run("INSERT INTO astercrm_account (id, username, password, usertype, groupid, extension, extensions) VALUES (9, 'zoe', %s, 'agent', 1, '8001', '')", crm.password_hash)
    zoe = crm.logged_in("zoe")
    assert do(zoe, "get", 409) == "No number is due"
    crm.run("UPDATE diallist SET leaseend = UTC_TIMESTAMP() - INTERVAL 1 SECOND")
    do(zoe, "get")
    assert state(zoe)["number"]["number"] == "021001"
    assert do(alice, "dial", 409) == "The number went back to the list"
    do(alice, "step")
    assert state(alice)["phase"] == "off"
    do(zoe, "release")
    do(alice, "get")
    assert state(alice)["number"]["number"] == "021001"


def test_the_shown_number_is_dialed_under_its_campaign_and_closed(crm, alice, asterisk, campaign):
    number(crm, "02188776655", campaignid=campaign, memo="likes tea")
    do(alice, "get")
    shown = state(alice)
    assert shown["campaign"] == {"name": "Spring", "note": "", "script": "Good morning", "callbackDays": 10}
    assert (shown["number"]["memo"], shown["waiting"]) == ("likes tea", 1)
    assert not asterisk.actions("Originate"), "nothing is dialed yet"
    do(alice, "dial")
    sent = asterisk.actions("Originate")[0]
    assert (sent["Channel"], sent["Exten"], sent["Context"], sent["CallerID"]) == ("PJSIP/8001", "02188776655", "trunk", '"" <02150001000>')
    calling = state(alice)
    assert calling["phase"] == "calling"
    assert calling["number"]["pop"] == shown["number"]["pop"] == f"asterisk|{sent['ChannelId']}|02188776655"
    assert not crm.run("SELECT id FROM diallist")
    closed = ends(crm, alice)
    assert (closed["response"], closed["duration"], closed["trytime"], closed["dialedby"], closed["campaignid"]) == ("ANSWERED", 42, 1, "8001", 5)
    assert closed["dialtime"] and closed["answertime"] and closed["uniqueid"] == sent["ChannelId"]
    over = state(alice)
    assert (over["phase"], over["owes"], [d["words"] for d in over["dispositions"]]) == ("off", True, ["Sold", "Later", "Never", "Nobody there"])
    assert logged(crm) == [("work_dial", "02188776655")]


def test_a_round_dials_counts_down_and_goes_on(crm, alice, asterisk):
    crm.run("UPDATE astercrm_accountgroup SET agentinterval = 20 WHERE id = 1")
    for i in range(3):
        number(crm, f"02100{i}")
    do(alice, "start")
    assert state(alice)["phase"] == "calling"
    do(alice, "step")
    assert len(asterisk.actions("Originate")) == 1, "one call at a time"
    ends(crm, alice, "BUSY")
    counting = state(alice)
    assert counting["phase"] == "countdown" and 15_000 < counting["next"] - counting["now"] <= 20_000
    do(alice, "step")
    assert len(asterisk.actions("Originate")) == 1
    do(alice, "pause")
    assert state(alice)["phase"] == "paused"
    do(alice, "resume")
    assert state(alice)["phase"] == "calling" and len(asterisk.actions("Originate")) == 2
    ends(crm, alice, "NO ANSWER")
    do(alice, "next")
    assert len(asterisk.actions("Originate")) == 3
    ends(crm, alice)
    do(alice, "next")
    assert state(alice)["phase"] == "waiting"
    do(alice, "", path="/listwork/stop")
    assert state(alice)["phase"] == "off"
    assert [r["response"] for r in crm.run("SELECT response FROM dialedlist ORDER BY id")] == ["BUSY", "NO ANSWER", "ANSWERED"]
    assert [a for a, _ in logged(crm) if a != "work_dial"] == ["work_start", "work_pause", "work_resume", "work_stop"]


def talks(crm, name):
    """The call that was dialed last runs, under the name Asterisk gave it."""
    crm.run("INSERT INTO curcdr (src, dst, srcchan, starttime, answertime, srcuid, dstuid, linkedid, disposition, srcaccountid, server) SELECT"
            " '8001', dialednumber, 'SIP/8001-1', UTC_TIMESTAMP(3), UTC_TIMESTAMP(3), %s, %s, %s, 'LINK', 3, 'asterisk' FROM dialedlist ORDER BY"
            " id DESC LIMIT 1", name, name + ".2", name)


def hangs_up(crm, browser, name):
    crm.run("TRUNCATE curcdr")
    finished(crm, name=name)
    do(browser, "step")
    return crm.run("SELECT * FROM dialedlist ORDER BY id DESC LIMIT 1")[0]


@pytest.mark.parametrize("by_files", (False, True))
def test_a_call_that_asterisk_names_itself_is_known_by_its_parties(crm, alice, asterisk, campaign, configure, tmp_path, by_files):
    """Asterisk 11 takes no notice of ChannelId, and a call file has none."""
    if by_files:
        configure(allow_dropcall=1, spool_path=tmp_path)
    number(crm, "02188776655", campaignid=campaign)
    number(crm, "021002", campaignid=campaign, dialtime="2020-01-02")
    crm.run("INSERT INTO mycdr (calldate, dst, srcuid, linkedid, disposition, billsec, endtime, srcaccountid) VALUES (UTC_TIMESTAMP(3) - INTERVAL 1 HOUR,"
            " '021002', '17.1', '17.1', 'ANSWERED', 99, UTC_TIMESTAMP(3), 3)")
    do(alice, "start")
    if by_files:
        (file,) = tmp_path.iterdir()
        assert {"Channel: PJSIP/8001", "Extension: 021002", "Context: trunk", "Setvar: __campaignid=5", "Setvar: __dialednumber=021002"} <= set(
            file.read_text().splitlines())
        assert not asterisk.actions("Originate")
    else:
        assert asterisk.actions("Originate")[0]["Exten"] == "021002"
    do(alice, "step")
    assert state(alice)["phase"] == "calling", "an earlier call of the same parties is none of this one"
    talks(crm, "1795413311.77")
    do(alice, "step")
    assert (state(alice)["phase"], state(alice)["number"]["pop"]) == ("calling", "asterisk|1795413311.77|021002")
    closed = hangs_up(crm, alice, "1795413311.77")
    assert (closed["response"], closed["duration"], closed["uniqueid"], state(alice)["phase"]) == ("ANSWERED", 42, "1795413311.77", "countdown")
    choose(alice, 1)
    do(alice, "next")
    crm.run("UPDATE dialedlist SET dialedtime = dialedtime - INTERVAL 61 SECOND ORDER BY id DESC LIMIT 1")
    do(alice, "step")
    assert (state(alice)["trouble"], state(alice)["waiting"]) == ("unanswered", 1), "the telephone was not picked up: no leg to the number"


def test_a_call_file_that_cannot_be_written_gives_the_number_back(crm, alice, configure, tmp_path):
    configure(allow_dropcall=1, spool_path=tmp_path / "gone")
    number(crm, "021001")
    assert do(alice, "start", 409) == "The call file cannot be written"
    assert (state(alice)["phase"], state(alice)["trouble"], state(alice)["waiting"]) == ("paused", "refused", 1)


def test_what_astercctools_closed_meanwhile_is_over_for_the_page(crm, alice):
    for i in range(2):
        number(crm, f"02100{i}")
    do(alice, "start")
    crm.run("UPDATE dialedlist SET response = 'ANSWERED', duration = 7")
    do(alice, "step")
    assert state(alice)["phase"] == "countdown", "whatever became of its legs since"
    do(alice, "next")
    crm.run("DELETE FROM dialedlist ORDER BY id DESC LIMIT 1")
    do(alice, "step")
    assert (state(alice)["phase"], state(alice)["trouble"]) == ("paused", "unanswered")
    assert [r["duration"] for r in crm.run("SELECT duration FROM dialedlist")] == [7]


def test_two_tabs_dial_once(crm, alice, asterisk):
    for i in range(4):
        number(crm, f"02100{i}")
    token = alice.csrf()
    answers = []
    tabs = [threading.Thread(target=lambda: answers.append(alice.post(PORTAL + "/listwork/do", {"csrf": token, "action": "start"}).status)) for _ in range(4)]
    for tab in tabs:
        tab.start()
    for tab in tabs:
        tab.join()
    assert answers == [200] * 4
    assert len(asterisk.actions("Originate")) == 1
    assert state(alice)["waiting"] == 3


def test_nothing_is_dialed_for_who_is_busy_or_away(crm, alice, asterisk):
    number(crm, "021001")
    crm.run("INSERT INTO curcdr (src, dst, srcchan, dstchan, starttime, srcuid, dstuid, linkedid, disposition, dstaccountid, server)"
            " VALUES ('02199', '8001', 'PJSIP/trunk-1', 'PJSIP/8001-2', UTC_TIMESTAMP(3), '1.1', '1.2', '1.1', 'LINK', 3, 'asterisk')")
    do(alice, "start")
    assert state(alice)["phase"] == "waiting" and not asterisk.actions("Originate")
    crm.run("TRUNCATE curcdr")
    crm.run("UPDATE agent_work SET seentime = UTC_TIMESTAMP() - INTERVAL 6 MINUTE")
    do(alice, "step")
    assert (state(alice)["phase"], state(alice)["trouble"]) == ("paused", "away") and not asterisk.actions("Originate")
    do(alice, "resume")
    assert asterisk.actions("Originate")


def test_a_round_stands_still_during_a_break_and_goes_on_with_ready(crm, alice, asterisk, configure):
    configure(stop_work_verify=1)
    number(crm, "021001")

    def stands(status, reasonid):
        crm.run("REPLACE INTO agent_state (accountid, groupid, server, status, reasonid, reason, statussince, state, statesince)"
                " VALUES (3, 1, 'asterisk', %s, %s, 'x', UTC_TIMESTAMP(3), 'idle', UTC_TIMESTAMP(3))", status, reasonid)

    stands("paused", 7)
    do(alice, "start")
    do(alice, "next")
    assert state(alice)["break"] is True and state(alice)["phase"] == "waiting" and not asterisk.actions("Originate")
    stands("paused", 0)  # busy without a reason is none of the list's breaks
    do(alice, "step")
    assert asterisk.actions("Originate") and state(alice)["break"] is False
    crm.run("TRUNCATE agent_state")


def test_a_telephone_that_is_not_there_or_not_answered_gives_the_number_back(crm, alice, asterisk):
    number(crm, "021001", memo="tea")
    crm.run("INSERT INTO agent_state (accountid, state, statussince, statesince) VALUES (3, 'unreachable', UTC_TIMESTAMP(), UTC_TIMESTAMP())")
    do(alice, "start")
    assert (state(alice)["phase"], state(alice)["trouble"], state(alice)["waiting"]) == ("paused", "unreachable", 1)
    crm.run("UPDATE agent_state SET state = 'idle'")
    do(alice, "resume")
    finished(crm, "NO ANSWER", dst="")
    do(alice, "step")
    assert (state(alice)["phase"], state(alice)["trouble"], state(alice)["waiting"]) == ("paused", "unanswered", 1)
    back = crm.run("SELECT dialnumber, memo, trytime, assign FROM diallist")
    assert back == [{"dialnumber": "021001", "memo": "tea", "trytime": 0, "assign": "8001"}]
    assert not crm.run("SELECT id FROM dialedlist")
    asterisk.answers["Originate"] = lambda _: ("Error", "Message: Extension does not exist.")
    assert do(alice, "resume", 409) == "There is no such number"
    assert (state(alice)["phase"], state(alice)["trouble"], state(alice)["waiting"]) == ("paused", "refused", 1)


def test_a_number_that_must_not_be_called_is_written_down_and_passed_over(crm, alice, asterisk, campaign):
    for i, dnc in enumerate(("(number, groupid) VALUES ('021000', 0)", "(number, groupid) VALUES ('021001', 1)",
                             "(number, groupid, campaignid) VALUES ('021002', 1, 5)", "(number, groupid) VALUES ('021003', 2)")):
        crm.run("INSERT INTO dnc " + dnc)
        number(crm, f"02100{i}", campaignid=campaign)
    do(alice, "start")
    assert [a["Exten"] for a in asterisk.actions("Originate")] == ["021003"]
    assert [(r["dialednumber"], r["response"]) for r in crm.run("SELECT * FROM dialedlist ORDER BY id")][:3] == [(f"02100{i}", "DNC") for i in range(3)]
    assert state(alice)["waiting"] == 0


def decisions(crm):
    return [(r["number"], r["verdict"], r["overridden"], r["why"], r["profile"], r["decidedby"], r["campaignid"], bool(r["dialedlistid"]))
            for r in crm.run("SELECT * FROM dial_decision ORDER BY id")]


def test_what_the_profile_forbids_is_passed_over_and_the_agent_is_told_why(crm, alice, asterisk, campaign):
    crm.run("UPDATE campaign SET profile = 'CN', maxperday = 3 WHERE id = 5")
    agreed = {"campaignid": campaign, "consenttime": "2020-01-01"}
    number(crm, "021001", campaignid=campaign)
    number(crm, "021002", timezone=ALWAYS_NIGHT, **agreed)
    number(crm, "021003", **agreed)
    for _ in range(3):
        crm.run("INSERT INTO dialedlist (dialednumber, campaignid, begintime, response) VALUES ('021003', 9, UTC_TIMESTAMP(3), 'BUSY')")
    said = do(alice, "get", 409)
    assert said.startswith("No number may be called now: ")
    for words in ("no consent (1)", "outside calling hours at the called place (1)", "too many attempts today (1)"):
        assert words in said
    assert sorted(decisions(crm)) == [("021001", "consent_missing", "", "", "CN", "alice", 5, True), ("021002", "outside_hours", "", "", "CN", "alice", 5, False),
                                      ("021003", "too_many_today", "", "", "CN", "alice", 5, False)]
    assert crm.run("SELECT response, trytime FROM dialedlist WHERE dialednumber = '021001'") == [{"response": "REFUSED", "trytime": 0}]
    held = {r["dialnumber"]: (r["heldreason"], r["dialtime"] is not None, r["claimedby"]) for r in crm.run("SELECT * FROM diallist")}
    assert held == {"021002": ("outside_hours", True, 0), "021003": ("too_many_today", True, 0)}
    shown = state(alice)
    assert (shown["waiting"], shown["due"], {(h["words"], h["numbers"]) for h in shown["held"]}) == (
        2, 0, {("outside calling hours at the called place", 1), ("too many attempts today", 1)})
    assert all(h["again"] > shown["now"] for h in shown["held"])
    number(crm, "021004", timezone=ALWAYS_NIGHT, **agreed)
    assert "outside calling hours at the called place (2)" in do(alice, "start", 409)
    assert state(alice)["phase"] == "waiting"
    do(alice, "step")
    number(crm, "021005", linetype="mobile", timezone=ALWAYS_NOON, **agreed)
    do(alice, "next")
    assert [a["Exten"] for a in asterisk.actions("Originate")] == ["021005"]
    attempt = crm.run("SELECT * FROM dialedlist WHERE dialednumber = '021005'")[0]
    assert (attempt["timezone"], str(attempt["consenttime"]), attempt["linetype"]) == (ALWAYS_NOON, "2020-01-01 00:00:00", "mobile")
    decided = crm.run("SELECT * FROM dial_decision WHERE dialedlistid = %s", attempt["id"])[0]
    assert (decided["verdict"], decided["profileversion"], json.loads(decided["inputs"])["mode"]) == ("dial", 1, "by_hand")


def test_a_campaign_that_calls_at_other_hours_lets_its_numbers_wait(crm, alice, asterisk, campaign):
    crm.run("UPDATE campaign SET hours = 'Mon 00:00-00:01' WHERE id = 5")
    number(crm, "021001", campaignid=campaign)
    number(crm, "021002", campaignid=campaign, status="callback", dialtime="2020-01-01")
    do(alice, "get")
    assert state(alice)["number"]["number"] == "021002", "what was promised is kept"
    do(alice, "dial")
    ends(crm, alice)
    choose(alice, 1)
    assert "outside the campaign's hours (1)" in do(alice, "get", 409)


def test_who_has_the_right_dials_a_number_of_the_list_all_the_same_with_a_reason(crm, alice, asterisk, campaign):
    crm.run("UPDATE campaign SET profile = 'generic', timezone = %s WHERE id = 5", ALWAYS_NIGHT)
    grace = crm.logged_in("grace")
    number(crm, "021001", assign="8007", campaignid=campaign)
    assert "Nobody may be called at this hour" in do(grace, "get")
    assert state(grace)["number"]["number"] == "021001"
    answer = grace.post(PORTAL + "/listwork/do", {"csrf": grace.csrf(), "action": "dial"})
    assert answer.status == 409 and json.loads(answer.body)["override"] and not asterisk.actions("Originate")
    do(grace, "dial", override="he asked for the night")
    assert [a["Exten"] for a in asterisk.actions("Originate")] == ["021001"]
    assert [d[1:] for d in decisions(crm)] == [("dial", "outside_hours", "he asked for the night", "generic", "grace", 5, True)]
    assert crm.run("SELECT detail FROM account_log WHERE action = 'call_override'")[-1]["detail"] == "021001: he asked for the night"
    crm.run("UPDATE campaign SET timezone = %s WHERE id = 5", ALWAYS_NOON)
    crm.run("UPDATE campaign SET profile = 'US' WHERE id = 5")
    number(crm, "021002", campaignid=campaign)
    do(alice, "get")
    crm.run("UPDATE campaign SET timezone = %s WHERE id = 5", ALWAYS_NIGHT)
    answer = alice.post(PORTAL + "/listwork/do", {"csrf": alice.csrf(), "action": "dial", "override": "please"})
    assert answer.status == 409 and json.loads(answer.body)["override"] is False
    assert (state(alice)["phase"], state(alice)["held"][0]["numbers"]) == ("off", 1)


def choose(browser, disposition, status=200, **fields):
    return do(browser, "", status, path="/listwork/result", attempt=state(browser)["call"]["id"], disposition=disposition, **fields)


def called(crm, browser, campaign, dialnumber="021001", **columns):
    number(crm, dialnumber, campaignid=campaign, **columns)
    do(browser, "get")
    do(browser, "dial")
    return ends(crm, browser)


def test_no_next_number_before_the_result_that_the_campaign_requires(crm, alice, asterisk, campaign):
    number(crm, "021002", campaignid=campaign)
    called(crm, alice, campaign, dialtime="2020-01-01")
    assert do(alice, "get", 409) == "The last call needs a result first"
    do(alice, "start")
    assert state(alice)["phase"] == "waiting" and len(asterisk.actions("Originate")) == 1
    crm.run("INSERT INTO agent_state (accountid, statussince, statesince) VALUES (3, UTC_TIMESTAMP(), UTC_TIMESTAMP())")
    finish = {"csrf": alice.csrf(), "action": "finish"}
    assert alice.post(PORTAL + "/agent/choose", finish).status == 409
    do(alice, "forget")
    assert state(alice)["owes"] is True, "what is owed is not forgotten"
    assert "Sold" in choose(alice, 1, memo="two")
    row = crm.run("SELECT * FROM dialedlist")[0]
    assert (row["dispositionid"], row["disposition"], row["dispositionby"], row["memo"]) == (1, "Sold", "alice", "two")
    assert choose(alice, 1, 409) == "This call has its result already"
    assert alice.post(PORTAL + "/agent/choose", finish).status == 202
    do(alice, "step")
    assert len(asterisk.actions("Originate")) == 2
    assert ("work_disposition", "021001: Sold") in logged(crm)


def test_results_act_by_their_meaning(crm, alice, campaign):
    called(crm, alice, campaign)
    at = state(alice)["now"] + AHEAD_MS
    assert "time to come" in choose(alice, 2, 409, at=1)
    assert "time to come" in choose(alice, 2, 409, at=at, assign="8004")
    choose(alice, 2, at=at, assign="8007", memo="after lunch")
    promised = crm.run("SELECT * FROM diallist")[0]
    assert (promised["assign"], promised["status"], promised["campaignid"], promised["memo"], promised["trytime"]) == ("8007", "callback", 5, "after lunch", 1)
    crm.run("DELETE FROM diallist")
    called(crm, alice, campaign, "021002")
    choose(alice, 3)
    assert crm.run("SELECT number, groupid, campaignid, reason, creby FROM dnc") == [{"number": "021002", "groupid": 1, "campaignid": 0, "reason": "Never", "creby": "alice"}]
    called(crm, alice, campaign, "021003", trytime=1)
    choose(alice, 4)
    again = crm.run("SELECT dialnumber, trytime, TIMESTAMPDIFF(SECOND, UTC_TIMESTAMP(), dialtime) AS later FROM diallist")[0]
    assert (again["dialnumber"], again["trytime"]) == ("021003", 2) and 500 < again["later"] <= 600
    crm.run("DELETE FROM diallist")
    called(crm, alice, campaign, "021004", trytime=2)
    choose(alice, 4)
    assert not crm.run("SELECT id FROM diallist"), "the campaign's most attempts"
    assert {(r["object"], r["action"]) for r in crm.run("SELECT object, action FROM audit_log")} == {("diallist", "create"), ("dnc", "create")}


def test_a_callback_is_promised_no_farther_ahead_than_the_campaign_allows(crm, alice, campaign):
    called(crm, alice, campaign)
    day = 24 * AHEAD_MS
    now = state(alice)["now"]
    too_far = "The call cannot be promised so far ahead; days at most: 10"
    assert choose(alice, 2, 409, at=now + 10 * day + AHEAD_MS) == too_far
    choose(alice, 2, at=now + 10 * day - AHEAD_MS)
    [mine] = state(alice)["callbacks"]
    assert mine["days"] == 10
    assert do(alice, "", 409, path="/listwork/callback", id=mine["id"], at=now + 11 * day) == too_far
    do(alice, "", path="/listwork/callback", number="021002", at=now + 100 * day)
    assert [c["days"] for c in state(alice)["callbacks"]] == [10, None], "one of no campaign"
    assert do(alice, "", 409, path="/listwork/callback", number="021002", at=now + 400 * day).endswith(": 366")


def test_callbacks_are_made_moved_and_cancelled_by_whom_they_are_for(crm, alice):
    at = state(alice)["now"] + AHEAD_MS
    do(alice, "", path="/listwork/callback", number="021 001", at=at, memo="tea")
    assert do(alice, "", 409, path="/listwork/callback", number="nobody", at=at) == "This cannot be dialed"
    assert do(alice, "", 409, path="/listwork/callback", number="021002", at=at, assign="8004"), "of another group"
    [mine] = state(alice)["callbacks"]
    assert (mine["number"], mine["at"] // 1000, mine["memo"]) == ("021001", at // 1000, "tea")
    assert do(alice, "get", 409) == "No number is due"
    grace = crm.logged_in("grace")
    assert do(grace, "", 409, path="/listwork/callback/cancel", id=mine["id"]) == "This callback is no longer yours"
    do(alice, "", path="/listwork/callback", id=mine["id"], number="ignored", at=at + AHEAD_MS, assign="8007", memo="coffee")
    assert state(alice)["callbacks"] == []
    [hers] = state(grace)["callbacks"]
    assert (hers["number"], hers["memo"]) == ("021001", "coffee")
    do(grace, "", path="/listwork/callback/cancel", id=hers["id"])
    assert not crm.run("SELECT id FROM diallist")
    assert [r["action"] for r in crm.run("SELECT DISTINCT action FROM audit_log WHERE object = 'diallist' ORDER BY id")] == ["create", "update", "delete"]
    assert {p["extension"] for p in state(alice)["people"]} == {"8001", "8007"}


def test_stopping_takes_a_supervisor_where_the_settings_say_so(crm, configure, alice):
    configure(stop_work_verify=1)
    number(crm, "021001")
    do(alice, "start")
    assert state(alice)["verify"] is True
    crm.run("INSERT INTO astercrm_account (username, password, usertype, groupid, extension, extensions) VALUES ('olga', %s, 'groupadmin', 2, '', '')", crm.password_hash)
    for name, password in (("", ""), ("alice", PASSWORD), ("grace", "wrong"), ("olga", PASSWORD), ("nobody", PASSWORD)):
        assert "administrator of your group" in do(alice, "", 409, path="/listwork/stop", username=name, password=password), name
        assert state(alice)["round"] is True
    assert "administrator of your group" in do(alice, "pause", 409)
    assert state(alice)["phase"] == "calling" and state(alice)["round"] is True
    do(alice, "", path="/listwork/stop", username="grace", password=PASSWORD)
    assert state(alice)["round"] is False
    assert logged(crm)[-1] == ("work_stop", "grace") and ("work_stop_refused", "olga") in logged(crm)
    do(alice, "start")
    for _ in range(5):
        do(alice, "", 409, path="/listwork/stop", username="root", password="guess")
    assert do(alice, "", 409, path="/listwork/stop", username="root", password=PASSWORD) == "Too many attempts. Please wait."


def test_results_belong_to_the_group_of_their_campaign(crm, configure, campaign):
    crm.run("INSERT INTO campaign (id, groupid, campaignname) VALUES (6, 2, 'Theirs')")
    manager = "/astercrm/manager.fcgi/dispositions"
    grace = crm.logged_in("grace")
    crm.run("INSERT INTO campaign (groupid, campaignname) VALUES (1, 'Autumn')")
    assert "/dispositions?f1=campaign&amp;c1=equal&amp;v1=Autumn" in grace.get("/astercrm/manager.fcgi/campaigns").body, "where the first one is made"
    for name in ("Sold", "Later", "Never"):
        assert name in grace.get(manager).body
    fields = {"csrf": grace.csrf(), "id": "0", "disposition": "Asks for mail", "meaning": "final", "position": "5", "campaign": "5", "seen": ""}
    assert grace.post(manager + "/save", fields).status == 303
    assert grace.post(manager + "/save", {**fields, "campaign": "6"}).status == 422
    assert [d["words"] for d in crm.run("SELECT disposition AS words FROM campaign_disposition WHERE campaignid = 5 ORDER BY position")][-1] == "Asks for mail"
    assert crm.run("SELECT groupid FROM campaign_disposition WHERE disposition = 'Asks for mail'")[0]["groupid"] == 1
