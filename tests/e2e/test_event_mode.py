# SPDX-License-Identifier: GPL-3.0-or-later
"""eventtype = event: the pages hear of calls from the events that eventsdaemon stores; astercc does not run."""
import pytest

from ccdemo import team
from harness.bed import eventually

UP_OPTIONS = ("--event-mode", "--answer-after", "10")
_RING = 9  # a page has heard of the call while the phone still rings
ALICE, BRUNO = (next(m for m in team.TEAM if m.username == name) for name in ("alice", "bruno"))


@pytest.fixture
def customer(bed):
    """A customer of the seed whose number is nobody else's, with at least one note."""
    return bed.rows(
        "SELECT c.id, c.customer, REVERSE(c.phone_digits) AS number FROM customer c JOIN note n ON n.customerid = c.id "
        "WHERE c.country = '中国' GROUP BY c.id ORDER BY c.id LIMIT 1"
    )[0]


def told(bed, username: str) -> list[str]:
    """The phases the feed has told an account, in their order."""
    return [
        row["phase"]
        for row in bed.rows(
            "SELECT JSON_VALUE(f.payload, '$.phase') AS phase FROM feed f JOIN astercrm_account a ON a.id = f.accountid "
            "WHERE a.username = %s ORDER BY f.id",
            username,
        )
    ]


def test_astercc_does_not_run(bed):
    assert bed.daemons("status", "astercc").returncode == 3
    assert bed.daemons("status").returncode == 0


def test_a_customer_calls_and_the_record_pops_up_before_the_phone_is_answered(bed, alice, customer):
    recorded = bed.rows("SELECT COUNT(*) AS n FROM mycdr")
    with bed.call(customer["number"], team.DID_SUPPORT) as call:
        alice.wait_for_phase("ringing", seconds=_RING)
        person = alice.wait_for(".pop .person", seconds=_RING)
        assert person.get_attribute("data-customerid") == str(customer["id"])
        assert customer["customer"] in alice.text(".pop")
        assert "Support hotline" in alice.text(".pop-line")
        assert alice.phase() == "ringing", "all that before the phone was answered"

        alice.wait_for_phase("talking")
        call.hang_up()
        alice.wait_for_phase("ended")
    assert told(bed, "alice") == ["ringing", "talking", "ended"]
    assert bed.rows("SELECT id FROM curcdr") == []
    assert bed.rows("SELECT COUNT(*) AS n FROM mycdr") == recorded, "recording is astercc's"
    assert alice.complaints() == []


def test_a_page_that_is_loaded_during_a_call_shows_it(bed, alice, customer):
    with bed.call(customer["number"], team.DID_SUPPORT, talk=120):
        alice.wait_for_phase("talking")
        alice.driver.refresh()
        alice.wait_until_live()
        alice.wait_for_phase("talking")


def test_an_agents_own_call_is_shown_to_both_agents(bed, alice, browsers):
    bruno = browsers("bruno")
    bruno.log_in("bruno", "demo")
    bruno.wait_until_live()
    with bed.call(ALICE.extension, BRUNO.extension, member=ALICE):
        alice.wait_for_phase("ringing")  # the colleague's phone does
        bruno.wait_for_phase("ringing")
        alice.wait_for_phase("talking")
        bruno.wait_for_phase("talking")
    alice.wait_for_phase("ended")
    bruno.wait_for_phase("ended")


def test_a_page_that_cannot_stream_polls_the_same_story(bed, alice, customer):
    assert bed.daemons("stop", "astercclive").returncode == 0
    try:
        alice.wait(lambda b: b.element("#connection").get_attribute("data-state") == "polling", "a polling page")
        with bed.call(customer["number"], team.DID_SUPPORT):
            alice.wait_for_phase("ringing", seconds=_RING)
            alice.wait_for(".pop .person")
            alice.wait_for_phase("talking")
        alice.wait_for_phase("ended")
    finally:
        assert bed.daemons("start", "astercclive").returncode == 0


def test_killed_during_a_call_it_is_back_and_the_story_goes_on(bed, alice, customer):
    before = told(bed, "alice")
    with bed.call(customer["number"], team.DID_SUPPORT, talk=120):
        alice.wait_for_phase("talking")
        pid = bed.kill("eventsdaemon")
        eventually(lambda: bed.demo.daemons.status()[0] and bed.pid("eventsdaemon") != pid)
        assert alice.phase() == "talking"
    alice.wait_for_phase("ended")
    assert told(bed, "alice")[len(before):] == ["ringing", "talking", "ended"]
    assert eventually(lambda: not bed.rows("SELECT id FROM curcdr"))


def test_every_event_of_asterisk_is_a_row(bed, customer):
    with bed.call(customer["number"], team.DID_SUPPORT) as call:
        result = call.hang_up()
    ends = eventually(lambda: bed.rows("SELECT event FROM events WHERE event LIKE %s", f"Event: Hangup %Linkedid: {result.linkedid}  %"))
    assert all("  Cause-txt: " in row["event"] for row in ends)
