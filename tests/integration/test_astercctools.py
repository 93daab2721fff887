# SPDX-License-Identifier: GPL-3.0-or-later
"""The daemon astercctools as a whole: lists and events in, tables out; queue_log, old records, numbers to dial again."""
import datetime
import os
import time

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
    database.rows("SET GLOBAL userstat = 1")
    tools.start()
    eventually(lambda: len(peers(database)) == 2000, 60)
    changed = "SELECT rows_changed FROM information_schema.table_statistics WHERE table_name = 'peerstatus'"
    written = database.rows(changed)
    assert written, "the server counts them"
    asterisk.await_round()
    assert database.rows(changed) == written


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
    asterisk.denied = {"PJSIPShowEndpoints"}
    done = tools.run("-t")
    assert done.returncode == 0 and "PJSIPShowEndpoints: Permission denied" in done.stdout


# --- queue_log ---

CALL = ["1795413305|1795413305.16|support|NONE|ENTERQUEUE||02188776655|1", "1795413306|1795413305.16|support|Agent 8001|CONNECT|1|1795413305.17|0",
        "1795413311|1795413305.16|support|Agent 8001|COMPLETECALLER|1|5|1"]


def line(number):
    return f"{1795414000 + number}|{1795414000 + number}.{number}|support|NONE|ENTERQUEUE||0912{number:07}|1"


def imported(database):
    """queue_stats as the lines it came from."""
    rows = database.rows("SELECT UNIX_TIMESTAMP(s.datetime) AS at, s.uniqueid, q.qname, a.agent, e.event, s.info1, s.info2, s.info3, s.src "
                         "FROM queue_stats s JOIN qname q ON q.qname_id = s.qname JOIN qagent a ON a.agent_id = s.qagent "
                         "JOIN qevent e ON e.event_id = s.qevent ORDER BY s.queue_stats_id")
    return ["|".join([str(int(r["at"])), r["uniqueid"], r["qname"], r["agent"], r["event"], r["info1"], r["info2"], r["info3"]]) for r in rows]


def append(path, lines, end="\n"):
    with open(path, "a") as file:
        file.write("\n".join(lines) + end)


@pytest.fixture
def utc(database):
    database.rows("SET GLOBAL time_zone = '+00:00'")


def test_a_queue_log_is_imported_as_it_stands(tools, database, queue_log, utc):
    append(queue_log, CALL)
    tools.start()
    eventually(lambda: imported(database) == CALL)
    assert database.rows("SELECT src FROM queue_stats WHERE src <> ''")[0]["src"] == "02188776655"
    append(queue_log, [line(1), line(2)[:30]], end="")
    eventually(lambda: len(imported(database)) == 4)
    append(queue_log, [line(2)[30:]])
    eventually(lambda: imported(database) == CALL + [line(1), line(2)])


def test_a_bad_line_is_named_once_and_the_rest_goes_on(tools, database, queue_log, utc):
    append(queue_log, [CALL[0], "complete nonsense \x07", CALL[1]])
    tools.start()
    eventually(lambda: imported(database) == CALL[:2])
    eventually(lambda: tools.text().count("queue_log_bad_line") == 1)
    assert f"file={queue_log} offset={len(CALL[0]) + 1}" in tools.text()


@pytest.mark.parametrize("way", ["rename", "copytruncate"])
def test_rotation_loses_nothing(tools, database, queue_log, utc, way):
    append(queue_log, CALL)
    tools.start()
    eventually(lambda: imported(database) == CALL)
    tools.kill()
    append(queue_log, [line(1)])
    if way == "rename":
        queue_log.rename(queue_log.with_name("queue_log.1"))
    else:
        queue_log.with_name("queue_log.1").write_bytes(queue_log.read_bytes())
        queue_log.write_bytes(b"")
    append(queue_log, [line(2), line(3)])
    tools.start()
    eventually(lambda: imported(database) == CALL + [line(1), line(2), line(3)])


