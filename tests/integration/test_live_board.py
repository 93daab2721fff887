# SPDX-License-Identifier: GPL-3.0-or-later
"""The board of astercclive: rows of the tables in, keyed rows out of /live, to those who may see them."""
import hashlib
import time

import pytest
from conftest import eventually
from live_bed import Writer, live, writer  # noqa: F401  fixtures
from live_client import Refused

SALES, SUPPORT = 7, 8


class Floor:
    """Accounts, telephones and calls, as astercc and astercctools would write them."""

    def __init__(self, live):
        self.live, self.rows = live, live.database.rows
        for group in (SALES, SUPPORT):
            self.rows("INSERT INTO astercrm_accountgroup (id, groupname) VALUES (%s, %s)", group, f"group {group}")
        self.admin = self.account("root", "admin", 0)
        self.grace = self.account("grace", "groupadmin", SALES)
        self.carol = self.account("carol", "agent", SALES, "8001", watches="dave,erin")
        self.dave = self.account("dave", "agent", SALES, "8002")
        self.erin = self.account("erin", "agent", SUPPORT, "8003")

    def account(self, name, usertype, group, extension="", watches=""):
        self.rows("INSERT INTO astercrm_account (username, firstname, usertype, groupid, extension, extensions) VALUES "
                  "(%s, %s, %s, %s, %s, %s)", name, name.title(), usertype, group, extension, watches)
        return self.rows("SELECT id FROM astercrm_account WHERE username = %s", name)[0]["id"]

    def open(self, account, board):
        return self.live.open(self.live.login(account), board=board)

    def ring(self, uid, account, group, number="02188776655"):
        self.rows("INSERT INTO curcdr (srcuid, dstuid, src, dst, dstchan, starttime, ringtime, disposition, dstaccountid, "
                  "astercrm_groupid) VALUES (%s, %s, %s, '8001', 'PJSIP/8001-1', UTC_TIMESTAMP(3), UTC_TIMESTAMP(3), 'RINGING', "
                  "%s, %s)", uid, uid + "b", number, account, group)

    def state(self, account, group, status, state, reason=""):
        self.rows("REPLACE INTO agent_state (accountid, groupid, status, reason, statussince, state, statesince) VALUES "
                  "(%s, %s, %s, %s, UTC_TIMESTAMP(3), %s, UTC_TIMESTAMP(3))", account, group, status, reason, state)

    def queue(self, name, extension, waiting=0):
        self.rows("INSERT INTO queue_name (queuename, curcalls, t) VALUES (%s, %s, 20)", name, waiting)
        self.rows("INSERT INTO queue_agent (queuename, agent, status) VALUES (%s, %s, 'Not in use')", name, f"PJSIP/{extension}")


@pytest.fixture
def floor(live):
    return Floor(live)


def keys(client, part):
    return {key[1] for key in client.board() or {} if key[0] == part}


def shows(client, part, identifier):
    return (client.board() or {}).get((part, str(identifier)))


def test_each_sees_the_rows_of_its_scope_and_no_others(live, floor):
    floor.queue("orders", 8001)
    floor.queue("repairs", 8003)
    floor.ring("1.1", floor.carol, SALES)
    floor.ring("2.1", floor.erin, SUPPORT)
    floor.rows("INSERT INTO queue_caller (queuename, caller, callerid, cretime) VALUES ('orders', 'SIP/t-1', '021', UTC_TIMESTAMP())")
    floor.rows("INSERT INTO peerstatus (peer, status) VALUES ('PJSIP/8001', 'reachable'), ('PJSIP/door', 'registered')")
    live.start()
    admin, grace, carol = floor.open(floor.admin, "system"), floor.open(floor.grace, "system"), floor.open(floor.carol, "colleagues")
    for client in (admin, grace, carol):
        eventually(client.board)
        assert client.kinds() == ["hello", "board_reset"]
    everybody = {str(account) for account in (floor.carol, floor.dave, floor.erin)}
    assert keys(admin, "agent") == everybody
    assert keys(admin, "call") == {"asterisk|1.1|1.1b", "asterisk|2.1|2.1b"}
    assert keys(admin, "queue") == {"asterisk|orders", "asterisk|repairs"}
    assert keys(admin, "peer") == {"asterisk|PJSIP/door"}
    assert keys(grace, "agent") == {str(floor.carol), str(floor.dave)}
    assert keys(grace, "call") == {"asterisk|1.1|1.1b"}
    assert keys(grace, "queue") == {"asterisk|orders"}
    assert keys(grace, "caller") == {"asterisk|orders|SIP/t-1"}
    assert keys(grace, "peer") == set()
    assert keys(carol, "agent") == {str(floor.dave), str(floor.erin)}
    assert keys(carol, "call") == {"asterisk|2.1|2.1b"}
    assert keys(carol, "queue") | keys(carol, "caller") | keys(carol, "peer") == set()

    assert shows(grace, "agent", floor.carol)["there"] and shows(grace, "agent", floor.carol)["callsToday"] == 0
    assert "callsToday" not in shows(carol, "agent", floor.dave)
    assert shows(grace, "queue", "asterisk|orders")["members"]["accounts"] == [floor.carol]
    call = shows(grace, "call", "asterisk|1.1|1.1b")
    assert (call["phase"], call["src"], call["dstAccount"], call["groups"]) == ("ringing", "02188776655", floor.carol, [SALES])


