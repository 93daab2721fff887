# SPDX-License-Identifier: GPL-3.0-or-later
"""The daemon astercctools as a whole: lists and events in, tables out; queue_log, old records, numbers to dial again."""
import datetime

import pytest
from conftest import Daemon, eventually
from listing_asterisk import ListingAsterisk, event


@pytest.fixture
def asterisk():
    server = ListingAsterisk()
    yield server
    server.close()


@pytest.fixture
def queue_log(tmp_path):
    folder = tmp_path / "asterisk"
    folder.mkdir()
    return folder / "queue_log"


@pytest.fixture
def recordings(tmp_path):
    folder = tmp_path / "monitor"
    folder.mkdir()
    return folder


@pytest.fixture
def tools(daemon_config, queue_log, recordings):
    """astercctools, polling every second."""

    def configure(extra=""):
        return daemon_config(extra=f"time_of_sleep=1\nqueue_log_path={queue_log}\nmonitorpath=/var/spool/asterisk/monitor\n"
                                   f"recordings_path={recordings}\n{extra}")

    daemon = Daemon("astercctools", configure())
    daemon.configure = configure
    yield daemon
    daemon.stop()


def queue(name, **values):
    return ("QueueParams", {"Queue": name, "Max": 0, "Strategy": "linear", "Calls": 0, "Holdtime": 12, "TalkTime": 90,
                            "Completed": 7, "Abandoned": 2, "ServiceLevel": 20, "ServicelevelPerf": "71.4", "Weight": 3, **values})


def member(name, interface, status=1, **values):
    return ("QueueMember", {"Queue": name, "Name": "Alice", "Location": interface, "Membership": "static", "Penalty": 0,
                            "CallsTaken": 4, "LastCall": 1795413311, "Status": status, "Paused": 0, "PausedReason": "", **values})


def caller(name, channel, position, wait=5):
    return ("QueueEntry", {"Queue": name, "Position": position, "Channel": channel, "Uniqueid": f"{channel}.1",
                           "CallerIDNum": "02188776655", "CallerIDName": "unknown", "Wait": wait, "Priority": 0})


def endpoint(name):
    return ("EndpointList", {"ObjectType": "endpoint", "ObjectName": name, "DeviceState": "Not in use"})


def contact(name, status="Reachable", rtt="12345"):
    return ("ContactList", {"ObjectName": f"{name};@1", "Endpoint": name, "Uri": f"sip:{name}@192.0.2.7:5062", "Status": status,
                            "RoundtripUsec": rtt})


# --- peers ---

def peers(database):
    return {r["peer"]: (r["status"], r["address"], r["responsetime"]) for r in database.rows("SELECT * FROM peerstatus")}


def test_peers_come_from_the_lists_and_change_with_events(tools, asterisk, database):
    asterisk.lists["PJSIPShowEndpoints"] = [endpoint("8001"), endpoint("8002")]
    asterisk.lists["PJSIPShowContacts"] = [contact("8001")]
    tools.start()
    eventually(lambda: peers(database) == {"PJSIP/8001": ("reachable", "192.0.2.7:5062", 12), "PJSIP/8002": ("unregistered", "", None)})
    asterisk.lists["PJSIPShowContacts"] = [contact("8001", "Unreachable", "N/A")]
    asterisk.play(event("ContactStatus", URI="sip:8001@192.0.2.7:5062", ContactStatus="Unreachable", AOR="8001", EndpointName="8001"))
    eventually(lambda: peers(database)["PJSIP/8001"][0] == "unreachable")
    asterisk.lists["PJSIPShowEndpoints"] = [endpoint("8001")]
    eventually(lambda: list(peers(database)) == ["PJSIP/8001"])


def test_without_the_right_for_pjsips_lists_device_states_have_to_do(tools, asterisk, database):
    asterisk.lists["PJSIPShowEndpoints"] = []
    asterisk.denied = {"PJSIPShowEndpoints"}
    asterisk.lists["DeviceStateList"] = [("DeviceStateChange", {"Device": d, "State": s}) for d, s in
                                         (("PJSIP/8001", "NOT_INUSE"), ("PJSIP/8002", "UNAVAILABLE"), ("Custom:night", "INUSE"))]
    tools.start()
    eventually(lambda: {p: s[0] for p, s in peers(database).items()} == {"PJSIP/8001": "reachable", "PJSIP/8002": "unreachable"})
    asterisk.await_round()
    asterisk.await_round()
    assert tools.text().count("event=list_denied") == 1 and "write=system" in tools.text()
    assert tools.text().count("event=list_unsupported") == 2  # chan_sip, IAX2


def test_a_peer_keeps_its_status_and_since_when_across_a_restart(tools, asterisk, database):
    asterisk.lists["PJSIPShowEndpoints"] = [endpoint("8001")]
    asterisk.lists["PJSIPShowContacts"] = [contact("8001")]
    since = datetime.datetime(2026, 1, 2, 3, 4, 5)
    database.rows("INSERT INTO peerstatus (peer, status, lastupdate) VALUES ('PJSIP/8001','reachable',%s), ('PJSIP/8009','reachable',%s)",
                  since, since)
    tools.start()
    eventually(lambda: list(peers(database)) == ["PJSIP/8001"])
    assert database.rows("SELECT lastupdate FROM peerstatus")[0]["lastupdate"] == since


