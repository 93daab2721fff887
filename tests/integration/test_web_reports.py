# SPDX-License-Identifier: GPL-3.0-or-later
"""Reports and time sheets: the numbers against rows put in by hand, whose they are, and the same as a file."""
import csv
import datetime
import html
import io
import re
import subprocess
import zipfile

import pytest

from web_client import BUILD, crm as seeded_crm, installed  # noqa: F401

M = "/astercrm/manager.fcgi"
PORTAL = "/astercrm/portal.fcgi"
DAY = "2026-11-23"
OF_DAY = f"period=dates&from={DAY}&to={DAY}"
ALICE, DARIA = 3, 4
TABLES = ("queue_stats", "qname", "agent_log", "dialedlist", "campaign", "source_position", "report_calls", "report_time")


@pytest.fixture
def crm(seeded_crm):
    for table in TABLES:
        seeded_crm.run(f"TRUNCATE {table}")
    return seeded_crm


def utc(text, day=DAY):
    """The clock of Shanghai, UTC+8, as the database keeps it."""
    return datetime.datetime.fromisoformat(f"{day} {text}") - datetime.timedelta(hours=8)


def count(crm):
    config = crm.config.parent / "astercc.conf"
    config.write_text(f"[database]\ndbhost={crm.server.socket}\nusername=root\n")
    config.chmod(0o600)
    done = subprocess.run([BUILD / "bin/astercctools", "-c", config, "--recount-reports"], capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stderr


def queue_event(crm, at, uniqueid, event, info1="", info3="", queue="support"):
    crm.run("INSERT IGNORE INTO qname (qname) VALUES (%s)", queue)
    crm.run("INSERT IGNORE INTO qevent (event) VALUES (%s)", event)
    crm.run("INSERT INTO queue_stats (uniqueid, datetime, qname, qevent, info1, info3, position) SELECT %s, %s, q.qname_id, e.event_id, %s, %s, "
            "(SELECT COUNT(*) FROM queue_stats s) FROM qname q, qevent e WHERE q.qname = %s AND e.event = %s", uniqueid, utc(at), info1, info3, queue, event)


def leg(crm, at, call, number=1, **columns):
    values = {"calldate": utc(at), "endtime": utc(at), "srcuid": call, "linkedid": call, "dstuid": f"{call}-{number}", "legno": number,
              "disposition": "ANSWERED", **columns}
    crm.run(f"INSERT INTO mycdr ({','.join(values)}) VALUES ({','.join(['%s'] * len(values))})", *values.values())


def stretch(crm, begin, end, status="ready", state="idle", account=ALICE, group=1, **columns):
    values = {"accountid": account, "groupid": group, "status": status, "state": state, "begintime": begin, "endtime": end, **columns}
    crm.run(f"INSERT INTO agent_log ({','.join(values)}) VALUES ({','.join(['%s'] * len(values))})", *values.values())


def text_of(cell):
    return html.unescape(re.sub(r"<[^>]+>", "", cell)).strip()


def table_of(page):
    """Name of the row -> caption -> figure; the bar's column has no caption."""
    head, body = re.search(r"<thead>(.*?)</thead>(.*?)</table>", page.body, re.S).groups()
    captions = [text_of(cell) for cell in re.findall(r"<t[hd].*?</t[hd]>", head, re.S)]
    rows = {}
    for line in re.findall(r"<tr>(.*?)</tr>", body, re.S):
        cells = [text_of(cell) for cell in re.findall(r"<t[hd].*?</t[hd]>", line, re.S)]
        rows[cells[0]] = dict(zip(captions, cells))
    return rows


def report(browser, by, more="", period=OF_DAY):
    page = browser.get(f"{M}/reports?by={by}&{period}&{more}")
    assert page.status == 200, page.errors
    return table_of(page) if "<thead>" in page.body else {}


def figures(row, *captions):
    return tuple(row[caption] for caption in captions)


OFFERS = ("Offered", "Answered calls", "Abandoned", "Unanswered")


def callers(crm):
    """Support: one answered after 12 s, one after 25, one who gives up after 4 and one after 90, one timed out, one still waiting."""
    for uniqueid, came, event, went, info1, info3 in (
            ("q.1", "09:00:00", "CONNECT", "09:00:12", "12", "8"), ("q.2", "09:05:00", "CONNECT", "09:05:25", "25", "3"),
            ("q.3", "09:29:58", "ABANDON", "09:30:02", "1", "4"), ("q.4", "10:00:00", "ABANDON", "10:01:30", "1", "90"),
            ("q.5", "10:10:00", "EXITWITHTIMEOUT", "10:11:00", "1", "60")):
        queue_event(crm, came, uniqueid, "ENTERQUEUE")
        queue_event(crm, went, uniqueid, event, info1, info3)
    queue_event(crm, "10:20:00", "q.6", "ENTERQUEUE")
    queue_event(crm, "09:02:00", "q.1", "COMPLETECALLER", "12", "1")


def test_a_queue_is_counted_as_queue_log_says(crm):
    callers(crm)
    count(crm)
    root = crm.logged_in("root")
    row = report(root, "queue")["support"]
    assert figures(row, *OFFERS) == ("6", "2", "2", "1"), "who still waits is offered and nothing else"
    assert figures(row, "Service level", "ASA", "Longest wait") == ("16.7%", "0:19", "1:30")
    assert "Occupancy" not in row, "agents' time is not a queue's"
    row = report(root, "queue", "within=30&short=5")["support"]
    assert figures(row, "Abandoned", "Short", "Service level") == ("1", "1", "40.0%")
    hours = report(root, "hour", "queue=support")
    assert figures(hours["09:00–09:59"], *OFFERS) == ("3", "2", "1", "0"), "a caller is of the hour in which he came"
    assert figures(hours["10:00–10:59"], *OFFERS) == ("3", "0", "1", "1")
    assert figures(hours["Total"], *OFFERS, "ASA", "Longest wait") == ("6", "2", "2", "1", "0:19", "1:30")


def test_somebody_who_comes_again_is_two_callers(crm):
    for came, went, event in (("09:00:00", "09:01:00", "EXITWITHTIMEOUT"), ("09:02:00", "09:02:05", "CONNECT")):
        queue_event(crm, came, "q.1", "ENTERQUEUE")
        queue_event(crm, went, "q.1", event, "5", "60")
    count(crm)
    assert figures(report(crm.logged_in("root"), "queue")["support"], *OFFERS, "ASA", "Longest wait") == ("2", "1", "0", "1", "0:05", "1:00")


def test_words_in_queue_log_that_are_no_numbers_harm_nothing(crm):
    queue_event(crm, "09:00:00", "q.1", "ENTERQUEUE")
    queue_event(crm, "09:00:07", "q.1", "CONNECT", "soon", "x")
    queue_event(crm, "09:10:00", "q.2", "ENTERQUEUE")
    queue_event(crm, "09:10:09", "q.2", "EXITWITHKEY", "1", "2")
    count(crm)
    assert figures(report(crm.logged_in("root"), "queue")["support"], *OFFERS, "ASA", "Longest wait") == ("2", "1", "0", "1", "0:07", "0:09")


def calls(crm):
    """Two calls over line 5001: one that Daria let ring and Alice answered, one given up; one of Alice's own."""
    line = {"didnumber": "5001", "src": "02112345678"}
    leg(crm, "09:59:50", "c.1", 1, **line, disposition="NO ANSWER", ringsec=15, dstaccountid=DARIA, astercrm_groupid=2)
    leg(crm, "10:00:05", "c.1", 2, **line, ringsec=5, billsec=100, holdsec=20, dstaccountid=ALICE, astercrm_groupid=1, queue="support", waitsec=22)
    leg(crm, "11:00:00", "c.2", 1, **line, disposition="NO ANSWER", ringsec=9, dstaccountid=ALICE, astercrm_groupid=1, hangupby="caller")
    leg(crm, "12:00:00", "c.3", 1, src="8001", billsec=60, srcaccountid=ALICE, astercrm_groupid=1)


def test_a_call_of_several_legs_is_one_call_of_its_line(crm):
    calls(crm)
    crm.run("INSERT INTO trunkinfo (trunkname, didnumber, trunknote) VALUES ('Hotline', '5001', '')")
    count(crm)
    root = crm.logged_in("root")
    row = report(root, "line")["5001 Hotline"]
    assert figures(row, *OFFERS, "ASA", "Longest wait", "Talk", "Hold") == ("2", "1", "1", "0", "0:22", "0:22", "1:20", "0:20")
    stretch(crm, utc("10:01:50"), utc("10:02:20"), state="wrapup", queue="support", linkedid="c.1")
    count(crm)
    assert figures(report(root, "line")["5001 Hotline"], "Wrap-up", "AHT") == ("0:30", "2:10")
    assert figures(report(root, "hour")["10:00–10:59"], "Wrap-up") == ("0:30",), "an agent's, of the hour it was in"
    assert figures(report(root, "hour")["Total"], "Wrap-up") == ("0:30",)
    hours = report(root, "hour")
    assert list(hours) == ["09:00–09:59", "10:00–10:59", "11:00–11:59", "12:00–12:59", "Total"]
    assert figures(hours["09:00–09:59"], "Offered", "Answered calls") == ("1", "1"), "of the hour in which its first leg began"
    assert figures(hours["12:00–12:59"], "Offered", "Outgoing", "Outgoing talk") == ("0", "1", "1:00")
    assert figures(report(root, "group")["Support"], "Offered", "Answered calls") == ("2", "1"), "the group of who answered"
    assert figures(report(root, "day")["23 Nov 2026"], "Offered", "Outgoing") == ("2", "1")


def test_an_agent_is_measured_by_legs_and_log(crm):
    calls(crm)
    stretch(crm, utc("10:00:00"), utc("10:00:05"), queue="")
    stretch(crm, utc("10:00:05"), utc("10:00:10"), state="ringing", queue="support")
    stretch(crm, utc("10:00:10"), utc("10:01:50"), state="talking", queue="support")
    stretch(crm, utc("10:01:50"), utc("10:02:20"), state="wrapup", queue="support")
    stretch(crm, utc("10:02:20"), utc("10:02:50"), status="paused", reason="Lunch")
    count(crm)
    root = crm.logged_in("root")
    rows = report(root, "agent")
    assert figures(rows["alice"], *OFFERS, "ASA", "Talk", "Hold", "Wrap-up", "AHT", "Outgoing", "Occupancy") == (
        "2", "1", "1", "0", "0:05", "1:20", "0:20", "0:30", "2:10", "1", "92.9%")
    assert figures(rows["daria"], *OFFERS, "AHT", "Occupancy") == ("1", "0", "0", "1", "–", "–")
    assert figures(report(root, "agent", "queue=support")["alice"], "Offered", "Wrap-up", "AHT") == ("1", "0:30", "2:10")
    assert figures(report(root, "hour", f"agent={DARIA}")["09:00–09:59"], *OFFERS) == ("1", "0", "0", "1")
    link = re.search(r'<a href="([^"]*/cdr[^"]*)">alice</a>', root.get(f"{M}/reports?by=agent&{OF_DAY}").body)[1]
    listed = re.search(r"<tbody.*</tbody>", root.get(html.unescape(link)).body, re.S)[0]
    assert listed.count("<tr") == 2 and "02112345678" in listed


def test_a_group_administrator_sees_the_group_alone(crm):
    calls(crm)
    callers(crm)
    queue_event(crm, "09:00:00", "s.1", "ENTERQUEUE", queue="sales")
    crm.run("INSERT INTO queue_agent (queuename, agent) VALUES ('support', 'PJSIP/8001'), ('sales', 'PJSIP/8004')")
    stretch(crm, utc("09:00:00"), utc("10:00:00"), account=DARIA, group=2)
    stretch(crm, utc("09:00:00"), utc("10:00:00"))
    count(crm)
    grace = crm.logged_in("grace")
    assert set(report(grace, "queue")) == {"support", "Total"}
    assert set(report(grace, "agent")) == {"alice", "Total"}
    assert set(report(grace, "group", "group=2")) == {"Support", "Total"}
    assert "sales" not in grace.get(f"{M}/reports").body and "daria" not in grace.get(f"{M}/reports").body
    assert report(grace, "agent", f"agent={DARIA}") == {}
    assert "daria" not in grace.get(f"{M}/reports/timesheet?{OF_DAY}").body
    assert grace.get(f"{M}/reports/day?agent={DARIA}&day={DAY}").status == 404
    assert crm.logged_in("root").get(f"{M}/reports/day?agent={DARIA}&day={DAY}").status == 200
    assert crm.logged_in("alice").get(f"{M}/reports").status == 404


def attempt(crm, uniqueid="", response="ANSWERED", begun="09:00:00", campaign=5, group=1, **columns):
    values = {"dialednumber": "02177", "dialedtime": utc(begun), "response": response, "uniqueid": uniqueid, "groupid": group, "campaignid": campaign,
              **{name: utc(value) if name.endswith("time") else value for name, value in columns.items()}}
    return crm.run(f"INSERT INTO dialedlist ({','.join(values)}) VALUES ({','.join(['%s'] * len(values))})", *values.values())


def campaigns(crm):
    """Spring: by hand one that Alice talked to, one nobody answered; by the dialer one connected with Daria after 2 s, one abandoned, one
    who hung up at once, one busy, one not to be called."""
    crm.run("INSERT INTO campaign (id, groupid, campaignname) VALUES (5, 1, 'Spring'), (6, 2, 'Autumn')")
    attempt(crm, "work-1", answertime="09:00:20", duration=100, accountid=ALICE)
    leg(crm, "09:00:10", "work-1", src="8001", dst="02177", billsec=100, holdsec=10, srcaccountid=ALICE)
    attempt(crm, "work-2", "NO ANSWER", accountid=ALICE)
    dialer = {"mode": "predictive"}
    attempt(crm, "dial-1", begun="10:00:00", persontime="10:00:00", connecttime="10:00:02", endtime="10:01:02", duration=62, **dialer)
    leg(crm, "10:00:01", "dial-1", src="02177", dst="8004", billsec=60, dstaccountid=DARIA, astercrm_groupid=2)
    stretch(crm, utc("09:59:00"), utc("10:00:02"), account=DARIA, group=2)
    stretch(crm, utc("10:00:02"), utc("10:01:02"), account=DARIA, group=2, state="talking", linkedid="dial-1")
    stretch(crm, utc("10:01:02"), utc("10:01:32"), account=DARIA, group=2, state="wrapup", linkedid="dial-1")
    attempt(crm, "dial-2", "ABANDONED", begun="09:30:00", persontime="09:30:00", endtime="09:30:09", isabandoned=1, **dialer)
    attempt(crm, "dial-3", "ABANDONED", begun="09:31:00", persontime="09:31:00", endtime="09:31:01", **dialer)
    attempt(crm, "dial-4", "BUSY", begun="09:32:00", endtime="09:32:01", **dialer)
    attempt(crm, "", "DNC", begun="09:33:00", **dialer)
    attempt(crm, "work-3", "NO ANSWER", campaign=6, group=2)


def test_a_campaign_is_counted_by_its_attempts(crm):
    campaigns(crm)
    count(crm)
    rows = report(crm.logged_in("root"), "campaign")
    assert figures(rows["Spring"], "Dialed", *OFFERS) == ("6", "4", "2", "1", "1")
    assert figures(rows["Spring"], "Service level", "ASA", "Longest wait") == ("50.0%", "0:01", "0:09")
    assert figures(rows["Spring"], "Talk", "Hold", "Wrap-up", "AHT") == ("2:30", "0:10", "0:30", "1:35")
    assert figures(rows["Spring"], "Occupancy") == ("97.8%",), "of Daria's time from ten to eleven: 90 of 92 s"
    assert figures(rows["Autumn"], "Dialed", "Offered", "AHT", "Occupancy") == ("1", "0", "–", "–")
    assert set(report(crm.logged_in("grace"), "campaign")) == {"Spring", "Total"}


def test_the_time_sheet_cuts_at_midnight_and_names_pauses(crm):
    stretch(crm, utc("23:00:00", "2026-11-22"), utc("00:30:00.400"))
    stretch(crm, utc("00:30:00.400"), utc("00:45:00.400"), status="paused", reason="Lunch", reasonid=7)
    stretch(crm, utc("00:45:00.400"), utc("00:50:00"), status="paused", reason="MISSED")
    stretch(crm, utc("00:50:00"), utc("07:00:00"), status="off")
    stretch(crm, utc("07:00:00"), utc("07:00:10"), state="talking")
    count(crm)
    root = crm.logged_in("root")
    page = root.get(f"{M}/reports/timesheet?period=dates&from=2026-11-22&to={DAY}")
    lines = [[text_of(cell) for cell in re.findall(r"<t[hd].*?</t[hd]>", line, re.S)] for line in re.findall(r"<tr>(.*?)</tr>", page.body, re.S)]
    captions, before, after, whole = lines[0], *lines[1:]
    get = lambda line, *names: tuple(line[captions.index(name)] for name in names)  # noqa: E731
    assert get(before, "Agent", "Day", "First log-in", "Last log-out", "Logged in") == ("alice", "22 Nov 2026", "23:00:00", "00:00:00", "1:00:00")
    assert get(after, "First log-in", "Last log-out", "Logged in", "Ready", "On call", "Paused", "Occupancy") == (
        "00:00:00", "07:00:10", "50:10", "30:00", "0:10", "20:00", "0.6%")
    assert get(after, "Pauses") == ("Lunch 15:00 Missed call 5:00",)
    assert get(whole, "Logged in") == ("1:50:10",)
    day = root.get(f"{M}/reports/day?agent={ALICE}&day={DAY}")
    parts = re.findall(r'<rect class="day-part day-(\w+)" x="([\d.]+)" width="([\d.]+)"', day.body)
    assert parts == [("ready", "0.0", "20.8"), ("paused", "20.8", "10.4"), ("paused", "31.3", "3.5"), ("talking", "291.7", "0.1")]
    assert "00:30:00" in day.body and "Lunch" in day.body


def test_what_goes_on_is_counted_up_to_now(crm):
    now = datetime.datetime.now(datetime.timezone.utc).replace(tzinfo=None)
    stretch(crm, now - datetime.timedelta(minutes=1), None)
    count(crm)
    assert "still logged in" in crm.logged_in("root").get(f"{M}/reports/timesheet?period=last7").body


def test_a_file_holds_what_the_page_shows_and_no_formula(crm):
    callers(crm)
    queue_event(crm, "09:00:00", "s.1", "ENTERQUEUE", queue="=1+1")
    count(crm)
    root = crm.logged_in("root")
    shown = root.get(f"{M}/reports?by=queue&within=30&{OF_DAY}")
    address = html.unescape(re.search(r'href="([^"]*format=csv)"', shown.body)[1])
    rows = list(csv.reader(io.StringIO(root.get(address).content.decode("utf-8-sig"))))
    assert rows[0][:4] == ["Queue", "Offered", "Answered calls", "Abandoned"] and "Service level (%)" in rows[0] and "ASA (s)" in rows[0]
    assert [row[:2] for row in rows[1:]] == [["'=1+1", "1"], ["support", "6"], ["Total", "7"]]
    assert rows[2][rows[0].index("ASA (s)")] == "19"
    assert rows[1][rows[0].index("ASA (s)")] == ""
    with zipfile.ZipFile(io.BytesIO(root.get(address.replace("format=csv", "format=xlsx")).content)) as book:
        sheet = book.read("xl/worksheets/sheet1.xml").decode()
    assert "<f>" not in sheet and "support" in sheet and "<v>6</v>" in sheet
    lines = root.get(f"{M}/reports/timesheet/export?format=csv&{OF_DAY}").content.decode("utf-8-sig").splitlines()
    assert lines[0].startswith('"Agent","Day","First log-in","Last log-out","Logged in (s)","Ready (s)"')


def test_counting_again_changes_nothing_and_a_late_row_is_found(crm):
    calls(crm)
    callers(crm)
    stretch(crm, utc("09:00:00"), utc("10:10:00"))
    count(crm)
    counted = crm.run("SELECT * FROM report_calls"), crm.run("SELECT * FROM report_time")
    count(crm)
    assert (crm.run("SELECT * FROM report_calls"), crm.run("SELECT * FROM report_time")) == counted
    queue_event(crm, "10:21:00", "q.6", "CONNECT", "60", "1")
    count(crm)
    assert figures(report(crm.logged_in("root"), "queue")["support"], *OFFERS) == ("6", "3", "2", "1")


def test_hours_follow_the_zone_and_a_change_of_it_counts_nothing_twice(crm):
    calls(crm)
    callers(crm)
    stretch(crm, utc("09:00:00"), utc("10:10:00"))
    count(crm)
    sums = "SELECT SUM(offered) AS offered, SUM(talksec) AS talk FROM report_calls", "SELECT SUM(ready) AS ready FROM report_time"
    before = [crm.run(sql) for sql in sums]
    for zone, minute, hour, counted in (("Asia/Kathmandu", 15, "06", ("2", "2", "0", "0")), ("Asia/Kolkata", 30, "06", ("3", "2", "1", "0")),
                                        ("Asia/Shanghai", 0, "09", ("3", "2", "1", "0"))):
        crm.write_config(timezone=zone)
        count(crm)
        assert {r["slot"].minute for r in crm.run("SELECT slot FROM report_calls UNION SELECT slot FROM report_time")} == {minute}
        assert [crm.run(sql) for sql in sums] == before, zone
        hours = report(crm.logged_in("root"), "hour", "queue=support")
        assert figures(hours[f"{hour}:00–{hour}:59"], *OFFERS) == counted, zone


@pytest.mark.parametrize("dates", ("from=&to=", "from=2026-11-24&to=2026-11-23", "from=yesterday&to=2026-11-23", "from=2020-01-01&to=2026-11-23"))
def test_days_that_are_none_are_told_of(crm, dates):
    root = crm.logged_in("root")
    for path in ("reports", "reports/timesheet"):
        page = root.get(f"{M}/{path}?period=dates&{dates}")
        assert page.status == 422 and "Please choose two days" in page.body


def test_an_agent_sees_the_own_day_in_the_portal(crm):
    now = datetime.datetime.now(datetime.timezone.utc).replace(tzinfo=None)
    local = now + datetime.timedelta(hours=8)
    today = local.date().isoformat()
    begin = utc("00:00:00", today)
    stretch(crm, begin - datetime.timedelta(hours=1), begin, status="paused", reason="Lunch")
    crm.run("INSERT INTO mycdr (calldate, endtime, srcuid, dstuid, disposition, billsec, holdsec, dstaccountid) VALUES (%s, %s, 'a', 'b', 'ANSWERED', 65, 5, %s)",
            begin, begin, ALICE)
    crm.run("INSERT INTO mycdr (calldate, endtime, srcuid, dstuid, disposition, billsec, dstaccountid) VALUES (%s, %s, 'c', 'd', 'ANSWERED', 999, %s)",
            begin, begin, DARIA)
    alice = crm.logged_in("alice")
    page = alice.get(f"{PORTAL}/today")
    shown = dict(re.findall(r"<dt>([^<]*)</dt><dd>([^<]*)</dd>", page.body))
    assert shown == {"Answered calls": "1", "Outgoing": "0", "Talk": "1:05", "Paused": "0:00", "Logged in": "0:00"}
    assert 'class="own-day"' in alice.get(PORTAL).body
