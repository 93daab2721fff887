# SPDX-License-Identifier: GPL-3.0-or-later
"""The daemon astercclive as a whole: rows into the feed, messages out of /live, whatever happens in between."""
import hashlib
import random
import secrets
import threading
import time

import pytest
from conftest import Daemon, eventually
from live_bed import Writer, live, writer  # noqa: F401  fixtures
from live_client import Refused


def test_without_a_session_there_is_no_stream_and_elsewhere_nothing(live):
    live.start()
    for token in (None, "short", secrets.token_urlsafe(32), live.login(live.alice, seen_minutes_ago=31),
                  live.login(live.alice, born_hours_ago=13)):
        with pytest.raises(Refused) as refused:
            live.open(token)
        assert refused.value.status == 401
    disabled = live.login(live.bruno)
    live.database.rows("UPDATE astercrm_account SET enabled = 0 WHERE id = %s", live.bruno)
    with pytest.raises(Refused) as refused:
        live.open(disabled)
    assert refused.value.status == 401

    assert live.get("/")[0] == 404
    assert live.get("/live", "POST")[0] == 404
    assert live.get("/live", headers="X-Long: " + "x" * 9000 + "\r\n")[0] == 431
    assert live.get("/ /", "NONSENSE")[0] == 400
    assert live.get("/healthz")[0] == 200


def test_a_browser_gets_its_own_events_and_nobody_elses(live, writer):
    live.start()
    alice, bruno = live.open(live.login(live.alice)), live.open(live.login(live.bruno), cookie="__Host-sid")
    second_tab = live.open(live.login(live.alice))
    first = writer.append(live.alice, phase="ringing", peer="02188776655")
    writer.append(0, phase="ringing")
    last = writer.append(live.bruno, phase="talking")
    for client in (alice, second_tab):
        eventually(client.rows)
        hello, event = client.messages
        assert (hello.event, hello.data["feed"]) == ("hello", 0)
        assert abs(hello.data["now"] / 1000 - time.time()) < 60
        assert (event.event, event.id) == ("call", first)
        assert event.data == {"feed": first, "phase": "ringing", "peer": "02188776655"}
    eventually(lambda: bruno.rows() == [last])
    assert alice.headers["content-type"] == "text/event-stream; charset=utf-8"
    assert alice.headers["x-accel-buffering"] == "no"
    assert "no-store" in alice.headers["cache-control"]


def test_a_browser_resumes_across_a_killed_astercclive_without_gap_or_repeat(live, writer):
    live.start()
    token = live.login(live.alice)
    client = live.open(token)
    before = [writer.append(live.alice, n=n) for n in range(20)]
    eventually(lambda: client.rows() == before)
    live.daemon.kill()
    eventually(lambda: client.is_ended)
    missed = [writer.append(live.alice, n=n) for n in range(20)]
    writer.append(live.bruno)
    live.start()
    again = live.open(token, last_event_id=client.last_event_id, after=0)
    after = [writer.append(live.alice, n=n) for n in range(20)]
    eventually(lambda: again.rows()[-1:] == after[-1:])
    assert again.rows() == missed + after
    assert again.kinds()[0] == "hello"


def test_what_memory_has_forgotten_comes_from_the_database(live, writer):
    live.configure(keep_rows=5)
    live.start()
    rows = [writer.append(live.alice, n=n) for n in range(30)]
    others = [writer.append(live.bruno, n=n) for n in range(10)]
    token = live.login(live.alice)
    eventually(lambda: f"watermark={others[-1]}" in live.get("/healthz")[1])
    client = live.open(token, after=rows[9])
    rows.append(writer.append(live.alice))
    eventually(lambda: client.rows()[-1:] == rows[-1:])
    assert client.rows() == rows[10:]


def test_who_was_away_too_long_loads_the_state_again(live, writer):
    rows = [writer.append(live.alice, n=n) for n in range(5)]
    live.database.rows("DELETE FROM feed WHERE id <= %s", rows[2])
    live.start()
    token = live.login(live.alice)
    for position in (rows[0], rows[-1] + 1000):
        client = live.open(token, after=position)
        eventually(lambda: len(client.messages) == 2)
        assert client.kinds() == ["hello", "reset"]
        assert client.last_event_id == rows[-1]
    kept = live.open(token, after=rows[2])
    eventually(lambda: kept.rows() == rows[3:])


def test_rows_that_become_visible_out_of_order_come_once(live, mariadb):
    live.start()
    client = live.open(live.login(live.alice))
    slow, quick = Writer(mariadb, autocommit=False), Writer(mariadb)
    first = slow.append(live.alice, n=1)
    second = quick.append(live.alice, n=2)
    assert first < second
    eventually(lambda: client.rows() == [second])
    assert client.last_event_id < first  # a browser that breaks off now must not lose the first
    slow.commit()
    eventually(lambda: client.rows() == [second, first])
    assert client.last_event_id == second