def test_killed_again_and_again_every_line_is_there_once(tools, database, queue_log, utc):
    tools.config = tools.configure("line_number=3")
    lines = [line(n) for n in range(600)]
    append(queue_log, lines)
    for part in range(1, 6):
        tools.start()
        eventually(lambda: len(imported(database)) >= part * 60)
        tools.kill()
    tools.start()
    eventually(lambda: len(imported(database)) >= len(lines), 60)
    assert imported(database) == lines


def test_a_queue_log_that_is_not_there_yet_is_waited_for(tools, asterisk, database, queue_log, utc):
    tools.start()
    asterisk.await_round()
    append(queue_log, CALL)
    eventually(lambda: len(imported(database)) == 3)


# --- housekeeping ---

def test_old_records_go_when_keep_cdr_days_says_so(tools, database):
    tools.config = tools.configure("keep_cdr_days=30")
    for days in (1, 29, 31, 400):
        database.rows("INSERT INTO mycdr (calldate, endtime, srcuid) VALUES (UTC_TIMESTAMP(3) - INTERVAL %s DAY, UTC_TIMESTAMP(3), %s)", days, days)
        database.rows("INSERT INTO monitorrecord (filename, status, endtime) VALUES (%s, 'ready', UTC_TIMESTAMP(3) - INTERVAL %s DAY)", days, days)
    tools.start()
    eventually(lambda: [r["srcuid"] for r in database.rows("SELECT srcuid FROM mycdr ORDER BY id")] == ["1", "29"])
    eventually(lambda: [r["filename"] for r in database.rows("SELECT filename FROM monitorrecord ORDER BY id")] == ["1", "29"])


OLD_CUSTOMER = ("customer, address, zipcode, website, category, city, state, country, phone, phone_ext, fax, fax_ext, mobile, email, contact,"
                " contactgender, bankname, bankaccount, bankzip, bankaccountname")


def test_details_of_imports_go_after_keep_import_days(tools, database):
    tools.config = tools.configure("keep_import_days=10")
    for id, status, days in ((1, "done", 11), (2, "undone", 400), (3, "done", 9), (4, "undoing", 11)):
        database.rows("INSERT INTO import_job (id, status, preview, plan, cretime, asktime, finishtime) VALUES"
                      " (%s, %s, '', '', UTC_TIMESTAMP(3), UTC_TIMESTAMP(3), UTC_TIMESTAMP(3) - INTERVAL %s DAY)", id, status, days)
        database.rows("INSERT INTO import_row_reject (importid, line, cells) SELECT %s, seq, '[]' FROM seq_1_to_1200", id)
        database.rows("INSERT INTO import_old_customer (importid, id, " + OLD_CUSTOMER + ") SELECT %s, seq" + ", ''" * (OLD_CUSTOMER.count(",") + 1) + " FROM seq_1_to_700", id)
    tools.start()
    eventually(lambda: [r["details"] for r in database.rows("SELECT details FROM import_job ORDER BY id")] == ["gone", "gone", "kept", "kept"])
    for table, rows in (("import_row_reject", 1200), ("import_old_customer", 700)):
        left = database.rows(f"SELECT importid, COUNT(*) AS n FROM {table} GROUP BY importid ORDER BY importid")
        assert list(left) == [{"importid": 3, "n": rows}, {"importid": 4, "n": rows}], table


def dialed(database, number, campaign, trytime=1, minutes=120, answered=False):
    database.rows("INSERT INTO dialedlist (dialednumber, campaignid, groupid, trytime, assign, dialtime, dialedtime, answertime) VALUES "
                  "(%s, %s, 7, %s, '8001', '2026-01-02 03:04:05', UTC_TIMESTAMP() - INTERVAL %s MINUTE, IF(%s, UTC_TIMESTAMP(), NULL))",
                  number, campaign, trytime, minutes, answered)


