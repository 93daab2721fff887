# SPDX-License-Identifier: GPL-3.0-or-later
"""The daemon eventsdaemon as a whole: every event a row, and with eventtype = event what the pages hear of calls."""
import datetime
import json
import os
import signal
import subprocess
from pathlib import Path

import pytest
from conftest import BIN, Daemon, eventually

SCRIPTS = Path(os.environ["CC_SOURCE_DIR"]) / "scripts"
CAPTURES = Path(__file__).resolve().parents[1] / "data/captures"
QUEUE_CALL = "22/queue_answered"


def capture(name=QUEUE_CALL):
    raw = (CAPTURES / name / "ami.raw").read_bytes()
    return raw[raw.index(b"\n") + 1:]  # the greeting is the fake's own


def events_of(stream):
    """The stream's events as rows hold them; two spaces within a value are no line end."""
    blocks = [block for block in stream.decode().split("\r\n\r\n") if block.startswith("Event: ")]
    return ["  ".join(line.replace("  ", " \u00a0") for line in block.split("\r\n")) for block in blocks]


def split_at(data, marker):
    """Before and after the message that holds the marker, which goes with what is before."""
    end = data.index(b"\r\n\r\n", data.index(marker)) + 4
    return data[:end], data[end:]


def event(name, **headers):
    return "".join(f"{k}: {v}\r\n" for k, v in {"Event": name, "Privilege": "user,all", **headers}.items()).encode() + b"\r\n"


def stored(database):
    return [row["event"] for row in database.rows("SELECT event FROM events ORDER BY id")]


def of_calls(database):
    """Without the ends of the lists it asked for."""
    return [event for event in stored(database) if "  ActionID: cc-" not in event]


def stored_count(database):
    return database.rows("SELECT COUNT(*) AS n FROM events")[0]["n"]


def told(database, account):
    return [json.loads(r["payload"]) for r in database.rows("SELECT payload FROM feed WHERE accountid = %s ORDER BY id", account)]


@pytest.fixture
def agent(database):
    database.rows("INSERT INTO astercrm_account (username, extensions, extension, channel, groupid) VALUES ('alice','','8001','PJSIP/8001',7)")
    return database.rows("SELECT id FROM astercrm_account")[0]["id"]


@pytest.fixture
def eventsdaemon(daemon_config):
    daemon = Daemon("eventsdaemon", daemon_config())
    yield daemon
    daemon.stop()


@pytest.fixture
def event_mode(eventsdaemon, daemon_config, asterisk, agent):
    """The daemon with eventtype = event; started, and told by Asterisk what is alive."""
    daemon_config(extra="eventtype = event")
    eventsdaemon.start()
    asterisk.await_listing(1)
    return eventsdaemon


def start(daemon, asterisk, logins=1):
    daemon.start()
    asterisk.await_login(logins)


def test_every_event_becomes_a_row_in_its_order_whole_and_in_the_originals_form(eventsdaemon, asterisk, database):
    start(eventsdaemon, asterisk)
    stream = capture()
    asterisk.play(stream)
    expected = events_of(stream)
    eventually(lambda: stored_count(database) >= len(expected))
    assert stored(database) == expected
    row = database.rows("SELECT * FROM events WHERE event LIKE 'Event: Newchannel%%' ORDER BY id LIMIT 1")[0]
    seconds = float(row["event"].split("Timestamp: ")[1].split("  ")[0])
    assert row["timestamp"].replace(tzinfo=datetime.timezone.utc).timestamp() == pytest.approx(seconds, abs=0.002)
    assert row["server"] == "asterisk"
    assert database.rows("SELECT id FROM feed") == [] and database.rows("SELECT id FROM curcdr") == []


def test_a_long_event_is_kept_whole_and_answers_to_actions_are_no_events(eventsdaemon, asterisk, database):
    start(eventsdaemon, asterisk)
    value = "0123456789" * 1000
    asterisk.play(b"Response: Success\r\nMessage: not an event\r\n\r\n" + event("UserEvent", Value=value, Uniqueid="1.1"))
    eventually(lambda: stored_count(database))
    assert stored(database) == [f"Event: UserEvent  Privilege: user,all  Value: {value}  Uniqueid: 1.1"]


