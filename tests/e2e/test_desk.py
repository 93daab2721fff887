# SPDX-License-Identifier: GPL-3.0-or-later
"""The call bar and the panel beside it: every button is pressed in a browser, and what becomes of it is asked of Asterisk.
The phones answer only when they are asked to."""
import contextlib

import pytest
from selenium.webdriver.common.keys import Keys

from ccdemo import persons, team
from harness.bed import eventually
from harness.map_server import MapServer

UP_OPTIONS = ("--answer-after", "100")
NUMBER = "02155500777"


@pytest.fixture
def ami(bed):
    with bed.demo.pbx.manager() as session:
        yield session


@pytest.fixture(autouse=True)
def no_call_is_left(bed, ami):
    yield
    for name in channels(bed):
        ami.act("Hangup", Channel=name)
    eventually(lambda: not channels(bed))


def channels(bed):
    """Live channels: name -> (state, application, id of the bridge)."""
    lines = [line.split("!") for line in bed.demo.pbx.ask("core show channels concise").splitlines() if line.count("!") > 10]
    return {f[0]: (f[4], f[5], f[-2]) for f in lines}


def of(bed, device, state=None):
    return next((name for name, (now, *_) in channels(bed).items() if name.startswith(f"PJSIP/{device}-") and state in (None, now)), None)


def together(bed, *devices):
    """Whether these, and nobody else, are in one bridge."""
    inside = {}
    for name, (_, _, bridge) in channels(bed).items():
        inside.setdefault(bridge, set()).add(name.split("/")[1].rsplit("-", 1)[0] if name.startswith("PJSIP/") else name)
    return any(bridge and members == set(devices) for bridge, members in inside.items())


def answer(bed, ami, extension):
    """That phone is picked up."""
    channel = eventually(lambda: of(bed, extension, "Ringing"))
    ami.act("PJSIPNotify", Channel=channel, Variable="Event=talk")
    eventually(lambda: of(bed, extension, "Up"))


def control(browser, name):
    return browser.wait(lambda b: next((e for e in b.elements(f"[data-control={name}]") if e.is_displayed()), None), f"the button {name}")


def said(browser, words):
    browser.wait(lambda b: words in b.text("#said"), f"to be told: {words}")


def press_key(browser, key):
    browser.element("body").send_keys(key)


@contextlib.contextmanager
def talk(bed, browser):
    """A customer has been put through to the browser's phone, which was picked up by hot key."""
    with bed.call(NUMBER, team.DID_SUPPORT) as call:
        control(browser, "answer")
        press_key(browser, Keys.F2)
        browser.wait_for_phase("talking")
        eventually(lambda: together(bed, "8001", "trunk"))
        yield call


def send_to(browser, number, how):
    control(browser, "transfer").click()
    field = browser.wait(lambda b: next((e for e in b.elements(".call-number-to") if e.is_displayed()), None), "where to type the number")
    field.send_keys(number)
    browser.element(f".call-target:not([hidden]) [value={how}]").click()


def test_answered_held_resumed_muted_and_hung_up_by_key(bed, alice):
    with talk(bed, alice) as call:
        press_key(alice, Keys.F4)
        alice.wait_for_phase("held")
        press_key(alice, Keys.F4)
        alice.wait_for_phase("talking")
        press_key(alice, Keys.F7)
        said(alice, "You are muted")
        control(alice, "unmute").click()
        said(alice, "You can be heard again")
        press_key(alice, Keys.ESCAPE)
        press_key(alice, "?")
        assert "Hang up" in alice.wait_for("#hotkey-map[open]").text
        alice.element("#hotkey-close").click()
        assert alice.phase() == "talking"
        press_key(alice, Keys.F3)
        alice.wait_for_phase("ended")
        call.wait()
    assert alice.complaints() == []


def put_aside(bed):
    """The caller hears music; the telephone of 8001 is where telephones wait that hold."""
    inside = {name.split("-")[0]: bridge for name, (_, _, bridge) in channels(bed).items() if not name.endswith(";2")}
    return inside.get("PJSIP/8001") and inside["PJSIP/8001"] == inside.get("Local/11@astercc") and not together(bed, "8001", "trunk")


@pytest.fixture
def no_requests(bed, alice, configured):
    """Telephones take no NOTIFY: alice's page is loaded with that."""
    configured(phone_requests=0)
    alice.open()
    alice.wait_until_live()