def test_many_writers_in_any_order_lose_and_double_nothing(live, mariadb):
    live.start()
    client = live.open(live.login(live.alice))
    committed, lock = [], threading.Lock()

    def write(seed):
        chance, writer = random.Random(seed), Writer(mariadb, autocommit=False)
        for _ in range(40):
            rows = [writer.append(live.alice) for _ in range(chance.randint(1, 4))]
            time.sleep(chance.choice((0, 0, 0.001, 0.02, 0.1)))  # a commit that takes its time
            if chance.random() < 0.1:
                writer.rollback()
                continue
            writer.commit()
            with lock:
                committed.extend(rows)

    threads = [threading.Thread(target=write, args=(seed,)) for seed in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    eventually(lambda: len(client.rows()) >= len(committed))
    assert sorted(client.rows()) == sorted(committed)
    # Every gap is given up in the end, and the position of a quiet browser moves on with the keep-alive.
    eventually(lambda: client.last_event_id >= max(committed), seconds=40)


def test_a_session_that_ends_gets_a_bye_and_one_that_goes_on_is_kept_alive(live):
    live.start()
    ending, lasting = live.login(live.alice), live.login(live.alice, seen_minutes_ago=20)
    leaves, stays = live.open(ending), live.open(lasting)
    live.database.rows("DELETE FROM session WHERE token_hash = %s", hashlib.sha256(ending.encode()).digest())
    eventually(lambda: leaves.is_ended, seconds=20)
    assert leaves.kinds() == ["hello", "bye"]
    age = "SELECT TIMESTAMPDIFF(SECOND, lastseen, UTC_TIMESTAMP()) AS age FROM session"
    eventually(lambda: live.database.rows(age)[0]["age"] < 60, seconds=20)
    assert not stays.is_ended


def test_streams_survive_a_restart_of_the_database(live, writer, mariadb):
    live.start()
    token = live.login(live.alice)
    client = live.open(token)
    first = writer.append(live.alice)
    eventually(lambda: client.rows() == [first])
    mariadb.kill()
    eventually(lambda: live.get("/healthz")[0] == 503)
    with pytest.raises(Refused) as refused:
        live.open(token)
    assert refused.value.status == 503
    mariadb.start()
    second = Writer(mariadb).append(live.alice)
    eventually(lambda: client.rows() == [first, second])
    assert live.daemon.text().count("database_away") == 1


def test_it_starts_without_a_database_and_waits_for_it(live, mariadb):
    token = live.login(live.alice)
    mariadb.stop()
    live.daemon.start()
    eventually(lambda: "listening" in live.daemon.text())
    assert live.get("/healthz")[0] == 503
    mariadb.start()
    eventually(live.is_healthy)
    live.open(token)


def test_who_does_not_read_is_dropped_and_the_others_do_not_wait(live, writer):
    live.start()
    live.open(live.login(live.alice), receive_buffer=4096)
    reader = live.open(live.login(live.alice))
    rows = []
    for _ in range(40):  # more than the kernel's buffers hold, at the reader's pace
        rows += [writer.append(live.alice, filler="x" * 20000) for _ in range(20)]
        eventually(lambda: reader.rows() == rows)
    eventually(lambda: "slow_client_dropped" in live.daemon.text())
    eventually(lambda: "streams=1" in live.get("/healthz")[1])


def test_a_row_of_an_unknown_form_harms_nobody(live, writer, database):
    live.start()
    client = live.open(live.login(live.alice))
    database.rows("INSERT INTO feed (origin, seq, cretime, topic, accountid, payload) VALUES "
                  "('x', 1, UTC_TIMESTAMP(3), 'call\ndata: evil', %s, '{}'), ('x', 2, UTC_TIMESTAMP(3), 'call', %s, 'no json')",
                  live.alice, live.alice)
    good = writer.append(live.alice, n=1)
    eventually(lambda: client.rows() == [good])
    assert live.daemon.text().count("feed_row_unreadable") == 2


def test_what_stops_a_start_is_said_in_one_sentence(live, mariadb):
    live.start()
    other = Daemon("astercclive", live.config.parent / "other.conf")
    text = live.config.read_text()
    (live.config.parent / "run2").mkdir()
    other.config.write_text(text.replace(f"rundir = {live.config.parent}", f"rundir = {live.config.parent / 'run2'}"))
    taken = other.run()
    assert taken.returncode == 70
    assert f"cannot listen on 127.0.0.1 port {live.port}: Address already in use; change [live] listen or port" in taken.stderr
    mariadb.client("CREATE USER weak@localhost IDENTIFIED BY 'right'")
    other.config.write_text(text.replace("username = root", "username = weak\npassword = wrong"))
    other.config.chmod(0o600)
    refused = other.run("-t")
    assert refused.returncode == 69
    assert "Access denied" in refused.stdout
    other.config.write_text(text.replace(f"port = {live.port}", "port = many"))
    assert "[live] port: 'many' is not a whole number" in other.run("-t").stderr


def test_the_configuration_of_a_running_one_tests_well(live):
    live.start()
    tested = live.daemon.run("-t")
    assert (tested.returncode, tested.stdout.splitlines()[-1]) == (0, "Success")
