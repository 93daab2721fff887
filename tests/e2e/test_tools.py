# SPDX-License-Identifier: GPL-3.0-or-later
"""astercctools beside a real Asterisk: telephones that come and go, callers who wait, Asterisk's own queue_log."""
from ccdemo import team
from harness import sip
from harness.bed import eventually

NUMBER = "02188776655"
GRACE = next(m for m in team.TEAM if m.username == "grace")
ALICE = next(m for m in team.TEAM if m.username == "alice")
HERE, AWAY = {"reachable", "registered"}, {"unreachable", "unregistered"}


def status(bed, peer):
    return {r["peer"]: r["status"] for r in bed.rows("SELECT peer, status FROM peerstatus")}.get(peer)


def register(bed, contact):
    context = bed.demo.context
    sip.register(context.port("sip"), GRACE.extension, context.secret("sip"), contact)


def test_a_telephone_that_unregisters_is_away_until_it_registers_again(bed):
    eventually(lambda: all(status(bed, m.channel) in HERE for m in team.PHONES))
    register(bed, None)
    eventually(lambda: status(bed, GRACE.channel) in AWAY)
    assert status(bed, ALICE.channel) in HERE
    port = bed.demo.context.port("phones")
    register(bed, f"sip:{GRACE.extension}@127.0.0.1:{port}")
    eventually(lambda: status(bed, GRACE.channel) in HERE)
    assert bed.rows("SELECT address FROM peerstatus WHERE peer = %s", GRACE.channel)[0]["address"] == f"127.0.0.1:{port}"


def member(bed):
    return bed.rows("SELECT * FROM queue_agent WHERE queuename = 'support' AND agent = %s", ALICE.channel)[0]


def test_a_waiting_caller_and_the_member_who_is_rung_are_seen(bed):
    eventually(lambda: len(bed.rows("SELECT * FROM queue_agent WHERE queuename = 'support'")) == 3)
    before = bed.rows("SELECT * FROM queue_name WHERE queuename = 'support'")[0]
    assert (before["strategy"], before["t"], before["curcalls"]) == ("linear", 20, 0)
    with bed.call(NUMBER, team.DID_SUPPORT) as call:
        (caller,) = eventually(lambda: bed.rows("SELECT * FROM queue_caller"))
        assert (caller["queuename"], caller["corder"], caller["callerid"]) == ("support", 1, NUMBER)
        (told,) = bed.rows("SELECT * FROM queuestatus")
        assert (told["channel"], told["position"], told["count"]) == (caller["caller"], 1, 1)
        eventually(lambda: member(bed)["status"] == "Ringing")
        eventually(lambda: member(bed)["status"] == "In use")
        eventually(lambda: not bed.rows("SELECT * FROM queue_caller") and not bed.rows("SELECT * FROM queuestatus"))
        call.hang_up()
    eventually(lambda: member(bed)["status"] == "Not in use" and member(bed)["takencalls"] > 0)
    eventually(lambda: bed.rows("SELECT calls_answered AS n FROM queue_name WHERE queuename = 'support'")[0]["n"]
               == before["calls_answered"] + 1)
    assert "event=queue_healed" not in (bed.logs / "astercctools.log").read_text()


def test_a_pause_shows_with_its_reason(bed):
    with bed.demo.pbx.manager() as ami:
        ami.act("QueuePause", Interface=ALICE.channel, Paused="true", Reason="lunch")
        eventually(lambda: (member(bed)["ispaused"], member(bed)["pausereason"]) == (1, "lunch"))
        ami.act("QueuePause", Interface=ALICE.channel, Paused="false")
        eventually(lambda: (member(bed)["ispaused"], member(bed)["pausereason"]) == (0, ""))


def imported(bed):
    """queue_stats as Asterisk's lines, the parameters behind the third left out."""
    rows = bed.rows("SELECT TIMESTAMPDIFF(SECOND, '1970-01-01', s.datetime) AS at, s.uniqueid, q.qname, a.agent, e.event, s.info1, s.info2, "
                    "s.info3 FROM queue_stats s JOIN qname q ON q.qname_id = s.qname JOIN qagent a ON a.agent_id = s.qagent "
                    "JOIN qevent e ON e.event_id = s.qevent ORDER BY s.position")
    return [[str(r["at"]), r["uniqueid"], r["qname"], r["agent"], r["event"], r["info1"], r["info2"], r["info3"]] for r in rows]


