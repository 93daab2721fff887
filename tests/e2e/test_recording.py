# SPDX-License-Identifier: GPL-3.0-or-later
"""Recording on a real Asterisk: what is in monitorrecord, what is in the files, and the button on the agent's page."""
import audioop
import contextlib
import re
import wave
from pathlib import Path

import pytest

from ccdemo import team
from conftest import KEPT
from harness.bed import eventually
from harness.browser import Browser

NUMBER = "02155501888"
ENDED = ("recorded", "ready")  # astercctools makes the one into the other within seconds


@pytest.fixture
def agents_group(bed):
    """Her group's row; what a test sets there does not outlive it, and astercc has read it."""
    (group,) = bed.rows("SELECT groupid AS id FROM astercrm_account WHERE username = 'alice'")

    def force(wanted):
        bed.rows("UPDATE astercrm_accountgroup SET monitorforce = %s WHERE id = %s", wanted, group["id"])
        assert bed.daemons("restart", "astercc").returncode == 0
        eventually(lambda: bed.demo.pbx.has_session("asterccrecorder"))

    yield force
    force(0)


@pytest.fixture
def newest(bed):
    """Recordings made since the test began."""
    (last,) = bed.rows("SELECT COALESCE(MAX(id), 0) AS id FROM monitorrecord")
    return lambda *statuses: bed.rows("SELECT * FROM monitorrecord WHERE id > %s AND FIND_IN_SET(status, %s) ORDER BY id", last["id"],
                                      ",".join(statuses))


def loudest(path: Path) -> int:
    with wave.open(str(path)) as sound:
        return audioop.rms(sound.readframes(sound.getnframes()), sound.getsampwidth())


def seconds_of(path: Path) -> float:
    with wave.open(str(path)) as sound:
        return sound.getnframes() / sound.getframerate()


def button(browser):
    return browser.element(".call-record")


def wait_for_button(browser, state):
    browser.wait(lambda b: button(b).is_displayed() and button(b).get_attribute("data-recording") == state, f"record button {state}")


def file_of(row) -> Path:
    return Path(f"{row['filename']}.{row['fileformat']}")


def test_calls_of_a_group_are_recorded_and_the_page_says_so(bed, agents_group, alice, newest):
    agents_group(1)
    with bed.call(NUMBER, team.DID_SUPPORT) as call:
        alice.wait_for_phase("talking")
        wait_for_button(alice, "fixed")
        assert button(alice).get_attribute("aria-disabled") == "true" and button(alice).get_attribute("title")
        button(alice).click()
        assert bed.rows("SELECT id FROM account_log WHERE action = 'recording_stop'") == []
        eventually(lambda: newest("recording"))
        talk = alice.text(".call-timer")
        alice.wait(lambda b: b.text(".call-timer") > talk, "a second of talk")
        result = call.hang_up()
    (row,) = eventually(lambda: newest(*ENDED))
    (leg,) = eventually(lambda: bed.rows("SELECT * FROM mycdr WHERE linkedid = %s", result.linkedid))
    assert (row["uniqueid"], row["dstuid"], row["linkedid"]) == (leg["srcuid"], leg["dstuid"], result.linkedid)
    assert (row["reason"], row["extension"], row["callerid"], row["channel"]) == ("forced", leg["dstchannel"][6:10], NUMBER, leg["channel"])
    assert row["endtime"] == leg["endtime"]
    talked = (leg["endtime"] - leg["answertime"]).total_seconds()
    eventually(lambda: seconds_of(file_of(row)) > talked - 1)
    assert seconds_of(file_of(row)) < talked + 1, "the wait and its music are not in it"
    assert loudest(file_of(row)) > 500
    (row,) = eventually(lambda: newest("ready"), seconds=30)
    assert row["filesize"] == file_of(row).stat().st_size and abs(row["duration"] - talked) <= 1
    eventually(lambda: bed.rows("SELECT monitored FROM mycdr WHERE id = %s", leg["id"])[0]["monitored"] == row["id"])
    assert alice.complaints() == []