def test_hostile_bytes_are_stored_as_text_and_add_no_headers(eventsdaemon, asterisk, database):
    start(eventsdaemon, asterisk)
    asterisk.play(b"Event: Newchannel\r\nCallerIDName: '; DROP TABLE events; --\xff\x00  Uniqueid: 6.6\r\nUniqueid: 1.1\r\n\r\n"
                  b"no colon at all\r\n\r\nEvent: Odd\r\nno colon\r\nEmpty:\r\n\r\n" + event("UserEvent"))
    eventually(lambda: stored_count(database) == 3)
    assert stored(database) == [
        "Event: Newchannel  CallerIDName: '; DROP TABLE events; --\ufffd\ufffd \u00a0Uniqueid: 6.6  Uniqueid: 1.1",
        "Event: Odd  no colon  Empty: ",
        "Event: UserEvent  Privilege: user,all"]


def test_named_events_are_left_out_when_the_configuration_says_so(eventsdaemon, daemon_config, asterisk, database):
    daemon_config(extra="events_skip = varset, Newexten")
    start(eventsdaemon, asterisk)
    stream = capture()
    asterisk.play(stream)
    expected = [e for e in events_of(stream) if not e.startswith(("Event: VarSet ", "Event: Newexten "))]
    eventually(lambda: stored_count(database) >= len(expected))
    assert stored(database) == expected


def test_rows_are_purged_when_they_are_older_than_log_life_whatever_asterisks_clock_says(eventsdaemon, daemon_config, asterisk, database):
    daemon_config(extra="log_life = 1")
    start(eventsdaemon, asterisk)
    asterisk.play(event("UserEvent", Timestamp="4102444800.5") + event("UserEvent"))
    eventually(lambda: stored_count(database) == 2)
    eventually(lambda: stored_count(database) == 0)
    asterisk.play(event("UserEvent", N=3))
    eventually(lambda: stored_count(database) == 1)


def test_a_log_life_of_0_keeps_rows_and_a_long_one_keeps_old_timestamps(eventsdaemon, daemon_config, asterisk, database):
    daemon_config(extra="log_life = 3600")
    start(eventsdaemon, asterisk)
    asterisk.play(event("UserEvent", Timestamp="946684800.0"))
    eventually(lambda: stored_count(database) == 1)
    eventsdaemon.stop()
    daemon_config(extra="log_life = 0")
    start(eventsdaemon, asterisk, 2)
    asterisk.play(event("UserEvent", N=2))
    eventually(lambda: stored_count(database) == 2)


def test_events_wait_in_memory_while_the_database_is_away(eventsdaemon, asterisk, database, mariadb):
    start(eventsdaemon, asterisk)
    stream = capture()
    before, after = split_at(stream, b"Event: BridgeEnter")
    asterisk.play(before)
    eventually(lambda: stored_count(database) == len(events_of(before)))
    mariadb.kill()
    asterisk.play(after)
    eventually(lambda: "event=database_away" in eventsdaemon.text())
    mariadb.start()
    eventually(lambda: stored_count(database) >= len(events_of(stream)))
    assert stored(database) == events_of(stream)
    assert "event=database_back" in eventsdaemon.text()


def test_what_waits_longer_than_log_life_is_dropped_counted_and_said(eventsdaemon, daemon_config, asterisk, database, mariadb):
    daemon_config(extra="log_life = 1")
    start(eventsdaemon, asterisk)
    mariadb.kill()
    asterisk.play(event("UserEvent", N=0))
    eventually(lambda: "event=database_away" in eventsdaemon.text())
    asterisk.play(b"".join(event("UserEvent", N=n) for n in range(1, 8)))
    # Only a later event pushes old ones out.
    eventually(lambda: asterisk.play(event("UserEvent", N="late")) or "event=events_dropping" in eventsdaemon.text())
    mariadb.start()
    dropped = eventually(lambda: [line for line in eventsdaemon.text().splitlines() if "event=events_dropped" in line])
    assert int(dropped[0].split("count=")[1].split()[0]) >= 7
    eventually(lambda: [row for row in stored(database) if row.endswith("N: late")])
    assert not [row for row in stored(database) if row[-4:] in {f"N: {n}" for n in range(1, 8)}]
