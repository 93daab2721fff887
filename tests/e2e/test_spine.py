# SPDX-License-Identifier: GPL-3.0-or-later
"""The spine: a caller reaches the DID, the queue rings the agent's phone, and her browser shows who it is. And who is
called: the agent's status, which Asterisk, every tab and the next call agree upon."""
import pytest
from selenium.webdriver.common.keys import Keys

from ccdemo import team
from conftest import KEPT
from harness.bed import eventually

ALICE = next(m for m in team.TEAM if m.username == "alice")


@pytest.fixture
def customer(bed):
    """A customer of the seed whose number is nobody else's, with at least one note."""
    return bed.rows(
        "SELECT c.id, c.customer, REVERSE(c.phone_digits) AS number FROM customer c JOIN note n ON n.customerid = c.id "
        "WHERE c.country = '中国' GROUP BY c.id ORDER BY c.id LIMIT 1"
    )[0]


def finished(bed, linkedid: str) -> list[dict]:
    return bed.rows("SELECT * FROM mycdr WHERE linkedid = %s", linkedid)


def test_a_customer_calls_and_the_record_pops_up_before_the_phone_is_answered(bed, alice, customer):
    with bed.call(customer["number"], team.DID_SUPPORT) as call:
        alice.wait_for_phase("ringing", seconds=4)  # the phone answers after 5 s
        person = alice.wait_for(".pop .person", seconds=4)
        assert person.get_attribute("data-customerid") == str(customer["id"])
        assert customer["customer"] in alice.text(".pop")
        assert "Support hotline" in alice.text(".pop-line")
        assert alice.elements(".pop .note"), "the customer's notes are shown"
        assert alice.phase() == "ringing", "all that before the phone was answered"
        live = bed.rows("SELECT disposition, dstchan FROM curcdr")
        assert [row["disposition"] for row in live] == ["RINGING"] and live[0]["dstchan"].startswith(
            ALICE.channel + "-"
        )

        alice.wait_for_phase("talking")
        first = alice.text(".call-timer")
        alice.wait(lambda b: b.text(".call-timer") != first, "a running timer")
        alice.picture(KEPT / "portal.png")

        result = call.hang_up()
        alice.wait_for_phase("ended")

    rows = eventually(lambda: finished(bed, result.linkedid))
    oracle = eventually(lambda: bed.cdr.of(result.linkedid))
    assert len(rows) == len(oracle) == 1
    row, truth = rows[0], oracle[0]
    for column in ("src", "dst", "channel", "dstchannel", "disposition"):
        assert row[column] == truth[column], column
    assert row["srcuid"] == truth["uniqueid"] and row["queue"] == "support" and row["didnumber"] == team.DID_SUPPORT
    assert row["dstaccountid"] == bed.rows("SELECT id FROM astercrm_account WHERE username = 'alice'")[0]["id"]
    assert abs(row["duration"] - float(truth["duration"])) <= 1
    assert abs(row["billsec"] - float(truth["billsec"])) <= 1
    assert bed.rows("SELECT * FROM curcdr") == []
    assert alice.complaints() == []


def test_an_unknown_number_gets_the_form_and_saving_it_makes_a_customer(bed, alice):
    number = "02155501999"
    assert not bed.rows("SELECT id FROM customer WHERE phone_digits = REVERSE(%s)", number)
    with bed.call(number, team.DID_SUPPORT) as call:
        alice.wait_for("form.person-form")
        alice.fill("customer", "Neumond Verlag", "form.person-form")
        alice.fill("note", "Wants the catalog.", "form.person-form")
        alice.element("form.person-form button[type=submit]").click()
        person = alice.wait_for(".pop .person")
        call.hang_up()
    made = bed.rows("SELECT id, customer, phone, creby FROM customer WHERE phone_digits = REVERSE(%s)", number)
    assert len(made) == 1 and made[0]["customer"] == "Neumond Verlag" and made[0]["creby"] == "alice"
    assert person.get_attribute("data-customerid") == str(made[0]["id"])
    assert [n["note"] for n in bed.rows("SELECT note FROM note WHERE customerid = %s", made[0]["id"])] == [
        "Wants the catalog."
    ]


