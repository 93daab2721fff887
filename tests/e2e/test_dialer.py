# SPDX-License-Identifier: GPL-3.0-or-later
"""A predictive campaign of mixed numbers to eight telephones runs to its end by itself, while the dialer is killed again and
again, its line to Asterisk is cut, the database restarts and a second dialer is started by mistake: afterwards every
number's record tells what happened, nobody was called twice for one attempt, and no limit was passed.
CC_DIALER_SEED repeats a run's choices; CC_DIALER_NUMBERS and CC_DIALER_KILLS make it longer."""
import os
import random
import time
from datetime import timezone

from ccdemo import persons, team
from harness import campaign, dialing_oracle, floor, oracle
from harness.bed import eventually
from harness.dialing_oracle import Calls

NUMBERS = int(os.environ.get("CC_DIALER_NUMBERS", 100))
KILLS = int(os.environ.get("CC_DIALER_KILLS", 5))
LINES = 20
RECKONS_WITHIN = 1  # seconds in which a dialer that leads again has asked what is alive
SPARE_PHONE = "8008"  # nobody's account: the queue alone knows this agent


def test_a_campaign_runs_to_its_end_whatever_happens_to_the_dialer(bed):
    seed = int(os.environ.get("CC_DIALER_SEED", random.randrange(1 << 32)))
    print(f"\nCC_DIALER_SEED={seed}")
    chance = random.Random(seed)
    open_floor(bed)
    people = campaign.mixed(NUMBERS, chance)
    newest = bed.rows("SELECT MAX(id) AS id FROM mycdr")[0]["id"]
    with bed.demo.pbx.manager() as ami, bed.manager_line("astercc", "dialer") as line:
        ami.act("Events", EventMask="call,user")
        began = time.monotonic()
        number = campaign.create(bed, people, maxlines=LINES)
        strokes = Strokes(bed, line, number, chance)
        strokes.deal()
        eventually(lambda: campaign.is_over(bed, number), seconds=60 + NUMBERS)
        print(f"{NUMBERS} numbers in {time.monotonic() - began:.0f} s; {strokes.done}")
        eventually(lambda: floor.free_all_lines(bed), seconds=20)
        calls = Calls.of(ami.events)
    attempts = bed.rows("SELECT * FROM dialedlist WHERE campaignid = %s ORDER BY id", number)
    left = bed.rows("SELECT * FROM diallist WHERE campaignid = %s", number)
    verdict = dialing_oracle.judge(people, attempts, left, floor.carrier_invites(bed), calls, LINES, strokes.blind)
    print(f"{verdict.attempts} attempts, {verdict.most_at_once} at once: {dict(verdict.responses)}")
    assert not verdict.wrong, "\n".join(verdict.wrong)
    assert_recorded(bed, number, attempts)
    assert_everybody_is_idle(bed)
    assert_state_is_told(bed, number)
    assert_mirrored(bed, newest, attempts)


def open_floor(bed) -> None:
    """Seven agents with accounts and one without, all free."""
    floor.add_phones(bed, [SPARE_PHONE])
    with bed.demo.database.connect() as connection, connection.cursor() as cursor:
        cursor.execute("UPDATE astercrm_accountgroup SET wrapuptime = 1")
    floor.seat(bed, team.PHONES, campaign.QUEUE)
    with bed.demo.pbx.manager() as ami:
        assert ami.act("QueueAdd", Queue=campaign.QUEUE, Interface=f"PJSIP/{SPARE_PHONE}")["Response"] == "Success"