def test_a_cut_connection_is_taken_up_again(eventsdaemon, asterisk, database):
    start(eventsdaemon, asterisk)
    asterisk.play(event("UserEvent", N=1) + b"Event: UserEv")
    eventually(lambda: stored_count(database) == 1)
    asterisk.cut()
    asterisk.await_login(2)
    asterisk.play(event("UserEvent", N=2))
    eventually(lambda: stored_count(database) == 2)
    assert [row[-4:] for row in stored(database)] == ["N: 1", "N: 2"]


def test_killed_it_loses_nothing_that_was_committed_and_stores_nothing_twice(eventsdaemon, asterisk, database):
    start(eventsdaemon, asterisk)
    stream = capture()
    before, after = split_at(stream, b"Event: BridgeEnter")
    asterisk.play(before)
    eventually(lambda: stored_count(database) == len(events_of(before)))
    eventsdaemon.kill()
    start(eventsdaemon, asterisk, 2)
    asterisk.play(after)
    eventually(lambda: stored_count(database) >= len(events_of(stream)))
    assert stored(database) == events_of(stream)


def test_an_event_the_database_refuses_for_good_does_not_hold_up_the_others(eventsdaemon, asterisk, database):
    database.rows("CREATE TRIGGER refuse BEFORE INSERT ON events FOR EACH ROW IF NEW.event LIKE '%%N: 2%%' THEN "
                  "SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'not this one'; END IF")
    start(eventsdaemon, asterisk)
    asterisk.play(event("UserEvent", N=1) + event("UserEvent", N=2) + event("UserEvent", N=3))
    eventually(lambda: stored_count(database) == 2)
    assert [row[-4:] for row in stored(database)] == ["N: 1", "N: 3"]
    assert "event=event_refused" in eventsdaemon.text()


def test_it_starts_without_its_peers_and_waits(eventsdaemon, asterisk, database, mariadb):
    mariadb.kill()
    eventsdaemon.start()
    eventually(lambda: "event=database_away" in eventsdaemon.text())
    mariadb.start()
    asterisk.await_login(1, 30)
    asterisk.play(event("UserEvent"))
    eventually(lambda: stored_count(database) == 1)


def test_the_self_test_and_the_flags_of_the_suite(eventsdaemon, daemon_config, asterisk):
    good = eventsdaemon.run("-t")
    assert good.returncode == 0 and "Success" in good.stdout
    daemon_config(secret="wrong")
    assert eventsdaemon.run("-t").returncode == 69
    daemon_config()
    assert eventsdaemon.run("-d").returncode == 0
    assert "is running" in eventsdaemon.run("-s").stdout
    assert eventsdaemon.run("-d").returncode == 75
    assert "stopped" in eventsdaemon.run("-k").stdout
    daemon_config(extra="eventtype = both")
    broken = eventsdaemon.run()
    assert broken.returncode == 78 and "[system] eventtype: 'both' is neither curcdr nor event" in broken.stderr


# --- eventtype = event ---------------------------------------------------------------------------------------------

@pytest.mark.parametrize("name", [QUEUE_CALL, "16/queue_answered", "13/queue_answered", "11/queue_answered", "1.4/queue_answered"])
def test_in_event_mode_the_agent_hears_of_a_queue_call_and_nothing_is_recorded(event_mode, asterisk, database, agent, name):
    before, after = split_at(capture(name), b"Event: Link\r" if name.startswith("1.4") else b"Bridgestate: Link" if name.startswith("11") else b"Event: BridgeEnter")
    asterisk.play(before)
    live = eventually(lambda: database.rows("SELECT * FROM curcdr WHERE dstaccountid = %s AND disposition IN ('LINK', 'RINGING')", agent))
    assert live[0]["dstchan"].split("-")[0].endswith("/8001")
    asterisk.play(after)
    eventually(lambda: told(database, agent)[-1:] and told(database, agent)[-1]["phase"] == "ended")
    assert [e["phase"] for e in told(database, agent)] == ["ringing", "talking", "ended"]
    assert database.rows("SELECT * FROM curcdr") == []
    assert database.rows("SELECT * FROM mycdr") == []