def test_who_may_not_supervise_is_refused_and_who_no_longer_may_is_cut_off(live, floor):
    live.start()
    custom = floor.account("gina", "groupadmin", SALES)
    floor.rows("INSERT INTO user_types (id, usertypename, basetype) VALUES (3, 'lists only', 'groupadmin')")
    floor.rows("UPDATE astercrm_account SET usertype_id = 3 WHERE id = %s", custom)
    fresh = floor.account("fred", "groupadmin", SALES)
    floor.rows("UPDATE astercrm_account SET must_change_password = 1 WHERE id = %s", fresh)
    for account in (floor.carol, custom, fresh):
        with pytest.raises(Refused) as refused:
            floor.open(account, "system")
        assert refused.value.status == 403
    with pytest.raises(Refused) as refused:
        floor.open(floor.admin, "everything")
    assert refused.value.status == 404

    floor.rows("INSERT INTO user_privileges (user_type_id, page, action) VALUES (3, 'system', 'view')")
    gina, grace, admin = floor.open(custom, "system"), floor.open(floor.grace, "system"), floor.open(floor.admin, "system")
    eventually(lambda: keys(gina, "agent") == keys(grace, "agent") != set())
    floor.rows("DELETE FROM user_privileges")
    floor.rows("UPDATE astercrm_account SET groupid = %s WHERE id = %s", SUPPORT, floor.grace)
    eventually(lambda: gina.is_ended and grace.is_ended, seconds=20)
    assert "bye" not in gina.kinds() + grace.kinds() and not admin.is_ended
    again = floor.open(floor.grace, "system")
    eventually(lambda: keys(again, "agent") == {str(floor.erin)})


def test_campaigns_and_their_calls_are_told_to_those_who_run_them(live, floor):
    for campaign, group in ((1, SALES), (2, SUPPORT)):
        floor.rows("INSERT INTO campaign (id, groupid, campaignname, enable, status) VALUES (%s, %s, 'offer', 1, 'busy')", campaign, group)
    floor.rows("INSERT INTO campaign_state (campaignid, asof, why, dialing) VALUES (1, UTC_TIMESTAMP(3) + INTERVAL 1 HOUR, 'no_lines', 2)")
    floor.rows("INSERT INTO user_types (id, usertypename, basetype) VALUES (3, 'dialer only', 'groupadmin')")
    floor.rows("INSERT INTO user_privileges (user_type_id, page, action) VALUES (3, 'dialer', 'view')")
    custom = floor.account("gina", "groupadmin", SALES)
    floor.rows("UPDATE astercrm_account SET usertype_id = 3 WHERE id = %s", custom)
    live.start()
    with pytest.raises(Refused) as refused:
        floor.open(floor.carol, "campaigns")
    assert refused.value.status == 403
    gina, admin = floor.open(custom, "campaigns"), floor.open(floor.admin, "campaigns")
    eventually(lambda: keys(gina, "campaign") == {"1"} and keys(admin, "campaign") == {"1", "2"})
    assert keys(admin, "agent") == set()
    assert (shows(gina, "campaign", 1)["why"], shows(gina, "campaign", 1)["dialer"]["dialing"]) == ("no_lines", 2)
    assert shows(admin, "campaign", 2)["why"] == "no_dialer"

    floor.rows("INSERT INTO dialedlist (dialednumber, uniqueid, campaignid, groupid) VALUES ('0211', 'dial-1-1', 1, %s)", SALES)
    floor.rows("INSERT INTO curcdr (srcuid, dstuid, dst, dstchan, starttime, disposition, linkedid) VALUES "
               "('dial-1-1-out', '1.2', '0211', 'PJSIP/trunk-1', UTC_TIMESTAMP(3), 'RINGING', 'dial-1-1')")
    floor.ring("dial-1-1", floor.dave, SALES)
    floor.rows("UPDATE curcdr SET linkedid = 'dial-1-1'")
    both = {"asterisk|dial-1-1-out|1.2", "asterisk|dial-1-1|dial-1-1b"}
    eventually(lambda: keys(gina, "call") == keys(admin, "call") == both)
    agent = shows(gina, "call", "asterisk|dial-1-1|dial-1-1b")
    assert (agent["campaign"], agent["number"], agent["agent"], agent["account"]) == (1, "0211", "Dave", floor.dave)
    floor.rows("UPDATE dialedlist SET response = 'ANSWERED'")
    eventually(lambda: keys(gina, "call") == set())

    floor.rows("UPDATE campaign SET status = 'idle' WHERE id = 1")
    eventually(lambda: shows(gina, "campaign", 1)["why"] == "stopped")
    floor.rows("DELETE FROM user_privileges")
    eventually(lambda: gina.is_ended, seconds=20)
    assert not admin.is_ended