def test_the_agent_starts_and_stops_and_starts_again(bed, alice, newest):
    with bed.call(NUMBER, team.DID_SUPPORT) as call:
        alice.wait_for_phase("talking")
        for count in (1, 2):
            wait_for_button(alice, "off")
            button(alice).send_keys("\n")  # by keyboard
            wait_for_button(alice, "recording")
            (row,) = eventually(lambda: newest("recording"))
            eventually(lambda: file_of(row).exists() and file_of(row).stat().st_size > 5000)
            if count == 2:
                break
            button(alice).click()
            wait_for_button(alice, "off")
            eventually(lambda: newest(*ENDED))
        alice.driver.refresh()
        wait_for_button(alice, "recording")
        call.hang_up()
    first, second = eventually(lambda: len(newest(*ENDED)) == 2 and newest(*ENDED))
    assert first["filename"] != second["filename"] and (first["reason"], first["creby"], first["accountid"] > 0) == ("demand", "alice", True)
    assert first["linkedid"] == second["linkedid"] and first["endtime"] <= second["starttime"]
    for row in (first, second):
        eventually(lambda: loudest(file_of(row)) > 500)
    log = bed.rows("SELECT action, object FROM account_log WHERE action LIKE 'recording%%' ORDER BY id")
    assert [(e["action"], e["object"]) for e in log][-3:] == [
        ("recording_start", f"monitorrecord {first['id']}"),
        ("recording_stop", f"monitorrecord {first['id']}"),
        ("recording_start", f"monitorrecord {second['id']}"),
    ]
    assert alice.complaints() == []


def test_killed_while_recording_the_row_gets_its_end_and_the_leg_one_recording(bed, agents_group, newest):
    agents_group(1)
    with bed.call(NUMBER, team.DID_SUPPORT) as call:
        (row,) = eventually(lambda: newest("recording"), seconds=30)
        bed.kill("astercc")
        eventually(lambda: not bed.demo.pbx.has_session("asterccrecorder"))
        eventually(lambda: bed.demo.pbx.has_session("asterccrecorder"))
        size = file_of(row).stat().st_size
        eventually(lambda: file_of(row).stat().st_size > size)
        result = call.hang_up()
    (row,) = eventually(lambda: newest(*ENDED))
    (leg,) = eventually(lambda: bed.rows("SELECT * FROM mycdr WHERE linkedid = %s", result.linkedid))
    assert row["endtime"] == leg["endtime"] and newest("requested") == [] and newest("failed") == []


@contextlib.contextmanager
def configured(bed, **values):
    """astercc with other values of those keys."""
    config = bed.demo.context.place.etc / "astercc.conf"
    before = text = config.read_text(encoding="utf-8")
    for key, value in values.items():
        text, count = re.subn(rf"^{key} =.*$", f"{key} = {value}", text, flags=re.MULTILINE)
        assert count == 1, key
    try:
        bed.restart_astercc(config, text)
        yield
    finally:
        bed.restart_astercc(config, before)


def test_gsm_and_every_call(bed, newest):
    with configured(bed, monitorformat="gsm", force_record=1):
        with bed.call(NUMBER, team.DID_SUPPORT, talk=3) as call:
            call.wait()
        (row,) = eventually(lambda: newest(*ENDED))
        # Asterisk writes in blocks of 32 KiB and at the end; a second is 50 frames of 33 bytes.
        eventually(lambda: file_of(row).stat().st_size > 33 * 50)
    assert row["fileformat"] == "gsm" and file_of(row).read_bytes()[0] >> 4 == 0xD, "GSM 06.10 frames begin with 1101"