def test_two_thousand_peers_cost_nothing_while_nothing_changes(tools, asterisk, database):
    names = [f"{n:04}" for n in range(2000)]
    asterisk.lists["PJSIPShowEndpoints"] = [endpoint(n) for n in names]
    asterisk.lists["PJSIPShowContacts"] = [contact(n) for n in names]
    tools.start()
    eventually(lambda: len(peers(database)) == 2000, 60)
    written = database.rows("SHOW GLOBAL STATUS LIKE 'Handler_update'")[0]["Value"]
    asterisk.await_round()
    assert database.rows("SHOW GLOBAL STATUS LIKE 'Handler_update'")[0]["Value"] == written


# --- queues ---

def test_queues_members_and_callers_are_as_the_list_says(tools, asterisk, database):
    asterisk.lists["QueueStatus"] = [queue("support", Calls=1), member("support", "PJSIP/8001"),
                                     member("support", "PJSIP/8002", 5, Paused=1, PausedReason="lunch"), caller("support", "PJSIP/trunk-1", 1)]
    tools.start()
    (row,) = eventually(lambda: database.rows("SELECT * FROM queue_name"))
    expected = dict(queuename="support", curcalls=1, strategy="linear", holdtime=12, talktime=90, w=3, calls_answered=7,
                    calls_unanswered=2, service_level=71, t=20, limit_type="unlimited", server="asterisk")
    assert {k: row[k] for k in expected} == expected
    members = database.rows("SELECT agent, agentname, status, takencalls, lastcall, ispaused, pausereason FROM queue_agent ORDER BY agent")
    assert [tuple(m.values()) for m in members] == [("PJSIP/8001", "Alice", "Not in use", 4, 1795413311, 0, ""),
                                                    ("PJSIP/8002", "Alice", "Unavailable", 4, 1795413311, 1, "lunch")]
    (waiting,) = database.rows("SELECT * FROM queue_caller")
    assert (waiting["caller"], waiting["corder"], waiting["waittime"], waiting["callerid"]) == ("PJSIP/trunk-1", 1, 5, "02188776655")
    (status,) = database.rows("SELECT * FROM queuestatus")
    assert (status["channel"], status["queue"], status["position"], status["count"]) == ("PJSIP/trunk-1", "support", 1, 1)
    asterisk.lists["QueueStatus"] = []
    for table in ("queue_name", "queue_agent", "queue_caller", "queuestatus"):
        eventually(lambda: not database.rows(f"SELECT * FROM {table}"))


def test_events_show_at_once_and_no_poll_calls_them_drift(tools, asterisk, database):
    tools.config = tools.configure("")
    asterisk.lists["QueueStatus"] = [queue("support"), member("support", "PJSIP/8001")]
    tools.start()
    eventually(lambda: database.rows("SELECT * FROM queue_agent"))
    asterisk.lists["QueueStatus"] = [queue("support", Calls=1), member("support", "PJSIP/8001", 6), caller("support", "PJSIP/trunk-1", 1)]
    asterisk.play(event("QueueCallerJoin", Channel="PJSIP/trunk-1", CallerIDNum="02188776655", Uniqueid="1.1", Queue="support", Position=1, Count=1)
                  + event("QueueMemberStatus", Queue="support", Interface="PJSIP/8001", Status=6, Paused=0))
    eventually(lambda: database.rows("SELECT * FROM queue_caller") and database.rows("SELECT * FROM queue_agent WHERE status = 'Ringing'"))
    assert database.rows("SELECT curcalls FROM queue_name")[0]["curcalls"] == 1
    asterisk.lists["QueueStatus"] = [queue("support"), member("support", "PJSIP/8001", 2)]
    asterisk.play(event("QueueCallerLeave", Channel="PJSIP/trunk-1", Queue="support", Position=1, Count=0)
                  + event("QueueMemberStatus", Queue="support", Interface="PJSIP/8001", Status=2, Paused=0))
    eventually(lambda: not database.rows("SELECT * FROM queue_caller") and database.rows("SELECT * FROM queue_agent WHERE status = 'In use'"))
    asterisk.await_round()
    assert "queue_healed" not in tools.text()


def test_a_caller_whose_leave_was_never_told_goes_and_is_counted(tools, asterisk, database):
    asterisk.lists["QueueStatus"] = [queue("support", Calls=1), caller("support", "PJSIP/trunk-1", 1)]
    tools.start()
    eventually(lambda: database.rows("SELECT * FROM queue_caller"))
    asterisk.await_round()
    asterisk.lists["QueueStatus"] = [queue("support")]
    eventually(lambda: not database.rows("SELECT * FROM queue_caller") and not database.rows("SELECT * FROM queuestatus"))
    eventually(lambda: "event=queue_healed server=asterisk queue=support who=PJSIP/trunk-1 kind=ghost" in tools.text())


def test_while_the_database_is_away_the_last_state_waits(tools, asterisk, database, mariadb):
    asterisk.lists["QueueStatus"] = [queue("support")]
    tools.start()
    eventually(lambda: database.rows("SELECT * FROM queue_name"))
    mariadb.kill()
    asterisk.lists["QueueStatus"] = [queue("support", Completed=8), queue("sales")]
    eventually(lambda: "event=database_away" in tools.text())
    mariadb.start()
    eventually(lambda: {r["queuename"]: r["calls_answered"] for r in database.rows("SELECT * FROM queue_name")} == {"support": 8, "sales": 7})


def test_it_tells_what_is_wrong(tools, asterisk):
    asterisk.denied = {"QueueStatus"}
    done = tools.run("-t")
    assert done.returncode == 69 and "Give the manager user write=agent" in done.stdout