def test_a_reloaded_page_shows_the_call_it_is_in(bed, alice, customer):
    with bed.call(customer["number"], team.DID_SUPPORT) as call:
        alice.wait_for_phase("talking")
        alice.driver.refresh()
        alice.wait_for_phase("talking")
        assert customer["number"] in alice.text("#callbar")
        call.hang_up()
        alice.wait_for_phase("ended")


def test_a_caller_who_gives_up_leaves_one_unanswered_record(bed, alice, customer):
    with bed.call(customer["number"], team.DID_SUPPORT, patience=2) as call:
        alice.wait_for_phase("ringing")
        result = call.wait()
    rows = eventually(lambda: finished(bed, result.linkedid))
    assert [(r["disposition"], r["billsec"]) for r in rows] == [("NO ANSWER", 0)]
    eventually(lambda: not bed.rows("SELECT id FROM curcdr"))


def test_only_the_agent_who_is_rung_hears_of_the_call(bed, alice, browsers, customer):
    daria = browsers("daria")
    daria.log_in("daria", team.PASSWORD)
    daria.wait_until_live()
    with bed.call(customer["number"], team.DID_SUPPORT) as call:
        alice.wait_for_phase("talking")
        assert daria.phase() == "idle" and not daria.elements(".pop .person")
        call.hang_up()


def test_a_wrong_password_is_refused_and_says_no_more_than_that(browsers):
    visitor = browsers()
    visitor.log_in("alice", "not hers")
    wrong = visitor.wait_for("[role=alert]").text
    visitor.log_in("nobody", "not hers")
    assert visitor.wait_for("[role=alert]").text == wrong
    assert not visitor.elements("#callbar")


def test_a_line_that_answers_at_once_counts_as_talk_only_the_time_with_the_agent(bed, customer):
    with bed.call(customer["number"], team.DID_SALES, talk=2) as call:
        result = call.wait()
    row = eventually(lambda: finished(bed, result.linkedid))[0]
    _hold, talk, _position = bed.queue_log(result.linkedid)["COMPLETECALLER"]
    assert row["disposition"] == "ANSWERED" and abs(row["billsec"] - int(talk)) <= 1
    assert row["duration"] - row["billsec"] >= 4  # the phone rang for 5 s


def test_killed_in_mid_call_astercc_is_back_and_right_again(bed, alice, customer):
    with bed.call(customer["number"], team.DID_SUPPORT) as call:
        alice.wait_for_phase("talking")
        before = bed.kill("astercc")
        eventually(lambda: bed.pid("astercc") != before, seconds=5)
        result = call.hang_up()
        alice.wait_for_phase("ended")
    rows = eventually(lambda: finished(bed, result.linkedid))
    assert [r["disposition"] for r in rows] == ["ANSWERED"]
    eventually(lambda: not bed.rows("SELECT id FROM curcdr"))


def test_a_call_that_ends_while_the_line_to_asterisk_is_cut_is_recorded_when_it_is_back(bed, alice, customer):
    with bed.manager_line() as line:
        with bed.call(customer["number"], team.DID_SUPPORT) as call:
            alice.wait_for_phase("talking")
            line.cut()
            result = call.hang_up()
            line.mend()
            alice.wait_for_phase("ended", seconds=30)
        rows = eventually(lambda: finished(bed, result.linkedid))
        assert [r["disposition"] for r in rows] == ["ANSWERED"]
        assert bed.rows("SELECT id FROM curcdr") == []


def member(bed, queue: str) -> str:
    """What Asterisk says of alice as a member of the queue; empty: she is none."""
    return next((line for line in bed.demo.pbx.ask(f"queue show {queue}").splitlines() if ALICE.channel in line), "")


def wait_for_status(browser, kind: str, word: str = "") -> None:
    browser.wait(lambda b: b.element("#agent").get_attribute("data-kind") == kind and word in b.text("#agent-badge"), f"status {kind} {word}")


def choose(browser, css: str) -> None:
    """By keyboard alone."""
    browser.element("#agent-menu summary").send_keys(Keys.ENTER)
    browser.wait(lambda b: b.element(css).is_displayed(), css)
    browser.element(css).send_keys(Keys.ENTER)