def test_where_telephones_take_no_requests_asterisk_holds(bed, alice, ami, no_requests):
    with bed.call(NUMBER, team.DID_SUPPORT) as call:
        answer(bed, ami, "8001")
        control(alice, "hold")
        mark = ami.mark()
        press_key(alice, Keys.F4)
        said(alice, "The other party hears music")
        alice.wait_for_phase("held")
        assert ami.wait(lambda e: e.get("Event") == "MusicOnHoldStart" and e["Channel"].startswith("PJSIP/trunk-"), since=mark)
        eventually(lambda: put_aside(bed))
        assert [row["held"] for row in bed.rows("SELECT held FROM curcdr")] == [1], "one leg, held"
        alice.driver.refresh()
        alice.wait_until_live()
        control(alice, "resume")
        assert not [b for b in alice.elements("[data-control=transfer], [data-control=keypad]") if b.is_displayed()]
        press_key(alice, Keys.F4)
        alice.wait_for_phase("talking")
        eventually(lambda: together(bed, "8001", "trunk"))
        send_to(alice, "8002", "consult")  # Asterisk looks for the number where it should
        answer(bed, ami, "8002")
        control(alice, "back").click()
        eventually(lambda: together(bed, "8001", "trunk"))
        linkedid = bed.rows("SELECT linkedid FROM curcdr WHERE queue = 'support'")[0]["linkedid"]
        call.hang_up()
    (row,) = eventually(lambda: bed.rows("SELECT billsec, holdsec FROM mycdr WHERE linkedid = %s AND queue = 'support'", linkedid))
    assert 0 < row["holdsec"] <= row["billsec"]
    assert bed.rows("SELECT id FROM agent_log WHERE state = 'hold' AND linkedid = %s", linkedid)
    assert not bed.rows("SELECT id FROM mycdr WHERE linkedid = %s AND dst = '11'", linkedid), "where it waited is no call"


@pytest.mark.parametrize("end", ["the caller", "the telephone", "the page"])
def test_a_held_call_is_over_whoever_hangs_up(bed, alice, ami, no_requests, end):
    with bed.call(NUMBER, team.DID_SUPPORT) as call:
        answer(bed, ami, "8001")
        control(alice, "hold").click()
        eventually(lambda: put_aside(bed))
        alice.wait_for_phase("held")
        if end == "the caller":
            call.hang_up()
        elif end == "the telephone":
            ami.act("Hangup", Channel=of(bed, "8001"))
        else:
            control(alice, "hangup").click()
        eventually(lambda: not channels(bed))
        alice.wait_for_phase("ended")


def test_every_tab_and_a_reload_know_what_was_done_to_a_call(bed, alice, ami):
    with talk(bed, alice):
        alice.element(".call-record").click()
        control(alice, "pause").click()
        control(alice, "unpause")
        control(alice, "mute").click()
        control(alice, "unmute")
        first = alice.driver.current_window_handle
        alice.driver.switch_to.new_window("tab")
        alice.open()
        alice.wait_until_live()
        control(alice, "unpause")
        control(alice, "unmute").click()
        control(alice, "mute")
        send_to(alice, "8002", "consult")
        answer(bed, ami, "8002")
        alice.driver.switch_to.window(first)
        control(alice, "mute")
        control(alice, "complete")
        alice.driver.refresh()
        alice.wait_until_live()
        control(alice, "back").click()
        eventually(lambda: together(bed, "8001", "trunk"))
        control(alice, "transfer")
        control(alice, "unpause")
    eventually(lambda: not bed.rows("SELECT uniqueid FROM call_mark m WHERE EXISTS (SELECT 1 FROM curcdr c WHERE m.uniqueid IN (c.srcuid, c.dstuid))"))


def test_a_person_chooses_other_keys(bed, alice):
    press_key(alice, "?")
    field = alice.wait_for("#hotkey-answer")
    field.send_keys(Keys.F3)
    alice.wait(lambda b: "Hang up" in b.text("#hotkey-said"), "to be told what F3 means")
    assert not alice.element("#hotkey-save").is_enabled()
    field.send_keys(Keys.F10)
    alice.wait(lambda b: b.element("#hotkey-save").is_enabled(), "the conflict's end")
    field.send_keys(Keys.ENTER)
    alice.wait(lambda b: not b.elements("#hotkey-map[open]"), "the saving")
    alice.driver.refresh()
    alice.wait_until_live()
    with bed.call(NUMBER, team.DID_SUPPORT):
        control(alice, "answer")
        press_key(alice, Keys.F2)
        press_key(alice, Keys.F10)
        alice.wait_for_phase("talking")
        press_key(alice, Keys.F3)
        alice.wait_for_phase("ended")
    press_key(alice, "?")
    alice.wait_for("#hotkey-reset").click()
    alice.element("#hotkey-save").click()
    alice.wait(lambda b: not b.elements("#hotkey-map[open]"), "the usual keys")
    assert bed.rows("SELECT hotkeys FROM astercrm_account WHERE username = 'alice'") == [{"hotkeys": ""}]


def test_a_pause_made_at_asterisk_is_the_agents(bed, alice):
    status = lambda kind, word: alice.wait(  # noqa: E731
        lambda b: b.element("#agent").get_attribute("data-kind") == kind and word in b.text("#agent-badge"), f"{kind} {word}")
    status("ready", "")
    for _ in range(2):  # our own choices between are none of theirs
        bed.demo.pbx.ask("queue pause member PJSIP/8001 queue support reason Drill")
        status("paused", "Drill")
        bed.demo.pbx.ask("queue unpause member PJSIP/8001 queue support")
        status("ready", "")
        press_key(alice, Keys.F9)
        status("paused", "Busy")
        press_key(alice, Keys.F9)
        status("ready", "")
    rows = bed.rows("SELECT status, reason, begintime, endtime FROM agent_log WHERE accountid = (SELECT id FROM astercrm_account WHERE username = 'alice')"
                    " ORDER BY begintime DESC LIMIT 9")[::-1]
    assert [(r["status"], r["reason"]) for r in rows] == [("ready", "")] + 2 * [
        ("paused", "Drill"), ("ready", ""), ("paused", "PAUSED"), ("ready", "")]
    assert all(before["endtime"] == after["begintime"] for before, after in zip(rows, rows[1:]))


