# SPDX-License-Identifier: GPL-3.0-or-later
"""The daemon dialer as a whole: a scripted Asterisk, a private MariaDB, and what may go wrong in between."""
import collections

import pytest
from called_place import ALWAYS_NIGHT, ALWAYS_NOON
from conftest import Daemon, eventually
from dialed_asterisk import DialedAsterisk


@pytest.fixture
def asterisk():
    server = DialedAsterisk()
    yield server
    server.close()


@pytest.fixture
def dialer(daemon_config):
    daemon = Daemon("dialer", daemon_config(extra="[dialer]\ntick_ms=50\n"))
    yield daemon
    daemon.stop()


@pytest.fixture
def other(daemon_config):
    """A second dialer, as started by mistake on another machine."""
    daemon = Daemon("dialer", daemon_config(place="other", extra="[dialer]\ntick_ms=50\n"))
    yield daemon
    daemon.stop()


@pytest.fixture
def campaign(database):
    """Starts campaign 1 with these numbers; its queue has `agents` idle members."""

    def start(numbers, agents=20, **settings):
        values = {"id": 1, "groupid": 7, "campaignname": "spring", "enable": 1, "status": "busy", "outcontext": "outbound", "queuename": "sales",
                  "bindqueue": 1, "limit_type": "channel", "max_channel": 5, "profile": "US", "asksnational": 0, "message": "sorry", "maxtrytime": 3,
                  "timezone": ALWAYS_NOON, "ringtime": 30, **settings}
        if "server" not in settings:
            database.rows("INSERT INTO queue_name (queuename) VALUES ('sales')")
        for n in range(agents):
            database.rows("INSERT INTO queue_agent (queuename, agent, status) VALUES ('sales', %s, 'Not in use')", f"PJSIP/{8001 + n}")
        marks = ",".join(["%s"] * len(values))
        database.rows(f"INSERT INTO campaign ({','.join(values)}) VALUES ({marks})", *values.values())
        for number in numbers:
            database.rows("INSERT INTO diallist (campaignid, groupid, dialnumber, consenttime) VALUES (1, 7, %s, UTC_TIMESTAMP())", number)

    return start


def responses(database):
    return {r["dialednumber"]: r["response"] for r in database.rows("SELECT dialednumber, response FROM dialedlist ORDER BY id")}


def settled(database, count):
    """All that was begun is closed, and so much of it there is."""
    rows = database.rows("SELECT response FROM dialedlist")
    return len(rows) == count and all(r["response"] for r in rows)


def record(database, name, disposition, queue=""):
    """As astercc writes a call that is over."""
    answer = "UTC_TIMESTAMP(3)" if disposition == "ANSWERED" else "NULL"
    database.rows("INSERT INTO mycdr (calldate, endtime, linkedid, srcuid, dstuid, disposition, answertime, queue) VALUES "
                  f"(UTC_TIMESTAMP(3), UTC_TIMESTAMP(3), %s, %s, 'other', %s, {answer}, %s)", name, name, disposition, queue)


def why(database):
    row = database.rows("SELECT why, detail FROM campaign_state WHERE campaignid = 1")
    return (row[0]["why"], row[0]["detail"]) if row else None


def test_a_list_is_called_to_its_end(dialer, asterisk, database, campaign):
    campaign(["030000100", "030000201", "030000302", "030000403", "030000504", "030000605"])
    dialer.start()
    eventually(lambda: len(asterisk.orders) == 6)
    eventually(lambda: len(asterisk.open) == 1)
    asterisk.hang_up_all()
    eventually(lambda: settled(database, 6))
    assert responses(database) == {"030000100": "ANSWERED", "030000201": "BUSY", "030000302": "NO ANSWER", "030000403": "FAILED",
                                   "030000504": "MACHINE", "030000605": "ABANDONED"}
    (hour,) = database.rows("SELECT SUM(dials) d, SUM(persons) p, SUM(connected) c, SUM(abandoned) a, SUM(lost) l, SUM(machines) m, SUM(busy) b, "
                            "SUM(noanswer) n, SUM(failed) f FROM campaign_hour WHERE campaignid = 1")
    assert {k: int(v) for k, v in hour.items()} == {"d": 6, "p": 2, "c": 1, "a": 1, "l": 1, "m": 1, "b": 1, "n": 1, "f": 1}
    assert eventually(lambda: why(database) == ("list_empty", ""))
    assert database.rows("SELECT COUNT(*) n FROM originated_call")[0]["n"] == 0
    decisions = database.rows("SELECT d.verdict, d.profile, d.profileversion, d.inputs, a.dialednumber FROM dial_decision d "
                              "JOIN dialedlist a ON a.id = d.dialedlistid AND a.dialednumber = d.number")
    assert len(decisions) == 6 and {(d["verdict"], d["profile"]) for d in decisions} == {("dial", "US")}
    answered = database.rows("SELECT * FROM dialedlist WHERE response = 'ANSWERED'")[0]
    assert answered["begintime"] <= answered["answertime"].replace(microsecond=999999)
    assert answered["persontime"] <= answered["connecttime"] <= answered["endtime"]
    assert answered["mode"] == "limit" and answered["trytime"] == 1 and answered["uniqueid"].startswith("dial-")