def test_what_the_feed_tells_of_is_shown_at_once_and_only_what_changed(live, floor, mariadb):
    live.start()
    grace, carol, erin = floor.open(floor.grace, "system"), floor.open(floor.carol, "colleagues"), floor.open(floor.erin, "colleagues")
    for client in (grace, carol, erin):
        eventually(lambda: client.board() is not None)
    writer = Writer(mariadb)
    floor.ring("1.1", floor.dave, SALES)
    floor.state(floor.dave, SALES, "ready", "ringing")
    writer.append(floor.dave, phase="ringing")
    for client in (grace, carol):
        eventually(lambda: keys(client, "call") == {"asterisk|1.1|1.1b"})
        eventually(lambda: shows(client, "agent", floor.dave)["state"] == "ringing")
    floor.rows("DELETE FROM curcdr")
    floor.state(floor.dave, SALES, "paused", "wrapup", "Lunch")
    writer.append(floor.dave, phase="ended")
    for client in (grace, carol):
        eventually(lambda: keys(client, "call") == set())
        eventually(lambda: shows(client, "agent", floor.dave)["reason"] == "Lunch")
        assert client.kinds().count("board_reset") == 1
    assert {message.data["id"] for message in carol.messages if message.event == "board"} == {str(floor.dave), "asterisk|1.1|1.1b"}
    assert carol.rows() == [] and "board" not in erin.kinds()

    # What nothing tells of is found by the next reading.
    floor.queue("orders", 8002, waiting=3)
    eventually(lambda: (shows(grace, "queue", "asterisk|orders") or {}).get("waiting") == 3)
    floor.rows("DELETE FROM queue_name")
    eventually(lambda: keys(grace, "queue") == set())


def test_todays_figures_follow_the_finished_calls_and_the_queue_log(live, floor):
    floor.queue("orders", 8001)
    floor.rows("INSERT INTO source_position (name, updated) VALUES ('queue_log:asterisk', UTC_TIMESTAMP())")
    floor.rows("INSERT INTO qname (qname_id, qname) VALUES (5, 'orders')")
    live.start()
    admin = floor.open(floor.admin, "system")
    eventually(lambda: shows(admin, "queue", "asterisk|orders"))

    def finish(uid, disposition, seconds, day="UTC_TIMESTAMP(3)"):
        floor.rows(f"INSERT INTO mycdr (calldate, endtime, billsec, disposition, srcuid, dstaccountid) VALUES ({day}, {day}, %s, %s, %s, %s)",
                   seconds, disposition, uid, floor.carol)

    def queue_event(uid, event, wait, day="UTC_TIMESTAMP()"):
        floor.rows("INSERT INTO queue_stats (uniqueid, datetime, qname, qevent, info1) SELECT %s, "
                   f"{day}, 5, event_id, %s FROM qevent WHERE event = %s", uid, wait, event)

    yesterday = "UTC_TIMESTAMP() - INTERVAL 25 HOUR"
    finish("1", "ANSWERED", 100)
    finish("2", "ANSWERED", 20)
    finish("3", "NO ANSWER", 0)
    finish("4", "ANSWERED", 999, yesterday)
    for uid, event, wait, day in (("1", "CONNECT", 5, "UTC_TIMESTAMP()"), ("2", "CONNECT", 25, "UTC_TIMESTAMP()"),
                                  ("3", "ABANDON", 1, "UTC_TIMESTAMP()"), ("4", "ENTERQUEUE", 0, "UTC_TIMESTAMP()"),
                                  ("5", "CONNECT", 1, yesterday)):
        queue_event(uid, event, wait, day)
    figures = lambda row, *names: tuple(row[name] for name in names)  # noqa: E731
    eventually(lambda: figures(shows(admin, "agent", floor.carol), "callsToday", "talkToday") == (2, 120))
    eventually(lambda: figures(shows(admin, "queue", "asterisk|orders"), "counts", "answered", "abandoned", "serviceLevel")
               == ("today", 2, 1, 33))