def test_without_a_stream_the_page_polls_and_keeps_working(bed, alice, ami):
    alice.driver.execute_cdp_cmd("Network.enable", {})
    alice.driver.execute_cdp_cmd("Network.setBlockedURLs", {"urls": ["*/live?*"]})
    alice.driver.refresh()
    alice.wait(lambda b: b.element("#connection").get_attribute("data-state") == "polling", "the polling")
    alice.wait_for(".colleague[data-extension='8002'][data-state=free]")
    with bed.call(NUMBER, team.DID_SUPPORT):
        alice.wait_for(f".pop[data-number='{NUMBER}']")
        control(alice, "answer").click()
        alice.wait_for_phase("talking")
        control(alice, "hold").click()
        alice.wait_for_phase("held")
        control(alice, "resume").click()
        alice.wait_for_phase("talking")
        control(alice, "mute").click()
        control(alice, "unmute")
        control(alice, "hangup").click()
        alice.wait_for_phase("ended")
    assert len(alice.elements(f".pop[data-number='{NUMBER}']")) == 1
    alice.wait_for("[data-extension='8002'] [data-panel=dial]:not([hidden])").click()
    answer(bed, ami, "8001")
    answer(bed, ami, "8002")
    alice.wait_for(".colleague[data-extension='8002'][data-state=talking]")
    control(alice, "hangup").click()
    alice.wait_for_phase("ended")


WATCH = """
window.watcher?.disconnect();
const seen = new WeakMap();
const look = () => {
  for (const card of document.querySelectorAll(".call")) {
    if (seen.get(card) === card.dataset.phase) continue;
    seen.set(card, card.dataset.phase);
    window.told.push(card.dataset.phase);
  }
};
window.told = [];
look();
window.told = [];
window.watcher = new MutationObserver(look);
window.watcher.observe(document.getElementById("calls"), { subtree: true, childList: true, attributes: true, attributeFilter: ["data-phase"] });
"""


def test_whatever_restarts_in_a_call_nothing_is_missed_or_shown_twice(bed, alice, browsers, ami):
    newest = bed.rows("SELECT COALESCE(MAX(id), 0) AS id FROM mycdr")[0]["id"]
    calls = {}  # number -> the states its page was told

    def take_call(browser, number, while_ringing, while_talking):
        browser.driver.execute_script(WATCH)
        with bed.call(number, team.DID_SUPPORT) as call:
            browser.wait_for_phase("ringing", seconds=30)
            while_ringing()
            control(browser, "answer")
            answer(bed, ami, "8001")
            browser.wait_for_phase("talking", seconds=40)
            while_talking()
            call.hang_up()
            browser.wait_for_phase("ended", seconds=40)
        calls[number] = browser.driver.execute_script("return window.told")
        assert len(browser.elements(f".pop[data-number='{number}']")) == 1

    def kill(daemon):
        before = bed.kill(daemon)
        eventually(lambda: bed.pid(daemon) != before)

    def restart_apache():
        bed.demo.context.processes.stop("apache")
        bed.demo.web.start()

    take_call(alice, "02155500801", lambda: kill("astercclive"), lambda: kill("astercc"))
    take_call(alice, "02155500802", restart_apache, lambda: kill("astercclive"))
    take_call(alice, "02155500803", lambda: kill("astercc"), restart_apache)
    assert calls == dict.fromkeys(calls, ["ringing", "talking", "ended"])

    again = None
    with bed.call("02155500804", team.DID_SUPPORT) as call:
        alice.wait_for_phase("ringing", seconds=30)
        alice.close()
        again = browsers("alice, after the crash")
        again.log_in("alice", team.PASSWORD)
        again.wait_for_phase("ringing", seconds=30)
        again.wait_until_live()
        again.driver.execute_script(WATCH)
        answer(bed, ami, "8001")
        again.wait_for_phase("talking")
        call.hang_up()
        again.wait_for_phase("ended")
    calls["02155500804"] = again.driver.execute_script("return window.told")
    assert calls["02155500804"] == ["talking", "ended"] and len(again.elements(".pop[data-number='02155500804']")) == 1
    rows = eventually(lambda: (rows := bed.rows("SELECT src, disposition FROM mycdr WHERE id > %s ORDER BY calldate", newest)) and len(rows) >= len(calls) and rows)
    assert [(r["src"], r["disposition"]) for r in rows] == [(number, "ANSWERED") for number in calls]