def test_the_order_is_as_the_dialplan_expects_it(dialer, asterisk, campaign, database):
    campaign(["030000109"], callerid="02100000", amd=1, waittime=4)
    dialer.start()
    (order,) = eventually(lambda: asterisk.orders)
    (row,) = database.rows("SELECT id, uniqueid FROM dialedlist")
    assert order["Channel"] == "Local/030000109@outbound/n" and order["Timeout"] == "30000" and order["Async"] == "true"
    assert order["Context"] == "astercc-dialer" and order["Exten"] == "s" and order["ChannelId"] == row["uniqueid"]
    assert order["OtherChannelId"] == row["uniqueid"] + "-out" and "02100000" in order["CallerID"]
    assert order["Variable"] == "ASTERCC_AMD=1"  # the last of them


def test_never_more_calls_than_the_limit_also_when_it_is_lowered(dialer, asterisk, database, campaign):
    campaign([f"0300{n:03}09" for n in range(30)], max_channel=6)
    dialer.start()
    eventually(lambda: len(asterisk.open) == 6)
    database.rows("UPDATE campaign SET max_channel = 2")
    for name in list(asterisk.open)[:3]:
        asterisk.finish(name)
    eventually(lambda: settled(database, 6) or len([r for r in responses(database).values() if r]) == 3)
    for name in list(asterisk.open)[:2]:
        asterisk.finish(name)
    eventually(lambda: len(asterisk.orders) == 7)
    assert len(asterisk.open) == 2 and asterisk.most_open == 6


def test_numbers_that_may_not_be_called(dialer, asterisk, database, campaign):
    campaign(["030000101", "030000201", "030000301", "12x"], profile="DE")
    database.rows("INSERT INTO dnc (number, groupid, reason) VALUES ('030000101', 7, 'asked us not to')")
    database.rows("UPDATE diallist SET consenttime = NULL WHERE dialnumber = '030000201'")
    database.rows("UPDATE diallist SET timezone = 'Mars/Olympus' WHERE dialnumber = '030000301'")
    dialer.start()
    eventually(lambda: settled(database, 4))
    assert responses(database) == {"030000101": "DNC", "030000201": "REFUSED", "030000301": "REFUSED", "12x": "INVALID"}
    verdicts = {r["number"]: (r["verdict"], r["why"]) for r in database.rows("SELECT number, verdict, why FROM dial_decision")}
    assert verdicts == {"030000101": ("do_not_call_group", "asked us not to"), "030000201": ("consent_missing", ""),
                        "030000301": ("place_unknown", ""), "12x": ("number_invalid", "")}
    assert asterisk.orders == []


def test_what_may_be_called_later_is_held_back_until_then(dialer, asterisk, database, campaign):
    campaign(["030000101"])
    database.rows("UPDATE diallist SET timezone = %s", ALWAYS_NIGHT)
    dialer.start()
    (row,) = eventually(lambda: database.rows("SELECT dialtime, heldreason FROM diallist WHERE heldreason <> ''"))
    assert row["heldreason"] == "outside_hours" and row["dialtime"]
    eventually(lambda: why(database) == ("all_held", ""))
    assert asterisk.orders == []


def test_a_number_in_international_form_tells_its_zone_unless_people_do(dialer, asterisk, database, campaign):
    # In one of these countries at least it is night, and nobody has said where the numbers ring.
    campaign(["+8602155500101", "+442155500101", "+12135550101"], timezone="")
    dialer.start()

    def held():
        return database.rows("SELECT id FROM diallist WHERE heldreason = 'outside_hours'")

    eventually(lambda: held() and len(held()) + len(database.rows("SELECT id FROM dial_decision WHERE inputs LIKE %s", '%"numbering":1%')) == 3)