class Strokes:
    """KILLS kills while the campaign runs, and each other mishap once for every five of them."""

    def __init__(self, bed, line, number: int, chance: random.Random):
        self._bed, self._line, self._number, self._chance = bed, line, number, chance
        self.blind: list[tuple[float, float]] = []  # from a stroke until the dialer works again
        self.done = {"kill": 0, "cut": 0, "database": 0, "second": 0}

    def deal(self) -> None:
        mishaps = ["kill"] * KILLS + ["cut", "database", "second"] * max(1, KILLS // 5)
        self._chance.shuffle(mishaps)
        attempts_between = max(2, NUMBERS // (len(mishaps) + 4))
        for count, kind in enumerate(mishaps, 1):
            eventually(lambda: self._attempts() >= count * attempts_between or campaign.is_over(self._bed, self._number), seconds=120)
            began = time.time()
            getattr(self, f"_{kind}")()
            eventually(lambda: self._told_at() > began, seconds=30)
            self.blind.append((began, time.time() + RECKONS_WITHIN))
            self.done[kind] += 1

    def _attempts(self) -> int:
        return self._bed.demo.database.value("SELECT COUNT(*) FROM dialedlist WHERE campaignid = %s", self._number)

    def _told_at(self) -> float:
        told = self._bed.demo.database.value("SELECT asof FROM campaign_state WHERE campaignid = %s", self._number)
        return told.replace(tzinfo=timezone.utc).timestamp() if told else 0

    def _kill(self):
        self._bed.strike("dialer")

    def _cut(self):
        self._line.cut()
        time.sleep(self._chance.uniform(0, 1))
        self._line.mend()

    def _database(self):
        self._bed.restart_database()

    def _second(self):
        """Somebody starts a dialer by hand; it is ended a moment later, perhaps while it has become the one that leads."""
        second = self._bed.start_second("dialer")
        time.sleep(1)
        self._bed.demo.context.processes.stop(second)


def assert_recorded(bed, number: int, attempts: list[dict]) -> None:
    """Each attempt has its decision, nothing waits to be originated, and the hours add up."""
    decided = {
        row["dialedlistid"]: row["number"]
        for row in bed.rows("SELECT dialedlistid, number FROM dial_decision WHERE campaignid = %s AND verdict = 'dial'", number)
    }
    attempted = {row["id"]: row["dialednumber"] for row in attempts}
    assert attempted.items() <= decided.items()
    taken_back = {decided[attempt] for attempt in decided.keys() - attempted.keys()}  # Asterisk was away: called later
    assert taken_back <= set(attempted.values())
    assert not bed.rows("SELECT channelid FROM originated_call WHERE channelid LIKE 'dial-%%'")
    (told,) = bed.rows(
        "SELECT SUM(dials) AS dials, SUM(persons) AS persons, SUM(connected) AS connected, SUM(machines) AS machines, SUM(busy) AS busy, "
        "SUM(noanswer) AS noanswer FROM campaign_hour WHERE campaignid = %s",
        number,
    )
    count = lambda holds: sum(map(holds, attempts))
    assert told == {
        "dials": len(attempts),
        "persons": count(lambda row: row["persontime"] is not None),
        "connected": count(lambda row: row["connecttime"] is not None),
        "machines": count(lambda row: row["response"] == "MACHINE"),
        "busy": count(lambda row: row["response"] == "BUSY"),
        "noanswer": count(lambda row: row["response"] == "NO ANSWER"),
    }


def assert_everybody_is_idle(bed) -> None:
    seated = {m.channel for m in team.PHONES}
    eventually(lambda: {a["interface"] for a in floor.standing(bed) if (a["status"], a["state"]) == ("ready", "idle")} == seated)
    eventually(lambda: floor.free_members(bed, campaign.QUEUE) == seated | {f"PJSIP/{SPARE_PHONE}"})


def assert_state_is_told(bed, number: int) -> None:
    """The page is told that the list is empty, each second anew; and nothing once the campaign is stopped."""
    state = "SELECT why, dialing, ringing, waiting, talking, TIMESTAMPDIFF(MICROSECOND, asof, UTC_TIMESTAMP(6)) / 1e6 AS age FROM campaign_state WHERE campaignid = %s"
    row = eventually(lambda: next((r for r in bed.rows(state, number) if r["why"] == "list_empty"), None))
    assert row["age"] < 5 and not row["dialing"] + row["ringing"] + row["waiting"] + row["talking"]
    with bed.demo.database.connect() as connection, connection.cursor() as cursor:
        cursor.execute("UPDATE campaign SET status = 'idle' WHERE id = %s", number)
    eventually(lambda: not bed.rows(state, number))


def assert_mirrored(bed, newest: int, attempts: list[dict]) -> None:
    """mycdr has the calls as Asterisk's own records do, and agrees with the attempts."""
    eventually(lambda: not bed.rows("SELECT id FROM curcdr") and bed.is_compared, seconds=60)
    rows = bed.rows(
        "SELECT linkedid, src, dst, channel, dstchannel, disposition, billsec, endtime, origin, queue FROM mycdr WHERE id > %s",
        newest,
    )
    verdict = oracle.judge(bed.cdr.rows(), rows, bed.queue_talk)
    assert verdict.is_right, verdict
    with_agent = {row["linkedid"] for row in rows if row["queue"] == campaign.QUEUE and row["disposition"] == "ANSWERED"}
    connected = {row["uniqueid"] for row in attempts if row["connecttime"]}
    assert connected <= with_agent
    watched = {row["uniqueid"] for row in attempts if row["response"] != "UNKNOWN"}
    assert (with_agent & watched) <= connected


def test_a_supervisor_runs_a_campaign_from_its_page(bed, browsers):
    """The list is checked, the campaign started by its switch, seen at work without a reload, changed meanwhile, and stopped."""
    if not floor.free_members(bed, campaign.QUEUE):
        open_floor(bed)
    people = persons.mixed(40, random.Random(1), rings=range(2, 4), talks=range(8, 10))
    number = campaign.create(bed, people, campaignname="From the page", status="idle", maxlines=LINES)
    page = browsers("admin")
    page.log_in("admin", "admin")
    page.wait_for(".topbar")
    page.open("astercrm/manager.fcgi/dialer")
    card = f"[data-campaign='{number}']"
    page.wait(lambda p: p.element(card).get_attribute("data-why") == "stopped", "the campaign, stopped")
    page.driver.execute_script("document.body.dataset.notReloaded = '1'")

    page.element(f"{card} .switch").click()
    page.wait(lambda p: p.text(".check-result").startswith("40 / 40"), "the check of 40 numbers")
    page.element("#check-start").click()
    page.wait(lambda p: p.element(f"{card} .switch").is_selected(), "the campaign, started")
    page.wait(lambda p: p.text(f"{card} [data-figure=talking] b") not in ("–", "0"), "somebody who talks", seconds=60)
    page.element(f"{card} .campaign-calls summary").click()
    page.wait(lambda p: p.text(f"{card} [data-state=callTalking] .call-agent"), "the agent of a call", seconds=60)

    page.element(f"{card} .campaign-pace summary").click()
    page.element(f"{card} [data-mode=progressive] [type=radio]").click()
    page.wait(lambda p: "progressive" in p.text(f"{card} .pace-summary"), "the other mode")
    page.element(f"{card} .switch").click()
    page.wait(lambda p: p.element(card).get_attribute("data-why") == "stopped", "the campaign, stopped again")
    page.wait(lambda p: "Stopped" in p.text(f"{card} .why-sentence"), "the sentence")
    assert page.element("body").get_attribute("data-not-reloaded") == "1" and not page.complaints()
    eventually(lambda: not bed.rows("SELECT campaignid FROM campaign_state WHERE campaignid = %s", number), seconds=60)
    assert bed.rows("SELECT status, limit_type FROM campaign WHERE id = %s", number) == [{"status": "idle", "limit_type": "progressive"}]