def tab_to(browser, css):
    """Only the keyboard moves the focus."""
    for _ in range(120):
        if browser.driver.execute_script("return document.activeElement.matches(arguments[0])", css):
            return browser.driver.switch_to.active_element
        browser.driver.switch_to.active_element.send_keys(Keys.TAB)
    raise AssertionError(f"Tab does not lead to {css}")


def end_wrapup(browser):
    browser.wait(lambda b: b.element("#agent").get_attribute("data-kind") == "wrapup", "the wrap-up", seconds=20)
    press_key(browser, Keys.F9)
    browser.wait(lambda b: b.element("#agent").get_attribute("data-kind") == "ready", "to be ready")


def test_the_whole_cycle_of_a_call_takes_no_mouse(bed, alice, ami):
    bed.rows("UPDATE astercrm_accountgroup g JOIN astercrm_account a ON a.groupid = g.id SET g.wrapuptime = 600 WHERE a.username = 'alice'")
    try:
        with talk(bed, alice) as call:
            eventually(lambda: "paused:WRAPUP" in bed.demo.pbx.ask("queue show support"))
            for phase in ("held", "talking"):
                press_key(alice, Keys.F4)
                alice.wait_for_phase(phase)
            tab_to(alice, f".pop[data-number='{NUMBER}'] [name=customer]").send_keys("Keyboard Ltd.")
            note = tab_to(alice, f".pop[data-number='{NUMBER}'] textarea[name=note]")
            note.send_keys("Typed without a mouse")
            tab_to(alice, ".pop form:has(textarea[name=note]) [type=submit]").send_keys(Keys.ENTER)
            eventually(lambda: bed.rows("SELECT id FROM note WHERE note = 'Typed without a mouse'"))
            press_key(alice, Keys.F6)
            alice.wait(lambda b: "call-number-to" in b.driver.switch_to.active_element.get_attribute("class"), "where to type the number")
            alice.driver.switch_to.active_element.send_keys("8002", Keys.ENTER)
            answer(bed, ami, "8002")
            eventually(lambda: together(bed, "8002", "trunk"))
            alice.wait_for_phase("ended")
            call.hang_up()
        end_wrapup(alice)
        with talk(bed, alice):
            press_key(alice, Keys.F3)
            alice.wait_for_phase("ended")
        end_wrapup(alice)
    finally:
        bed.rows("UPDATE astercrm_accountgroup g JOIN astercrm_account a ON a.groupid = g.id SET g.wrapuptime = 0 WHERE a.username = 'alice'")
        bed.rows("DELETE c, n FROM customer c LEFT JOIN note n ON n.customerid = c.id WHERE c.customer = 'Keyboard Ltd.'")


WIDTHS = "return [document.documentElement.scrollWidth, document.documentElement.clientWidth]"


def test_nothing_is_wider_than_the_screen_in_any_skin_or_language(bed, alice):
    too_wide = []
    with talk(bed, alice):
        for language in ("zh-CN", "de", "en"):
            alice.speak("astercrm/portal.fcgi", language)
            alice.wait_for_phase("talking")
            alice.wait_for(".pop form, .pop .person")
            for skin in ("light", "dark", "classic"):
                alice.driver.execute_script("document.documentElement.dataset.skin = arguments[0]", skin)
                for width, height in ((1280, 720), (1920, 1080), (820, 1180)):
                    alice.resize(width, height)
                    wide, there = alice.driver.execute_script(WIDTHS)
                    if wide > there:
                        too_wide.append((language, skin, width, wide))
    assert not too_wide


def test_a_blind_transfer_leaves_the_two_others(bed, alice, ami):
    with talk(bed, alice):
        send_to(alice, "8002", "transfer")
        said(alice, "Transferred")
        answer(bed, ami, "8002")
        eventually(lambda: together(bed, "8002", "trunk"))
        alice.wait_for_phase("ended")


def test_nobody_is_sent_to_a_number_that_does_not_exist(bed, alice):
    with talk(bed, alice):
        send_to(alice, "7777", "transfer")
        said(alice, "There is no such number")
        assert together(bed, "8001", "trunk")


def test_a_consultation_is_completed(bed, alice, ami):
    with talk(bed, alice):
        send_to(alice, "8002", "consult")
        answer(bed, ami, "8002")
        eventually(lambda: together(bed, "8001", "8002") or not together(bed, "8001", "trunk"))
        control(alice, "complete").click()
        eventually(lambda: together(bed, "8002", "trunk"))
        alice.wait_for_phase("ended")


def test_or_given_back(bed, alice, ami):
    with talk(bed, alice):
        send_to(alice, "8002", "consult")
        answer(bed, ami, "8002")
        control(alice, "back").click()
        eventually(lambda: together(bed, "8001", "trunk"))
        eventually(lambda: not of(bed, "8002"))
        alice.wait_for_phase("talking")
        control(alice, "transfer")