def test_in_event_mode_a_kill_between_two_events_tells_nothing_twice_and_leaves_nothing_out(event_mode, asterisk, database, agent):
    stream = capture()
    cuts = [stream.index(b"\r\n\r\n", len(stream) * part // 6) + 4 for part in range(1, 6)]
    for count, (begin, end) in enumerate(zip([0, *cuts], [*cuts, len(stream)]), 2):
        asterisk.play(stream[begin:end] + event("UserEvent", Mark=count))
        eventually(lambda: database.rows("SELECT id FROM events WHERE event LIKE %s", f"%Mark: {count}"))
        event_mode.kill()
        event_mode.start()
        asterisk.await_listing(count)
    eventually(lambda: told(database, agent)[-1:] and told(database, agent)[-1]["phase"] == "ended")
    assert [e["phase"] for e in told(database, agent)] == ["ringing", "talking", "ended"]
    eventually(lambda: not database.rows("SELECT * FROM curcdr"))


def test_in_event_mode_a_call_that_ended_while_nobody_listened_is_told_as_ended(event_mode, asterisk, database, agent):
    before, after = split_at(capture(), b"Event: BridgeEnter")
    asterisk.play(before)
    eventually(lambda: database.rows("SELECT * FROM curcdr WHERE dstaccountid = %s", agent))
    asterisk.cut()
    asterisk.happen(after)
    asterisk.await_listing(2)
    eventually(lambda: told(database, agent)[-1:] and told(database, agent)[-1]["phase"] == "ended")
    assert database.rows("SELECT * FROM curcdr") == []


def test_in_event_mode_nothing_is_left_out_while_the_database_is_away(event_mode, asterisk, database, mariadb, agent):
    before, after = split_at(capture(), b"Event: BridgeEnter")
    asterisk.play(before)
    eventually(lambda: told(database, agent))
    mariadb.kill()
    asterisk.play(after)
    eventually(lambda: "event=database_away" in event_mode.text())
    mariadb.start()
    eventually(lambda: [e["phase"] for e in told(database, agent)] == ["ringing", "talking", "ended"])


def test_while_astercc_holds_the_servers_lease_nothing_is_told_and_afterwards_it_goes_on(event_mode, asterisk, database, agent):
    before, after = split_at(capture(), b"Event: BridgeEnter")
    database.rows("INSERT INTO lease (name, holder, token, expires) VALUES ('astercc:asterisk', 'other', 1, UTC_TIMESTAMP() + INTERVAL 1 HOUR)")
    asterisk.play(before)
    eventually(lambda: "event=silent" in event_mode.text())
    eventually(lambda: database.rows("SELECT id FROM events JOIN source_position ON name = 'events:asterisk' AND position >= id "
                                     "WHERE event LIKE 'Event: DialEnd%%'"))  # all that rang has been passed over
    assert told(database, agent) == [] and database.rows("SELECT * FROM curcdr") == []
    database.rows("UPDATE lease SET expires = NULL")
    asterisk.play(after)
    eventually(lambda: "event=telling" in event_mode.text())
    eventually(lambda: told(database, agent)[-1:] and told(database, agent)[-1]["phase"] == "ended")
    assert "ringing" not in [e["phase"] for e in told(database, agent)], "that was astercc's to tell"
    assert database.rows("SELECT * FROM curcdr") == []


def test_beside_a_real_astercc_each_does_its_own(eventsdaemon, daemon_config, asterisk, database, agent):
    """One database, one Asterisk: astercc records and tells, killed and started again too, and each event is a row."""
    astercc = Daemon("astercc", daemon_config(extra="eventtype = event"))
    astercc.start()
    asterisk.await_listing(1)
    start(eventsdaemon, asterisk, logins=2)
    eventually(lambda: "event=silent" in eventsdaemon.text())
    phases = ["ringing", "talking", "ended"]
    before, after = split_at(capture(), b"Event: BridgeEnter")
    asterisk.play(before)
    eventually(lambda: database.rows("SELECT id FROM curcdr WHERE disposition = 'LINK'"))
    astercc.kill()
    astercc.start()
    asterisk.await_listing(3)
    asterisk.play(after)
    eventually(lambda: database.rows("SELECT id FROM mycdr") and not database.rows("SELECT id FROM curcdr"))
    eventually(lambda: of_calls(database) == events_of(capture()))
    assert [e["phase"] for e in told(database, agent)] == phases
    astercc.stop()
    other = capture("22/internal_answered")
    asterisk.play(other)  # in event mode the pages hear of it all the same
    eventually(lambda: [e["phase"] for e in told(database, agent)] == phases * 2 and not database.rows("SELECT id FROM curcdr"))
    eventually(lambda: of_calls(database) == events_of(capture()) + events_of(other))
    assert len(database.rows("SELECT id FROM mycdr")) == 1, "eventsdaemon records no calls"


def test_in_event_mode_a_refused_row_does_not_hold_up_what_comes_later(event_mode, asterisk, database, agent):
    database.rows("CREATE TRIGGER refuse BEFORE INSERT ON feed FOR EACH ROW IF NEW.payload LIKE '%%ringing%%' AND NEW.payload LIKE '%%02188776655%%' THEN "
                  "SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'not this one'; END IF")
    before, after = split_at(capture(), b"Event: DialBegin")
    asterisk.play(before)
    middle, end = split_at(after, b"Event: BridgeEnter")
    asterisk.play(middle)
    eventually(lambda: "event=batch_refused" in event_mode.text())
    database.rows("DROP TRIGGER refuse")
    asterisk.play(end)
    eventually(lambda: told(database, agent)[-1:] and told(database, agent)[-1]["phase"] == "ended")
    eventually(lambda: not database.rows("SELECT * FROM curcdr"))


def test_an_emptied_table_is_noticed(event_mode, asterisk, database, agent):
    asterisk.play(event("UserEvent") * 50)
    eventually(lambda: stored_count(database) >= 50)
    database.rows("TRUNCATE events")
    asterisk.play(capture())
    eventually(lambda: [e["phase"] for e in told(database, agent)] == ["ringing", "talking", "ended"])


def test_the_pages_own_configuration_says_event_mode(eventsdaemon, daemon_config, asterisk, database, agent):
    pages = daemon_config().with_name("astercrm.conf")
    pages.write_text("[system]\neventtype = event\n")
    pages.chmod(0o600)
    eventsdaemon.start()
    asterisk.await_listing(1)
    asterisk.play(capture())
    eventually(lambda: [e["phase"] for e in told(database, agent)] == ["ringing", "talking", "ended"])


# --- eventdog.sh ---------------------------------------------------------------------------------------------------

def dog(config, daemon, *flags):
    return subprocess.Popen([SCRIPTS / "eventdog.sh", *flags, config], env={"PATH": os.environ["PATH"], "EVENTSDAEMON": str(daemon)},
                            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)


def test_the_dog_starts_what_is_dead_and_does_not_give_up(eventsdaemon, daemon_config, asterisk, tmp_path):
    config = daemon_config(port="many")  # does not start
    watching = dog(config, BIN / "eventsdaemon", "-f")
    try:
        assert "[asterisk] port: 'many'" in watching.stdout.readline()
        assert "next attempt in 3 s" in watching.stdout.readline()
        daemon_config()
        asterisk.await_login(1, 30)
        os.kill(int((tmp_path / "eventsdaemon.pid").read_text()), signal.SIGKILL)
        asterisk.await_login(2, 30)
    finally:
        watching.kill()
        watching.wait()
        assert eventsdaemon.run("-k").returncode == 0


def test_the_dog_says_what_is_not_installed(daemon_config, tmp_path):
    missing = dog(daemon_config(), tmp_path / "nothing")
    assert "is not installed" in missing.communicate(timeout=30)[0] and missing.returncode == 5