def test_without_the_right_the_agent_is_told_and_the_log_names_the_remedy(bed, alice, newest):
    with configured(bed, record_username=""):
        with bed.call(NUMBER, team.DID_SUPPORT) as call:
            alice.wait_for_phase("talking")
            wait_for_button(alice, "off")
            button(alice).click()
            (row,) = eventually(lambda: newest("failed"))
            assert "ermission" in row["error"]
            alice.wait(lambda b: "ermission" in b.text("#trouble"), "Asterisk's words")
            wait_for_button(alice, "off")
            call.hang_up()
    assert "event=recording_refused" in (bed.logs / "astercc.log").read_text(encoding="utf-8")


@pytest.mark.parametrize("language, width", [(l, w) for l in ("en", "de", "zh-CN") for w in (1280, 820)])
def test_the_button_fits_into_the_bar(bed, language, width):
    browser = Browser(bed.address, language)
    try:
        browser.driver.set_window_size(width, 700)
        browser.log_in("alice", team.PASSWORD)
        browser.wait_until_live()
        with bed.call(NUMBER, team.DID_SUPPORT) as call:
            browser.wait_for_phase("talking")
            wait_for_button(browser, "off")
            browser.picture(KEPT / f"record-{language}-{width}-off.png")
            button(browser).click()
            wait_for_button(browser, "recording")
            browser.picture(KEPT / f"record-{language}-{width}-on.png")
            assert browser.driver.execute_script("return document.documentElement.scrollWidth <= innerWidth")
            call.hang_up()
    finally:
        browser.close()


def sound(browser, what):
    return browser.driver.execute_script(f"return document.getElementById('player-sound').{what}")


def test_a_recorded_call_is_heard_from_the_list_and_from_its_middle_on(bed, alice, browsers, newest):
    with bed.call(NUMBER, team.DID_SUPPORT) as call:
        alice.wait_for_phase("talking")
        wait_for_button(alice, "off")
        button(alice).click()
        (row,) = eventually(lambda: newest("recording"))
        eventually(lambda: file_of(row).exists() and file_of(row).stat().st_size > 60_000)  # four seconds
        call.hang_up()
    (row,) = eventually(lambda: newest("ready"), seconds=30)
    alice.driver.refresh()
    alice.wait_until_live()
    play = f"#recent a.play[href$='id={row['id']}']"
    alice.element(play).send_keys("\n")  # by keyboard
    alice.wait(lambda b: sound(b, "currentTime") > 0.3, "the sound to go on")
    assert abs(sound(alice, "duration") - seconds_of(file_of(row))) < 0.1 and alice.element(play).get_attribute("aria-current")
    middle = sound(alice, "duration") / 2
    alice.driver.execute_script(f"document.getElementById('player-sound').currentTime = {middle}")
    alice.wait(lambda b: sound(b, "currentTime") > middle + 0.3, "the sound to go on from the middle")
    alice.element("input[name=player-speed][value='2']").click()
    assert sound(alice, "playbackRate") == 2
    alice.wait(lambda b: sound(b, "ended"), "the end")
    alice.element("#player-close").click()
    assert not alice.element("#player").is_displayed() and alice.driver.switch_to.active_element == alice.element(play)
    assert [(r["username"], r["action"]) for r in bed.rows("SELECT * FROM recording_log WHERE recordingid = %s", row["id"])] == [("alice", "play")]

    admin = browsers("admin")
    admin.log_in("admin", "admin")
    admin.wait_for(".topbar")
    admin.open(f"astercrm/manager.fcgi/recordings?f1=recording&c1=equal&v1={row['id']}")
    admin.element("a[href*='/listening?']").click()
    admin.wait(lambda b: "alice" in b.text("table.grid"), "who listened")
    file_of(row).unlink()
    admin.open("astercrm/manager.fcgi/recordings")
    admin.element(f"a.play[href$='id={row['id']}']").click()
    admin.wait(lambda b: b.text("#player-problem") == "The file of this recording is not there.", "the reason")
    assert alice.complaints() == []