def test_or_made_a_conference_of_three(bed, alice, ami):
    with talk(bed, alice):
        send_to(alice, "8002", "consult")
        answer(bed, ami, "8002")
        control(alice, "join").click()
        said(alice, "All three talk")
        eventually(lambda: together(bed, "8001", "8002", "trunk"))
        control(alice, "hangup").click()
        eventually(lambda: together(bed, "8002", "trunk"))


def test_a_recording_is_paused_for_a_secret_and_goes_on(bed, alice, ami):
    with talk(bed, alice):
        alice.element(".call-record").click()
        mark = ami.mark()
        control(alice, "pause").click()
        ami.wait(lambda e: e.get("Event") == "MixMonitorMute" and e["State"] == "1", since=mark)
        assert "Recording paused" in control(alice, "unpause").text
        control(alice, "unpause").click()
        ami.wait(lambda e: e.get("Event") == "MixMonitorMute" and e["State"] == "0", since=mark)


def test_a_number_is_clicked_and_called_and_hears_the_keypad(bed, alice, ami):
    alice.driver.refresh()
    alice.wait_until_live()
    alice.wait_for(".colleague")  # what is below it stands still from here on
    alice.wait_for(f"#recent [data-dial='{NUMBER}']").click()
    said(alice, "Your telephone rings")
    control(alice, "answer").click()
    alice.wait_for_phase("talking", seconds=30)
    eventually(lambda: together(bed, "8001", "trunk"))
    mark = ami.mark()
    control(alice, "keypad").click()
    alice.element(".call-keys:not([hidden]) [data-key='5']").click()
    echo = ami.wait(lambda e: e.get("Event") == "DTMFEnd" and e["Channel"].startswith("PJSIP/trunk-"), since=mark)
    assert echo["Digit"] == "5", "what the other side echoes"
    control(alice, "hangup").click()
    eventually(lambda: not channels(bed))
    alice.wait_for_phase("ended")


def test_quick_dial_calls_the_number_first_and_connects_it_to_the_choice(bed, alice, ami):
    alice.fill("source", NUMBER, "#quick-dial")
    alice.element("#quick-dial [type=submit]").click()
    said(alice, "then connected")
    answer(bed, ami, "8001")
    alice.wait_for_phase("talking", seconds=30)
    control(alice, "hangup").click()
    eventually(lambda: not channels(bed))


def test_a_number_that_must_not_be_called_is_refused_with_the_reason(bed, alice):
    with bed.demo.database.connect() as connection, connection.cursor() as cursor:
        cursor.execute("INSERT INTO dnc (number, reason) VALUES ('02155500666', 'asked in March')")
    alice.fill("source", "02155500666", "#quick-dial")
    alice.element("#quick-dial [type=submit]").click()
    said(alice, "This number must not be called: asked in March")
    assert not channels(bed)


def test_the_panel_shows_a_colleagues_call_and_a_supervisor_listens(bed, alice, browsers, ami):
    grace = browsers("grace")
    grace.log_in("grace", team.PASSWORD)
    grace.wait_for(".colleague[data-state=free][data-extension='8001']")
    with talk(bed, alice):
        grace.wait_for(".colleague[data-state=talking][data-extension='8001']")
        assert NUMBER in grace.text(".colleague[data-extension='8001']")
        for name, words in (("spy", "ChanSpy"), ("whisper", "ChanSpy")):
            grace.element(f"[data-extension='8001'] [data-panel={name}]").click()
            answer(bed, ami, "8007")
            channel = of(bed, "8007")
            eventually(lambda: channels(bed)[channel][1] == words)
            assert together(bed, "8001", "trunk")
            ami.act("Hangup", Channel=channel)
            eventually(lambda: not of(bed, "8007"))


def test_the_panel_follows_a_colleagues_status_though_astercclive_is_killed(bed, alice, browsers):
    card = ".colleague[data-extension='8001']"
    grace = browsers("grace")
    grace.log_in("grace", team.PASSWORD)
    grace.wait_for(f"{card}[data-state=free]")
    press_key(alice, Keys.F9)
    grace.wait_for(f"{card}[data-state=paused]")
    assert "Busy" in grace.text(f"{card} .colleague-state") and ":" in grace.text(f"{card} .colleague-timer")
    bed.kill("astercclive")
    press_key(alice, Keys.F9)
    grace.wait_for(f"{card}[data-state=free]", seconds=30)
    grace.wait_until_live()
    assert len(grace.elements(card)) == 1


def test_a_colleague_is_called_from_the_panel_and_invited_into_a_call(bed, alice, ami):
    alice.wait_for("[data-extension='8002'] [data-panel=dial]:not([hidden])").click()
    answer(bed, ami, "8001")
    answer(bed, ami, "8002")
    eventually(lambda: together(bed, "8001", "8002"))
    control(alice, "hangup").click()
    eventually(lambda: not channels(bed))
    with talk(bed, alice):
        alice.wait_for("[data-extension='8002'] [data-panel=invite]:not([hidden])").click()
        answer(bed, ami, "8002")
        control(alice, "join").click()
        eventually(lambda: together(bed, "8001", "8002", "trunk"))


def fill_in(browser, css, text):
    field = browser.element(css)
    field.clear()
    field.send_keys(text)