def test_a_number_is_tried_again_by_its_outcome(dialer, asterisk, database, campaign):
    campaign(["030000101", "030000202"], retrybusy=600, maxtrytime=2)
    database.rows("UPDATE diallist SET timezone = %s, linetype = 'fixed'", ALWAYS_NOON)
    dialer.start()
    eventually(lambda: settled(database, 2))
    (again,) = database.rows("SELECT * FROM diallist")
    assert again["dialnumber"] == "030000101" and again["trytime"] == 1 and again["linetype"] == "fixed" and again["timezone"] == ALWAYS_NOON
    assert again["consenttime"] and again["assign"] == ""
    eventually(lambda: why(database) == ("none_due", ""))
    database.rows("UPDATE diallist SET dialtime = UTC_TIMESTAMP() - INTERVAL 1 SECOND")
    eventually(lambda: settled(database, 3))
    assert database.rows("SELECT * FROM diallist") == []
    assert asterisk.numbers.count("030000101") == 2


def test_a_result_the_agent_chose_goes_before_the_retry(dialer, asterisk, database, campaign):
    campaign(["030000109"], retrynoanswer=600)
    dialer.start()
    (name,) = eventually(lambda: list(asterisk.open))
    database.rows("UPDATE dialedlist SET dispositionid = 5, disposition = 'wrong number'")
    asterisk.finish(name)
    eventually(lambda: settled(database, 1))
    assert database.rows("SELECT * FROM diallist") == []


def test_stopped_means_no_more_calls(dialer, asterisk, database, campaign):
    campaign([f"0300{n:03}09" for n in range(9)], max_channel=2)
    dialer.start()
    eventually(lambda: len(asterisk.open) == 2)
    database.rows("UPDATE campaign SET status = 'idle'")
    eventually(lambda: database.rows("SELECT talking + ringing + dialing n FROM campaign_state")[0]["n"] == 2)
    for name in asterisk.open:
        asterisk.finish(name)
    eventually(lambda: database.rows("SELECT * FROM campaign_state") == [])
    assert len(asterisk.orders) == 2


@pytest.mark.parametrize("settings, word", [({"outcontext": ""}, ("settings_wrong", "outcontext")),
                                            ({"queuename": "nobody"}, ("queue_missing", "nobody")),
                                            ({"message": ""}, ("message_missing", "")),
                                            ({"enable": 0}, ("campaign_disabled", "")),
                                            ({"hours": "Mon 25:00"}, ("settings_wrong", "hours")),
                                            ({"profile": "XX"}, ("settings_wrong", "profile: XX"))])
def test_why_it_is_not_dialing(dialer, asterisk, database, campaign, settings, word):
    campaign(["030000101"], **settings)
    dialer.start()
    found = eventually(lambda: (why(database) or ("asterisk_away",))[0] != "asterisk_away" and why(database))
    assert (found[0], found[1][:len(word[1])]) == word
    assert asterisk.orders == []


def test_without_agents_nobody_is_called(dialer, asterisk, database, campaign):
    campaign(["030000101"], agents=0)
    dialer.start()
    eventually(lambda: why(database) == ("no_agents", ""))
    assert asterisk.orders == []


def test_refused_orders_go_back_into_the_list(dialer, asterisk, database, campaign):
    asterisk.refuse = "Permission denied"
    campaign(["030000101"])
    dialer.start()
    eventually(lambda: why(database) == ("settings_wrong", "originate: Originate: Permission denied") or
               (why(database) or ("", ""))[1].startswith("originate"))
    (row,) = eventually(lambda: database.rows("SELECT trytime FROM diallist"))
    assert row["trytime"] == 0 and database.rows("SELECT * FROM dialedlist") == []


def test_killed_again_and_again_no_number_is_ordered_twice_and_none_is_lost(dialer, asterisk, database, campaign):
    numbers = [f"0300{n:03}0{n % 4}" for n in range(120)]
    campaign(numbers, max_channel=8)
    for _ in range(12):
        ordered = len(asterisk.orders)
        # Eight more than what hangs in the air: committed, and not ordered when it was killed.
        database.rows("UPDATE campaign SET max_channel = 8 + (SELECT COUNT(*) FROM dialedlist WHERE response = '')")
        dialer.start()
        eventually(lambda: len(asterisk.orders) > ordered)
        dialer.kill()
    database.rows("UPDATE dialedlist SET begintime = begintime - INTERVAL 2 MINUTE WHERE response = ''")
    database.rows("UPDATE campaign SET max_channel = 50")
    dialer.start()
    eventually(lambda: asterisk.hang_up_all() or (settled(database, 120) and not database.rows("SELECT * FROM diallist")), 60)
    assert max(collections.Counter(asterisk.names).values()) == 1
    assert max(collections.Counter(asterisk.numbers).values()) == 1
    assert sorted(responses(database)) == sorted(numbers)


def counts(database):
    rows = database.rows("SELECT dialing, ringing, waiting, talking FROM campaign_state WHERE asof > UTC_TIMESTAMP(3) - INTERVAL 2 SECOND")
    return tuple(rows[0].values()) if rows else None