def test_numbers_nobody_answered_come_back(tools, database):
    database.rows("INSERT INTO campaign (id, enablerecycle, recycletime, maxtrytime) VALUES (1, 1, 3600, 3), (2, 0, 3600, 3)")
    dialed(database, "again", 1)
    dialed(database, "answered", 1, answered=True)
    dialed(database, "too soon", 1, minutes=30)
    dialed(database, "too often", 1, trytime=3)
    dialed(database, "not asked for", 2)
    for number, mode in (("the dialer's", "predictive"), ("waits", "hand"), ("dialed since", "hand")):
        dialed(database, number, 1)
        database.rows("UPDATE dialedlist SET mode = %s WHERE dialednumber = %s", mode, number)
    database.rows("INSERT INTO diallist (dialnumber, campaignid, assign) VALUES ('waits', 1, 'there')")
    dialed(database, "dialed since", 1, answered=True)
    for number, columns in (("being called", "response = ''"), ("must not be", "response = 'DNC'"), ("decided", "response = 'BUSY', dispositionid = 1")):
        dialed(database, number, 1)
        database.rows(f"UPDATE dialedlist SET accountid = 3, {columns} WHERE dialednumber = '{number}'")
    tools.start()
    eventually(lambda: database.rows("SELECT * FROM diallist WHERE assign <> 'there'"))
    (row,) = database.rows("SELECT * FROM diallist WHERE assign <> 'there'")
    expected = dict(dialnumber="again", campaignid=1, groupid=7, trytime=1, assign="8001", dialtime=datetime.datetime(2026, 1, 2, 3, 4, 5))
    assert {k: row[k] for k in expected} == expected
    assert [r["dialednumber"] for r in database.rows("SELECT * FROM dialedlist WHERE recycledtime IS NOT NULL")] == ["again"]
    assert len(database.rows("SELECT id FROM dialedlist")) == 12, "the attempts stay: they are the number's history"


def test_killed_while_it_recycles_no_number_is_twice_or_nowhere(tools, database):
    database.rows("INSERT INTO campaign (id, enablerecycle, recycletime, maxtrytime) VALUES (1, 1, 60, 3)")
    for number in range(1500):
        dialed(database, str(number), 1)
    for least in (1, 500, 1000):
        tools.start()
        eventually(lambda: database.rows("SELECT COUNT(*) AS n FROM diallist")[0]["n"] >= least)
        tools.kill()
    tools.start()
    eventually(lambda: not database.rows("SELECT id FROM dialedlist WHERE recycledtime IS NULL"))
    numbers = sorted(int(r["dialnumber"]) for r in database.rows("SELECT dialnumber FROM diallist"))
    assert numbers == list(range(1500))


# --- recordings ---

def wav(seconds, level=1000, rate=8000):
    samples = level.to_bytes(2, "little") * (seconds * rate)
    header = b"RIFF" + (36 + len(samples)).to_bytes(4, "little") + b"WAVEfmt " + (16).to_bytes(4, "little") + (1).to_bytes(2, "little") * 2
    return header + rate.to_bytes(4, "little") + (rate * 2).to_bytes(4, "little") + b"\2\0\x10\0data" + len(samples).to_bytes(4, "little") + samples


def place(folder, name, content, age=60):
    """As Asterisk left it `age` seconds ago."""
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    os.utime(path, (time.time() - age, time.time() - age))
    return path


def recorded(database, name, fileformat="wav", ended=10, **values):
    values = {"filename": f"/var/spool/asterisk/monitor/{name}", "fileformat": fileformat, "uniqueid": "1.1", "linkedid": "1.1", **values}
    names = ", ".join(values)
    database.rows(f"INSERT INTO monitorrecord ({names}, status, endtime) VALUES ({', '.join(['%s'] * len(values))}, 'recorded', "
                  f"UTC_TIMESTAMP(3) - INTERVAL {ended} SECOND)", *values.values())
    return database.rows("SELECT MAX(id) AS id FROM monitorrecord")[0]["id"]


def recording(database, number):
    return database.rows("SELECT * FROM monitorrecord WHERE id = %s", number)[0]