def test_the_pop_is_tested_without_a_call(bed, alice):
    alice.element("#menu summary").click()
    alice.element("#pop-test-show").click()
    fill_in(alice, "#pop-test-number", NUMBER)
    fill_in(alice, "#pop-test-did", team.DID_SUPPORT)
    alice.element("#pop-test-form [type=submit]").click()
    alice.wait(lambda b: "pops up" in b.text("[data-verdict=yes]"), "the verdict")
    assert NUMBER in alice.text("#pop-test-result") and "Nobody" in alice.text("#pop-test-result")
    alice.element("#pop-test-open").click()
    assert alice.wait_for(".pop .person-form [name=phone]").get_attribute("value") == NUMBER
    assert alice.phase() == "idle" and alice.complaints() == []


def test_a_name_that_is_there_already_is_offered_and_opened(bed, alice):
    bed.rows("DELETE FROM customer WHERE customer = 'Quiet Harbour'")
    bed.rows("INSERT INTO customer (customer, city, groupid, creby, cretime) SELECT 'Quiet Harbour', 'Qingdao', groupid, 'seed', UTC_TIMESTAMP()"
             " FROM astercrm_account WHERE username = 'alice'")
    alice.element("#lookup-number").send_keys("02155500999\n")
    field = alice.wait_for(".person-form [name=customer]")
    field.send_keys("Quiet H")
    alice.wait(lambda b: b.elements("datalist option[value='Quiet Harbour']"), "the suggestion")
    field.send_keys("arbour")
    pick = alice.wait_for(".known-name .pick")
    assert pick.text == "Quiet Harbour, Qingdao"
    pick.click()
    alice.wait(lambda b: "Quiet Harbour" in b.text(".pop .person"), "the customer's card")
    fill_in(alice, "#lookup-number", "Quiet Harb")
    alice.wait(lambda b: b.elements("#lookup datalist option[value='Quiet Harbour']"), "the suggestion")
    alice.element("#lookup-number").send_keys("our\n")
    alice.wait(lambda b: len(b.elements(".pop .person")) == 2, "the customer, by name")
    assert alice.complaints() == []


def test_another_crm_opens_its_page_for_a_call(bed, alice, configured):
    with MapServer().served() as crm:
        address = f"{crm.address}/call?from=%callerid&to=%calleeid&way=%method&id=%uniqueid&at=%calldate"
        configured(enable_external_crm=1, external_crm_default_url=f"{crm.address}/home", external_crm_url=address)
        alice.open()
        alice.wait_until_live()
        eventually(lambda: any(path == "/home" for path, _ in crm.asked))
        with talk(bed, alice):
            path, _ = eventually(lambda: next((a for a in crm.asked if a[0].startswith("/call?")), None))
            assert f"from={NUMBER}&to=8001&way=dial_in&id=" in path and "&at=20" in path
            assert not alice.elements(".pop")
        configured(enable_external_crm=1, open_new_window=1, external_crm_url=address)
        alice.open()
        alice.wait_until_live()
        crm.asked.clear()
        with talk(bed, alice):
            eventually(lambda: any(path.startswith("/call?") for path, _ in crm.asked))
@pytest.fixture
def board(browsers):
    """Grace, the group administrator, before the system status."""
    grace = browsers("grace")
    grace.log_in("grace", team.PASSWORD)
    grace.wait_until_live()
    grace.open("astercrm/manager.fcgi/system")
    grace.wait_until_live()
    return grace


def row_of(bed, username):
    return f"#agents [data-account='{bed.rows('SELECT id FROM astercrm_account WHERE username = %s', username)[0]['id']}']"


def told(agent, words):
    """The agent reads it on the page, and puts it away."""
    agent.wait(lambda b: "Grace Okafor" in b.text("#notice") and words in b.text("#notice"), f"the notice: {words}")
    agent.element("#notice button").click()


def test_a_supervisor_sees_a_call_come_in_and_reaches_into_it(bed, alice, board, ami):
    row = row_of(bed, "alice")
    with bed.call(NUMBER, team.DID_SUPPORT):
        board.wait_for(f"{row}[data-kind=ringing]")
        board.wait(lambda b: NUMBER in b.text("#queues [data-queue=support] .queue-callers"), "the waiting caller")
        assert not board.element(f"{row} [data-do=silent]").is_displayed(), "nobody talks yet"
        answer(bed, ami, "8001")
        board.wait_for(f"{row}[data-kind=talking]")
        board.wait_for("#calls [data-phase=talking]")
        assert NUMBER in board.text(row) and NUMBER in board.text("#calls")
        for how, options in (("silent", "qE"), ("whisper", "qEw"), ("barge", "qEB")):
            board.wait_for(f"{row} [data-do={how}]").send_keys(Keys.ENTER)
            answer(bed, ami, "8007")
            listener = of(bed, "8007")
            eventually(lambda: f"!ChanSpy!{of(bed, '8001')},{options}!" in bed.demo.pbx.ask("core show channels concise"))
            assert together(bed, "8001", "trunk")
            ami.act("Hangup", Channel=listener)
            eventually(lambda: not of(bed, "8007"))
        assert board.driver.switch_to.active_element.get_attribute("data-do") == "barge", "the focus survived all that came in"
        board.element(f"{row} [data-do=hangup]").click()
        board.wait(lambda b: b.element("#hangup-dialog [value=hangup]").is_displayed(), "to be asked")
        board.element("#hangup-dialog [value=hangup]").click()
        said(board, "Hung up")
        eventually(lambda: not channels(bed))
        told(alice, "ended your call")
    board.wait(lambda b: not b.elements("#calls tr") and not b.elements(f"{row}[data-kind=talking]"), "the call's end")
    actions = {r["action"] for r in bed.rows("SELECT action FROM account_log WHERE username = 'grace'")}
    assert actions >= {"call_spy", "call_whisper", "call_barge", "call_force_hangup"}
    assert board.complaints() == []