@pytest.fixture
def wrapup(bed):
    bed.rows("UPDATE astercrm_accountgroup SET wrapuptime = 600 WHERE groupname = 'Support'")
    yield
    bed.rows("UPDATE astercrm_accountgroup SET wrapuptime = 0 WHERE groupname = 'Support'")


def test_a_status_is_the_same_in_asterisk_in_a_second_tab_and_after_a_reload(bed, alice):
    wait_for_status(alice, "ready")
    alice.element("body").send_keys(Keys.F9)
    wait_for_status(alice, "paused", "Busy")
    eventually(lambda: "paused:PAUSED" in member(bed, "support"))
    first = alice.driver.current_window_handle
    alice.driver.switch_to.new_window("tab")
    alice.open()
    alice.wait_until_live()
    wait_for_status(alice, "paused", "Busy")
    choose(alice, "#agent-reasons [data-ask=pause]")
    wait_for_status(alice, "paused", "Break")
    eventually(lambda: "paused:Break" in member(bed, "support"))
    alice.driver.close()
    alice.driver.switch_to.window(first)
    wait_for_status(alice, "paused", "Break")
    alice.driver.refresh()
    wait_for_status(alice, "paused", "Break")
    choose(alice, "#agent-menu [data-ask=ready]")
    wait_for_status(alice, "ready")
    eventually(lambda: "paused" not in member(bed, "support"))
    assert alice.complaints() == []


def test_no_call_of_a_queue_comes_within_the_wrap_up(bed, alice, customer, wrapup):
    with bed.call(customer["number"], team.DID_SUPPORT) as call:
        wait_for_status(alice, "talking")
        eventually(lambda: "paused:WRAPUP" in member(bed, "support"))
        call.hang_up()
    wait_for_status(alice, "wrapup")
    with bed.call(customer["number"], team.DID_SUPPORT, talk=1) as call:
        assert not any(channel.startswith(ALICE.channel) for channel in call.wait().agents)
    alice.driver.refresh()
    wait_for_status(alice, "wrapup")
    ends = "SELECT wrapupend FROM agent_state WHERE state = 'wrapup'"
    before = bed.rows(ends)[0]["wrapupend"]
    alice.element("#agent-wrapup [data-ask=extend]").click()
    assert (eventually(lambda: (now := bed.rows(ends)[0]["wrapupend"]) != before and now) - before).seconds == 30
    alice.element("#agent-wrapup [data-ask=finish]").send_keys(Keys.ENTER)
    wait_for_status(alice, "ready")
    eventually(lambda: "paused" not in member(bed, "support"))
    log = bed.rows("SELECT l.state, l.begintime, l.endtime FROM agent_log l JOIN astercrm_account a ON a.id = l.accountid WHERE username = 'alice' ORDER BY begintime")
    assert [row["state"] for row in log][-4:] == ["ringing", "talking", "wrapup", "idle"]
    assert all(one["endtime"] == other["begintime"] for one, other in zip(log[-4:], log[-3:]))


def test_what_is_chosen_in_a_call_comes_after_it(bed, alice, customer):
    with bed.call(customer["number"], team.DID_SUPPORT) as call:
        wait_for_status(alice, "talking")
        choose(alice, "#agent-reasons [data-ask=pause]")
        alice.wait(lambda b: "Break" in b.text("#agent-next"), "the next status")
        call.hang_up()
    wait_for_status(alice, "paused", "Break")
    choose(alice, "#agent-menu [data-ask=ready]")
    wait_for_status(alice, "ready")


def test_an_agent_logs_in_to_a_queue_pauses_there_and_logs_out(bed, alice):
    line = '#agent-queues [data-queue="sales"][data-ask="{}"]'.format
    assert not member(bed, "sales")
    choose(alice, line("join"))
    eventually(lambda: member(bed, "sales"))
    alice.wait_for(line("pause_queue")).send_keys(Keys.ENTER)
    eventually(lambda: "paused:PAUSED" in member(bed, "sales") and "paused" not in member(bed, "support"))
    alice.wait_for(line("leave")).send_keys(Keys.ENTER)
    eventually(lambda: not member(bed, "sales"))
    assert alice.complaints() == []