def written(bed):
    lines = (bed.logs / "asterisk/queue_log").read_text(encoding="utf-8").splitlines()
    return [(line.split("|") + ["", "", ""])[:8] for line in lines]


def test_the_imported_queue_log_is_asterisks_own_though_killed(bed):
    with bed.call(NUMBER, team.DID_SUPPORT) as call:
        eventually(lambda: bed.rows("SELECT * FROM queue_caller"))
        before = bed.kill("astercctools")
        eventually(lambda: bed.pid("astercctools") != before, seconds=5)
        eventually(lambda: member(bed)["status"] == "In use")
        call.hang_up()
    eventually(lambda: any(line[4] == "COMPLETECALLER" for line in written(bed)))
    eventually(lambda: imported(bed) == written(bed))


def shown(browser):
    """The queues' figures on the page of reports."""
    browser.open("astercrm/manager.fcgi/reports?by=queue&period=today")
    rows = browser.driver.execute_script("return [...document.querySelectorAll('.report-table tbody tr')].map((row) => "
                                         "[...row.cells].map((cell) => cell.textContent.trim()))")
    return {row[0]: row[2:6] for row in rows}


def counted(lines):
    """Offered, answered, abandoned, otherwise ended, of Asterisk's own file."""
    ways = (("ENTERQUEUE",), ("CONNECT",), ("ABANDON",), ("EXITWITHTIMEOUT", "EXITWITHKEY", "EXITEMPTY"))
    return {queue: [str(sum(line[2] == queue and line[4] in way for line in lines)) for way in ways]
            for queue in {line[2] for line in lines if line[4] == "ENTERQUEUE"}}


def test_the_reports_figures_of_queues_are_those_of_queue_log(bed, browsers):
    with bed.call(NUMBER, team.DID_SUPPORT) as call:
        eventually(lambda: bed.rows("SELECT * FROM queue_caller"))
        call.hang_up()
    eventually(lambda: any(line[4] == "ABANDON" for line in written(bed)))
    with bed.demo.pbx.manager() as ami:
        ami.act("Originate", Channel=f"Local/{NUMBER}@outbound", Application="Queue", Data="sales,,,,1", Async="true")
    eventually(lambda: any(line[4] == "EXITWITHTIMEOUT" for line in written(bed)), seconds=30)
    browser = browsers("admin")
    browser.log_in("admin", "admin")
    browser.wait_for(".topbar")
    figures = counted(written(bed))
    assert int(figures["support"][1]) > 0 and int(figures["support"][2]) > 0 and int(figures["sales"][3]) > 0
    eventually(lambda: shown(browser) == counted(written(bed)), seconds=30)


def test_a_recording_of_asterisks_is_finished_and_tied_to_its_call(bed):
    name = f"{bed.demo.pbx.monitor}/2026/e2e-call"
    with bed.call(NUMBER, team.DID_SUPPORT) as call, bed.demo.pbx.manager() as ami:
        (leg,) = eventually(lambda: bed.rows("SELECT * FROM curcdr WHERE disposition = 'LINK'"))
        assert ami.act("MixMonitor", Channel=leg["dstchan"], File=f"{name}.wav")["Response"] == "Success"
        bed.rows("INSERT INTO monitorrecord (filename, fileformat, uniqueid, dstuid, linkedid, status, starttime, endtime) VALUES "
                 "(%s, 'wav', %s, %s, %s, 'recorded', UTC_TIMESTAMP(3), UTC_TIMESTAMP(3))", name, leg["srcuid"], leg["dstuid"], leg["linkedid"])
        eventually(lambda: member(bed)["status"] == "In use")
        call.hang_up()
    (row,) = eventually(lambda: bed.rows("SELECT * FROM monitorrecord WHERE filename = %s AND status = 'ready'", name), seconds=30)
    assert row["filesize"] > 44
    tied = eventually(lambda: bed.rows("SELECT srcuid, dstuid FROM mycdr WHERE monitored = %s", row["id"]))
    assert tied == [{"srcuid": leg["srcuid"], "dstuid": leg["dstuid"]}]