def test_a_supervisor_chooses_an_agents_status(bed, alice, board):
    row = row_of(bed, "alice")
    for choice, kind, words in (("[data-reason]", "paused", "paused you: Break"), ("[data-force=ready]", "ready", "set you to ready"),
                                ("[data-force=off]", "off", "logged you out of the queues"), ("[data-force=ready]", "ready", "set you to ready")):
        board.wait_for(f"{row} [data-do=status]").send_keys(Keys.ENTER)
        board.wait(lambda b: b.element(f"#status-dialog {choice}").is_displayed(), "the choices")
        board.element(f"#status-dialog {choice}").click()
        alice.wait(lambda b: b.element("#agent").get_attribute("data-kind") == kind, f"to be {kind}")
        told(alice, words)
        board.wait_for(f"{row}[data-kind={kind}]")


def test_the_wallboard_is_read_from_afar_and_turned_by_key(bed, board, ami):
    board.open("astercrm/manager.fcgi/wallboard?rotate=0&names=0&queue=support")
    board.wait_until_live()
    shown = lambda page: lambda b: b.element(f"[data-page={page}]").is_displayed()  # noqa: E731
    board.wait(shown("today"), "the figures")
    sizes = "return [...document.querySelectorAll(arguments[0])].map((e) => parseFloat(getComputedStyle(e).fontSize))"
    assert min(board.driver.execute_script(sizes, ".figure-value")) >= 42
    with bed.call(NUMBER, team.DID_SUPPORT):
        board.wait(lambda b: b.text("[data-figure=waiting] .figure-value") == "1", "the waiting caller")
        press_key(board, Keys.ARROW_RIGHT)
        board.wait(shown("queues"), "the queues")
        assert [e.text for e in board.elements(".wall-queue h2")] == ["support"]
        assert min(board.driver.execute_script(sizes, ".wall-queue dd")) >= 42
        press_key(board, Keys.ARROW_RIGHT)
        board.wait(shown("agents"), "the agents")
        names = board.text("#wall-agents")
        assert "8001" in names and "Alice" not in names
        press_key(board, "n")
        board.wait(lambda b: "Alice" in b.text("#wall-agents"), "the names")
    assert board.complaints() == []
@pytest.fixture
def dial_list(bed):
    """Four numbers of a campaign are assigned to alice; its calls need a result."""
    with bed.demo.database.connect() as connection, connection.cursor() as cursor:
        cursor.execute("SELECT groupid FROM astercrm_account WHERE username = 'alice'")
        (group,) = cursor.fetchone()
        cursor.execute("INSERT INTO campaign (groupid, campaignname, enable, outcontext, incontext, script, dispositionrequired, profile,"
                       " asksnational, timezone) VALUES (%s, 'Renewals', 1, 'from-internal', 'from-internal', 'Good morning!', 1, 'US', 0, %s)",
                       (group, persons.midday_zone()))
        campaign = cursor.lastrowid
        for position, (words, meaning) in enumerate((("Renewed", "final"), ("Later", "callback"), ("Never again", "donotcall")), 1):
            cursor.execute("INSERT INTO campaign_disposition (campaignid, groupid, disposition, meaning, position) VALUES (%s, %s, %s, %s, %s)",
                           (campaign, group, words, meaning, position))
        for number in LIST_NUMBERS:
            cursor.execute("INSERT INTO diallist (dialnumber, assign, groupid, campaignid, cretime) VALUES (%s, '8001', %s, %s, UTC_TIMESTAMP())",
                           (number, group, campaign))
    yield campaign
    with bed.demo.database.connect() as connection, connection.cursor() as cursor:
        cursor.execute("DELETE FROM diallist WHERE assign = '8001'")


LIST_NUMBERS = tuple(f"021555007{n}5" for n in range(4))


def work(browser, action):
    return browser.wait_for(f"[data-work={action}]:not([hidden], :disabled)")


def work_phase(browser, phase, seconds=30):
    browser.wait_for(f"#work[data-phase={phase}]:not([hidden])", seconds)