def test_a_finished_recording_is_measured_and_tied_to_its_call(tools, database, recordings):
    path = place(recordings, "2026/11/23/call-1.wav", wav(3))
    database.rows("INSERT INTO mycdr (calldate, endtime, srcuid, dstuid, linkedid) VALUES (UTC_TIMESTAMP(3), UTC_TIMESTAMP(3), '1.1', '1.2', '1.1'), "
                  "(UTC_TIMESTAMP(3), UTC_TIMESTAMP(3), '1.1', '1.3', '1.1')")
    number = recorded(database, "2026/11/23/call-1", dstuid="1.3")
    tools.start()
    eventually(lambda: recording(database, number)["status"] == "ready")
    row = recording(database, number)
    assert (row["duration"], row["filesize"], row["error"]) == (3, path.stat().st_size, "")
    eventually(lambda: [r["monitored"] for r in database.rows("SELECT monitored FROM mycdr ORDER BY id")] == [0, number])


def test_a_call_recorded_later_is_tied_when_it_is_there(tools, database, recordings):
    place(recordings, "call-1.wav", wav(1))
    database.rows("INSERT INTO curcdr (starttime, srcuid, dstuid, linkedid) VALUES (UTC_TIMESTAMP(3), '1.1', '1.2', '1.1')")
    number = recorded(database, "call-1")
    tools.start()
    eventually(lambda: recording(database, number)["status"] == "ready")
    database.rows("INSERT INTO mycdr (calldate, endtime, srcuid, dstuid, linkedid) VALUES (UTC_TIMESTAMP(3), UTC_TIMESTAMP(3), '1.1', '1.2', '1.1')")
    database.rows("DELETE FROM curcdr")
    eventually(lambda: database.rows("SELECT monitored FROM mycdr")[0]["monitored"] == number)


def test_two_halves_become_one_file_and_go(tools, database, recordings):
    place(recordings, "call-1-in.wav", wav(2))
    place(recordings, "call-1-out.wav", wav(4, 234))
    number = recorded(database, "call-1")
    tools.start()
    eventually(lambda: recording(database, number)["status"] == "ready")
    assert [p.name for p in recordings.iterdir()] == ["call-1.wav"]
    content = (recordings / "call-1.wav").read_bytes()
    assert recording(database, number)["duration"] == 4 and len(content) == len(wav(4))
    assert int.from_bytes(content[44:46], "little") == 1234


def test_a_recording_of_another_format_is_converted(tools, database, recordings):
    place(recordings, "call-1.wav", wav(2))
    number = recorded(database, "call-1", "gsm")
    tools.start()
    eventually(lambda: recording(database, number)["status"] == "ready")
    assert [p.name for p in recordings.iterdir()] == ["call-1.gsm"]
    assert (recordings / "call-1.gsm").stat().st_size == 100 * 33 and recording(database, number)["duration"] == 2


def test_killed_while_mixing_the_recording_is_whole(tools, database, recordings):
    numbers = []
    for call in range(40):
        place(recordings, f"call-{call}-in.wav", wav(60))
        place(recordings, f"call-{call}-out.wav", wav(60, 234))
        numbers.append(recorded(database, f"call-{call}"))

    def ready():
        return database.rows("SELECT id, duration FROM monitorrecord WHERE status = 'ready'")

    for least in (1, 10, 20):
        tools.start()
        eventually(lambda: len(ready()) >= least, 60)
        tools.kill()
    tools.start()
    eventually(lambda: len(ready()) == len(numbers), 60)
    assert {r["duration"] for r in ready()} == {60}
    eventually(lambda: sorted(p.name for p in recordings.iterdir()) == sorted(f"call-{call}.wav" for call in range(40)))
    assert {p.stat().st_size for p in recordings.iterdir()} == {len(wav(60))}


def test_what_is_not_there_or_no_recording_or_outside_is_told(tools, database, recordings, tmp_path):
    place(tmp_path, "secret.wav", wav(1))
    (recordings / "link").symlink_to(tmp_path)
    place(recordings, "noise.wav", b"no sound at all")
    gone = recorded(database, "gone", ended=100)
    late = recorded(database, "late", ended=1)
    noise = recorded(database, "noise")
    outside = recorded(database, "../secret")
    link = recorded(database, "link/secret", ended=100)
    elsewhere = recorded(database, "x", filename="/etc/passwd")
    tools.start()
    eventually(lambda: recording(database, elsewhere)["status"] == "failed")
    found = {name: (recording(database, n)["status"], recording(database, n)["error"]) for name, n in
             dict(gone=gone, late=late, noise=noise, outside=outside, link=link, elsewhere=elsewhere).items()}
    assert {name: status for name, (status, _) in found.items()} == dict(gone="missing", late="recorded", noise="failed", outside="failed",
                                                                        link="missing", elsewhere="failed")
    assert f"no /var/spool/asterisk/monitor/gone.wav and no -in, -out below {recordings}/" == found["gone"][1]
    assert "not a wav file" in found["noise"][1] and "monitorpath" in found["elsewhere"][1]
    assert (tmp_path / "secret.wav").exists()