def test_living_calls_are_adopted_by_the_next_run(dialer, asterisk, database, campaign):
    campaign(["030000100", "030000209"], max_channel=2)
    dialer.start()
    eventually(lambda: counts(database) == (0, 1, 0, 1))
    dialer.kill()
    database.rows("DELETE FROM campaign_state")
    dialer.start()
    eventually(lambda: counts(database) == (1, 0, 0, 1))
    names = {number: name for name, number in asterisk.open.items()}
    asterisk.hang_up(names["030000100"])
    asterisk.finish(names["030000209"], "BUSY", 17)
    eventually(lambda: settled(database, 2))
    assert responses(database) == {"030000100": "ANSWERED", "030000209": "BUSY"}
    assert len(asterisk.orders) == 2


def test_a_connection_cut_between_an_order_and_its_answer(dialer, asterisk, database, campaign):
    asterisk.is_deaf = True
    asterisk.answers["Originate"] = lambda action: asterisk._originate(action) and None  # taken, and never answered
    campaign(["030000109"])
    dialer.start()
    (name,) = eventually(lambda: asterisk.names)
    asterisk.cut()
    asterisk.await_login(2)
    asterisk.finish(name, "BUSY", 17)
    eventually(lambda: responses(database) == {"030000109": "BUSY"})
    assert asterisk.names == [name]


def test_what_ended_unheard_is_told_by_the_call_records(dialer, asterisk, database, campaign):
    campaign(["030000100", "030000209"])
    dialer.start()
    eventually(lambda: len(asterisk.open) == 2)
    names = {number: name for name, number in asterisk.open.items()}
    dialer.kill()
    for name in names.values():
        asterisk.die(name)
    record(database, names["030000100"], "ANSWERED", "sales")
    record(database, names["030000209"], "BUSY")
    dialer.start()
    eventually(lambda: settled(database, 2))
    assert responses(database) == {"030000100": "ANSWERED", "030000209": "BUSY"}
    assert len(asterisk.orders) == 2


def test_of_two_dialers_one_dials(dialer, other, asterisk, database, campaign):
    campaign([f"0300{n:03}09" for n in range(40)], max_channel=4)
    dialer.start()
    other.start()
    eventually(lambda: len(asterisk.open) == 4)
    # The lease is stolen back and forth: whoever holds it goes on with the other's calls.
    for _ in range(4):
        ordered = len(asterisk.orders)
        database.rows("UPDATE lease SET token = token + 1, expires = NULL WHERE name = 'dialer'")
        for name in list(asterisk.open)[:2]:
            asterisk.finish(name)
            record(database, name, "NO ANSWER")
        eventually(lambda: len(asterisk.orders) >= ordered + 2, 30)
    assert asterisk.most_open <= 4
    assert max(collections.Counter(asterisk.names).values()) == 1


def test_the_other_takes_over_when_the_leader_freezes(dialer, other, asterisk, database, campaign):
    campaign([f"0300{n:03}09" for n in range(20)], max_channel=2)
    dialer.start()
    eventually(lambda: len(asterisk.open) == 2)
    other.start()
    dialer.freeze()
    eventually(lambda: "event=leading" in other.text())
    for name in asterisk.open:
        asterisk.finish(name)
        record(database, name, "NO ANSWER")
    eventually(lambda: len(asterisk.orders) == 4)
    dialer.thaw()
    eventually(lambda: "event=standing_by" in dialer.text())
    assert asterisk.most_open == 2 and max(collections.Counter(asterisk.numbers).values()) == 1


def test_a_database_that_goes_and_comes(dialer, asterisk, database, mariadb, campaign):
    campaign([f"0300{n:03}09" for n in range(10)], max_channel=3)
    dialer.start()
    eventually(lambda: len(asterisk.open) == 3)
    mariadb.kill()
    eventually(lambda: "event=database_away" in dialer.text())
    for name in asterisk.open:
        asterisk.finish(name, "BUSY", 17)
    mariadb.start()
    eventually(lambda: len(asterisk.orders) == 6)
    assert [r for r in responses(database).values() if r] == ["BUSY"] * 3
    assert max(collections.Counter(asterisk.numbers).values()) == 1


def test_the_test_flag_says_what_is_wrong(dialer, asterisk, database):
    asterisk.has_context = False
    asterisk.answers["ListCommands"] = lambda _: ("Success", "Originate: make a call")
    answer = dialer.run("-t")
    assert answer.returncode == 69 and "Originate: ok" in answer.stdout and "extensions_astercc.conf" in answer.stdout
    asterisk.has_context = True
    assert dialer.run("-t").returncode == 0