def talk_to_the_next_number(bed, ami, browser, number):
    answer(bed, ami, "8001")
    browser.wait_for_phase("talking", seconds=30)
    eventually(lambda: together(bed, "8001", "trunk"))
    assert browser.text("#work-number") == number
    pop = browser.wait_for(f".pop[data-number='{number}']")
    assert "Renewals" in pop.text and "Good morning!" in pop.text


def with_a_supervisor_to_stop(bed):
    config = bed.demo.context.place.etc / "astercrm.conf"
    config.write_text(config.read_text(encoding="utf-8").replace("stop_work_verify = 0", "stop_work_verify = 1"), encoding="utf-8")


def test_the_dial_list_is_worked_call_after_call_until_a_supervisor_lets_one_stop(bed, alice, ami, dial_list):
    with_a_supervisor_to_stop(bed)
    alice.driver.refresh()
    alice.wait_until_live()
    work(alice, "get").click()
    work_phase(alice, "preview")
    assert not channels(bed), "it is shown, not dialed"
    assert "Renewals" in alice.wait_for(f".pop[data-number='{LIST_NUMBERS[0]}'] .pop-campaign").text
    work(alice, "dial").click()
    talk_to_the_next_number(bed, ami, alice, LIST_NUMBERS[0])
    assert len(alice.elements(f".pop[data-number='{LIST_NUMBERS[0]}']")) == 1, "the call's pop is the number's"
    control(alice, "hangup").click()
    work_phase(alice, "off")
    assert not work_buttons(alice) & {"get", "start"}, "the result is required"
    press_key(alice, "1")
    said(alice, "Renewed")

    work(alice, "start").click()
    talk_to_the_next_number(bed, ami, alice, LIST_NUMBERS[1])
    alice.driver.refresh()
    alice.wait_until_live()
    work_phase(alice, "calling")
    control(alice, "hangup").click()
    work_phase(alice, "countdown")
    assert alice.text("#work-countdown")
    press_key(alice, "2")
    alice.fill("memo", "after lunch", "#callback-form")
    alice.element("#callback-form [type=submit]").click()
    alice.wait(lambda b: "after lunch" in b.element("#work-callback-list").get_attribute("textContent"), "the callback in the list")

    talk_to_the_next_number(bed, ami, alice, LIST_NUMBERS[2])
    control(alice, "hangup").click()
    work_phase(alice, "countdown")
    alice.driver.refresh()
    work_phase(alice, "countdown")
    alice.wait_for(".work-choice[data-meaning=donotcall]").click()
    said(alice, "Never again")
    alice.element("#agent-menu summary").click()
    alice.wait_for("#agent-reasons [data-ask=pause]").click()
    alice.wait(lambda b: "until you are ready" in b.text("#work-word"), "the round to stand still")
    for action, phase in (("pause", "paused"), ("stop", "off")):
        work(alice, action).click()
        for name, words in (("alice", "administrator of your group"), ("grace", "")):
            alice.fill("username", name, "#stop-form")
            alice.fill("password", team.PASSWORD, "#stop-form")
            alice.element(f"#stop-form [data-for={action}]").click()
            alice.wait(lambda b, words=words: words in b.text("#stop-form") if words else not b.elements("#stop-dialog[open]"), f"the answer to {name}")
        work_phase(alice, phase)
    press_key(alice, Keys.F9)
    rows = bed.rows("SELECT dialednumber, response, disposition, trytime, answertime FROM dialedlist WHERE campaignid = %s ORDER BY id", dial_list)
    assert [(r["dialednumber"], r["response"], r["disposition"], r["trytime"]) for r in rows] == [
        (LIST_NUMBERS[0], "ANSWERED", "Renewed", 1), (LIST_NUMBERS[1], "ANSWERED", "Later", 1), (LIST_NUMBERS[2], "ANSWERED", "Never again", 1)]
    assert all(r["answertime"] for r in rows)
    assert bed.rows("SELECT id FROM dnc WHERE number = %s", LIST_NUMBERS[2])
    assert [r["dialnumber"] for r in bed.rows("SELECT dialnumber FROM diallist WHERE assign = '8001' AND status = ''")] == [LIST_NUMBERS[3]]
    assert [line for line in alice.complaints() if "/listwork/stop" not in line] == [], "but for the refusal"


def test_who_promised_a_call_is_reminded(bed, alice):
    bed.rows("INSERT INTO diallist (dialnumber, assign, groupid, status, dialtime, memo, cretime) SELECT '02155500088', '8001', groupid, 'callback',"
             " UTC_TIMESTAMP() + INTERVAL 4 SECOND, 'about the offer', UTC_TIMESTAMP() FROM astercrm_account WHERE username = 'alice'")
    try:
        alice.driver.refresh()
        alice.wait(lambda b: "02155500088" in b.element("#work-callback-list").get_attribute("textContent"), "the callback in the list")
        said(alice, "Time to call back: 02155500088 - about the offer")
    finally:
        bed.rows("DELETE FROM diallist WHERE dialnumber = '02155500088'")


def work_buttons(browser):
    return {b.get_attribute("data-work") for b in browser.elements("[data-work]:not([hidden], :disabled)")}