# --- calls by hand whose agent has no page open ---

def test_a_call_by_hand_is_closed_while_no_page_is_open(tools, database):
    database.rows("INSERT INTO astercrm_account (id, username, extension, extensions) VALUES (3, 'alice', '8001', '')")
    database.rows("INSERT INTO campaign (id, campaignname) VALUES (5, 'Spring')")
    for id, name in enumerate(("talked", "talks", "unseen", "not picked up"), 1):
        database.rows("INSERT INTO dialedlist (id, dialednumber, dialedtime, trytime, uniqueid, accountid, campaignid, assign) VALUES "
                      "(%s, %s, UTC_TIMESTAMP() - INTERVAL 5 MINUTE, 1, %s, 3, 5, '8001')", id, f"02100{id}", name)
    database.rows("INSERT INTO curcdr (src, dst, starttime, answertime, srcuid, linkedid, disposition, srcaccountid) VALUES "
                  "('8001', '021002', UTC_TIMESTAMP(3), UTC_TIMESTAMP(3), 'b', 'talks', 'LINK', 3)")
    leg = ("INSERT INTO mycdr (calldate, endtime, answertime, src, dst, srcuid, linkedid, disposition, billsec, holdsec, srcaccountid) VALUES "
           "(UTC_TIMESTAMP(3), UTC_TIMESTAMP(3), UTC_TIMESTAMP(3), '8001', %s, %s, %s, %s, 42, 2, 3)")
    database.rows(leg, "", "d", "not picked up", "NO ANSWER")
    tools.start()
    eventually(lambda: [r["dialnumber"] for r in database.rows("SELECT dialnumber FROM diallist WHERE assign = '8001' AND trytime = 0")] == ["021004"])
    open_ones = lambda: [r["id"] for r in database.rows("SELECT id FROM dialedlist WHERE response = '' ORDER BY id")]  # noqa: E731
    assert open_ones() == [1, 2, 3], "of what is not seen the page decides"
    database.rows(leg, "021001", "a", "talked", "ANSWERED")
    eventually(lambda: open_ones() == [2, 3])
    counted = "SELECT outgoing, offered, answered, talksec, holdsec, accountid FROM report_calls WHERE source = 'campaign' AND campaignid = 5"
    eventually(lambda: database.rows(counted) == [{"outgoing": 1, "offered": 1, "answered": 1, "talksec": 40, "holdsec": 2, "accountid": 3}])


def test_what_has_not_changed_is_not_written(tools, asterisk, database):
    """One row a minute says up to when everything is counted."""
    database.rows("INSERT INTO agent_log (accountid, status, state, begintime) VALUES (3, 'ready', 'idle', UTC_TIMESTAMP(3) - INTERVAL 5 MINUTE)")
    tools.start()
    eventually(lambda: database.rows("SELECT name FROM source_position WHERE name = 'report:time'"))
    for _ in range(2):  # the row is looked at twice
        asterisk.await_round()
    positions = "SELECT name, position, updated FROM source_position ORDER BY name"
    before, ready = database.rows(positions), database.rows("SELECT ready FROM report_time")
    for _ in range(3):
        asterisk.await_round()
    assert (database.rows(positions), database.rows("SELECT ready FROM report_time")) == (before, ready)
    database.rows("UPDATE source_position SET updated = updated - INTERVAL 61 SECOND WHERE name = 'report:time'")
    eventually(lambda: sum(r["ready"] for r in database.rows("SELECT ready FROM report_time")) > sum(r["ready"] for r in ready))
    assert [r["name"] for r in database.rows(positions) if r not in before] == ["report:time"]