def test_todays_figures_begin_at_the_pages_midnight(live, floor):
    hour = time.gmtime().tm_hour
    zone = f"Etc/GMT+{hour}" if hour <= 12 else f"Etc/GMT-{24 - hour}"  # its midnight is this hour's begin
    pages = live.config.with_name("astercrm.conf")
    pages.write_text(f"[system]\ntimezone = {zone}\n")
    pages.chmod(0o640)
    for uid, minutes in (("1", 0), ("2", 61)):
        floor.rows("INSERT INTO mycdr (calldate, endtime, billsec, disposition, srcuid, dstaccountid) VALUES (UTC_TIMESTAMP(3) - INTERVAL %s MINUTE,"
                   " UTC_TIMESTAMP(3), 100, 'ANSWERED', %s, %s)", minutes, uid, floor.carol)
    live.start()
    admin = floor.open(floor.admin, "system")
    eventually(lambda: shows(admin, "agent", floor.carol))
    assert shows(admin, "agent", floor.carol)["callsToday"] == 1


def test_after_a_kill_an_outage_and_the_end_of_a_session_the_board_is_right(live, floor, mariadb):
    live.start()
    token = live.login(floor.grace)
    grace = live.open(token, board="system")
    eventually(lambda: keys(grace, "agent") == {str(floor.carol), str(floor.dave)})

    live.daemon.kill()
    eventually(lambda: grace.is_ended)
    floor.ring("1.1", floor.dave, SALES)
    missed = Writer(mariadb).append(floor.grace, n=1)
    live.start()
    again = live.open(token, board="system", last_event_id=grace.last_event_id, after=0)
    eventually(lambda: keys(again, "call") == {"asterisk|1.1|1.1b"})
    assert again.rows() == [missed] and again.kinds().count("board_reset") == 1

    mariadb.kill()
    eventually(lambda: live.get("/healthz")[0] == 503)
    stale = [m.data["as_of"] for m in again.messages if m.event in ("board_reset", "board_beat")][-1]
    beats = lambda: [m.data["as_of"] for m in again.messages if m.event == "board_beat"]  # noqa: E731
    known = len(beats())
    eventually(lambda: len(beats()) > known + 1)
    assert beats()[-1] - stale < 2000  # it says that it is old
    mariadb.start()
    floor.rows("DELETE FROM curcdr")
    eventually(lambda: keys(again, "call") == set())
    eventually(lambda: abs(beats()[-1] / 1000 - time.time()) < 5)
    assert again.kinds().count("board_reset") == 1

    floor.rows("DELETE FROM session WHERE token_hash = %s", hashlib.sha256(token.encode()).digest())
    eventually(lambda: again.is_ended, seconds=20)
    assert again.kinds()[-1] == "bye"


def test_a_changed_list_of_colleagues_brings_their_rows(live, floor):
    live.start()
    dave = floor.open(floor.dave, "colleagues")
    eventually(lambda: dave.board() == {})
    floor.rows("UPDATE astercrm_account SET extensions = 'carol' WHERE id = %s", floor.dave)
    eventually(lambda: keys(dave, "agent") == {str(floor.carol)})
    floor.rows("UPDATE astercrm_account SET enabled = 0 WHERE id = %s", floor.carol)
    eventually(lambda: keys(dave, "agent") == set())


def test_a_quiet_stream_with_a_board_keeps_its_position(live, floor, mariadb):
    live.start()
    grace = floor.open(floor.grace, "system")
    other = Writer(mariadb).append(floor.carol, n=1)
    eventually(lambda: grace.last_event_id == other)
