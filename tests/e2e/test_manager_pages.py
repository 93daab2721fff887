# SPDX-License-Identifier: GPL-3.0-or-later
"""Every page of manager.fcgi's menu, and the form behind its Add button, in every language, in a real browser: what WCAG 2.2 AA asks
for and a program can find out, and whether anything stored becomes markup. A new entry of the menu is covered by being there."""
import re

import pytest
from selenium.webdriver.common.keys import Keys

from ccdemo import team
from ccdemo.place import CHECKOUT
from conftest import KEPT
from harness import axe
from harness.browser import Browser
from harness.map_server import FOUND, MapServer

MANAGER = "astercrm/manager.fcgi"
LANGUAGES = {"en": "en", "zh": "zh-CN", "de": "de"}
SIZES = ((1280, 720), (820, 1180))
SKINS = ("light", "dark", "classic")

# What is wrong with the page as it stands: each thing in one line.
STRUCTURE = """
const found = [];
const tell = (what, element) => found.push(`${what}: ${element.outerHTML.slice(0, 160)}`);
for (const element of document.querySelectorAll("[aria-describedby], [aria-labelledby], label[for]"))
  for (const id of `${element.getAttribute("aria-describedby") ?? ""} ${element.htmlFor ?? ""}`.split(/\\s+/).filter(Boolean))
    if (!document.getElementById(id)) tell(`points to nothing (${id})`, element);
const ids = [...document.querySelectorAll("[id]")].map((element) => element.id);
for (const id of new Set(ids.filter((id, i) => ids.indexOf(id) !== i))) found.push(`id ${id} is there twice`);
const headings = document.querySelectorAll("h1").length;
if (headings !== 1) found.push(`${headings} h1`);
if (document.querySelectorAll("main").length !== 1) found.push("not one main");
return found;
"""

WIDTH = "return [document.documentElement.scrollWidth, innerWidth]"

# What a translator translates: never the rows of a table, nor what somebody else wrote, whose language is not known.
CAPTIONS = """
return [...document.querySelectorAll("h1, h2, legend, label, th, button:not([lang]), a.action, .side-menu a")]
  .filter((element) => !element.closest('[lang=""]') && !element.querySelector('[lang=""]'))
  .map((element) => element.innerText.split("\\n")[0].trim()).filter(Boolean);
"""


@pytest.fixture(scope="module")
def browser(bed):
    browser = Browser(bed.address)
    browser.log_in("admin", "admin")
    browser.wait_for(".topbar")
    yield browser
    browser.close()


@pytest.fixture(scope="module")
def english(browser):
    """Path -> captions, in English, of the front page, what the menu leads to, and the forms behind its lists."""
    browser.speak(MANAGER, "en")
    captions = {}
    to_see = [MANAGER, *(a.get_attribute("href") for a in browser.elements(".side-menu a"))]
    assert len(to_see) > 10
    for address in to_see:
        path = path_of(address)
        browser.open(path)
        captions[path] = browser.driver.execute_script(CAPTIONS)
        to_see += [a.get_attribute("href") for a in browser.elements("main a[href$='/new']")]
    return captions


def path_of(address):
    return re.sub(r"^https?://[^/]+/", "", address)


def test_the_handbook_shows_every_page(english):
    """`scripts/handbook-pictures` takes what is missing."""
    wanted = {path.removeprefix("astercrm/").removeprefix("manager.fcgi/").removesuffix(".fcgi").replace("/new", "-form") for path in english}
    for language in ("en", "zh_CN", "de"):
        assert wanted <= {picture.stem for picture in (CHECKOUT / "docs/handbook/pictures" / language).iterdir()}


def faults_of_language(captions, english, language):
    """Sentences that are the same as in English; of Chinese also a heading without a Chinese character."""
    same = [c for c in captions if c in english and re.search(r"[a-z]{2,} [a-z]{2,}", c)]
    if language == "zh" and not re.search(r"[\u4e00-\u9fff]", captions[0]):
        same.append(captions[0])
    return [f"not translated: {c}" for c in same]


@pytest.mark.parametrize("language", LANGUAGES)
def test_pages_are_whole_named_and_in_one_language(browser, english, language):
    browser.speak(MANAGER, LANGUAGES[language])
    browser.complaints()
    faults = []
    for page in english:
        browser.open(page)
        tell = [f"lang is {tag}" for tag in [browser.element("html").get_attribute("lang")] if tag != LANGUAGES[language]]
        tell += browser.driver.execute_script(STRUCTURE)
        if language != "en":
            tell += faults_of_language(browser.driver.execute_script(CAPTIONS), english[page], language)
        for width, height in SIZES:
            browser.resize(width, height)
            needed, there = browser.driver.execute_script(WIDTH)
            tell += [f"{needed} px wide on {there}"] if needed > there else []
        tell += browser.complaints()
        faults += [f"{page}: {fault}" for fault in tell]
    assert not faults, "\n".join(faults)


def grave_faults(browser, where):
    """What axe-core finds in the page as it stands; in further skins what hangs on colours."""
    light, *further = SKINS
    found = [f"{where}: {fault}" for fault in axe.faults(browser, light)]
    for skin in further:
        found += [f"{where} {skin}: {fault}" for fault in axe.faults(browser, skin, ("color-contrast", "link-in-text-block"))]
    return found


SPOIL = """
const word = document.createElement("p");
word.textContent = "hardly to be read";
word.style.cssText = "color: #777; background: #888";
document.querySelector("main").append(word, document.createElement("button"));
"""


def test_the_checker_finds_what_somebody_cannot_use(browser):
    browser.open(MANAGER)
    browser.driver.execute_script(SPOIL)
    faults = grave_faults(browser, "spoilt")
    assert {tuple(fault.split(": ")[:2]) for fault in faults} == {
        ("spoilt", "button-name"), ("spoilt", "color-contrast"), ("spoilt dark", "color-contrast"), ("spoilt classic", "color-contrast")}


def walk(browser, pages):
    """Opens these pages and one of each kind they lead to; the path of each while it is shown."""
    to_see, seen = [*pages], {page.partition("?")[0] for page in pages}
    for path in to_see:
        browser.open(path)
        yield path
        for link in browser.elements("main a[href*='fcgi/']"):
            address = path_of(link.get_attribute("href"))
            page = address.partition("?")[0]
            if page not in seen and not re.search(r"media\.fcgi|/export$|/rejects$", page):
                seen.add(page)
                to_see.append(address)


def test_every_page_can_be_used_by_everybody(browser, english):
    browser.speak(MANAGER, "en")
    browser.resize(*SIZES[0])
    faults, walked = [], []
    for path in walk(browser, [*english, f"{MANAGER}/customers?f1=cretime&c1=equal&v1=yesterday"]):
        walked.append(path.partition("?")[0])
        faults += grave_faults(browser, path)
    for page in ("customers/show", "customers/edit", "surveys/questions", "surveys/preview", "accounts/edit", "accounts/delete"):
        assert f"{MANAGER}/{page}" in walked
    assert not faults, "\n".join(faults)


@pytest.mark.parametrize("action", ["edit", "delete"])
def test_a_batch_can_be_used_by_everybody(browser, action):
    browser.open(f"{MANAGER}/customers")
    browser.element("#tick-all").send_keys(Keys.SPACE)
    browser.element(f"#rows button[value={action}]").send_keys(Keys.ENTER)
    browser.wait_for("form[action$='/apply']")
    assert grave_faults(browser, action) == []


def test_an_import_can_be_used_by_everybody(browser, tmp_path):
    browser.open(f"{MANAGER}/import")
    (tmp_path / "list.csv").write_text("Customer,Phone\nNew Moon Press,02155501777\n,\n", encoding="utf-8")
    browser.element("#file").send_keys(str(tmp_path / "list.csv"))
    browser.element("form[action$='/upload'] [type=submit]").send_keys(Keys.ENTER)
    browser.wait_for("form[action$='/import/start']")
    faults = grave_faults(browser, "mapping")
    browser.element("#group option:nth-child(2)").click()
    browser.element("form[action$='/import/start'] .form-end [type=submit]").send_keys(Keys.ENTER)
    browser.wait_for("form[action$='/import/undo']")
    assert faults + grave_faults(browser, "report") == []


def test_signing_in_and_the_password_can_be_used_by_everybody(bed, browsers):
    visitor = browsers("visitor")
    visitor.open("astercrm/login.fcgi")
    faults = grave_faults(visitor, "login")
    visitor.log_in("alice", "no such password")
    visitor.wait_for("[role=alert]")
    faults += grave_faults(visitor, "refused")
    visitor.log_in("alice", "demo")
    visitor.wait_until_live()
    visitor.open("astercrm/login.fcgi/password")
    assert faults + grave_faults(visitor, "password") == []


def test_an_agents_page_can_be_used_by_everybody(bed, alice):
    with bed.demo.database.connect() as connection, connection.cursor() as cursor:
        cursor.execute("INSERT INTO diallist (dialnumber, assign, status, dialtime) VALUES ('02155501777', '8001', 'callback', UTC_TIMESTAMP())")
    alice.driver.refresh()
    alice.wait_for("#work-callbacks:not([hidden]) summary").click()
    faults = grave_faults(alice, "idle, numbers waiting")
    alice.wait_for("[data-callback-change]").click()
    faults += grave_faults(alice, "a callback")
    alice.element("#callback-dialog [data-close]").click()
    number = bed.rows("SELECT REVERSE(c.phone_digits) AS number FROM customer c JOIN note n ON n.customerid = c.id LIMIT 1")[0]["number"]
    with bed.call(number, team.DID_SUPPORT) as call:
        alice.wait_for(".pop .person")
        alice.wait_for_phase("talking")
        faults += grave_faults(alice, "customer")
        call.hang_up()
    with bed.call("02155501888", team.DID_SUPPORT) as call:
        alice.wait_for("form.person-form")
        faults += grave_faults(alice, "unknown number")
        call.hang_up()
    assert not faults, "\n".join(faults)


def test_a_long_search_goes_on_by_itself_until_its_end(bed, browser, english):
    """One row of 12,000, the last that a page at a time comes to."""
    bed.rows("INSERT INTO dnc (number, reason) SELECT 900000000 + seq, IF(seq = 1, 'needle', 'hay') FROM seq_1_to_12000")
    browser.speak(MANAGER, "en")
    browser.complaints()
    browser.open(f"{MANAGER}/dnc?f1=reason&c1=contains&v1=eedl")
    browser.wait(lambda b: not b.elements("#search-on") and len(b.elements("table.grid tbody tr")) == 1, "the row, and the end of the search")
    assert (browser.text("#row-count"), browser.elements("#count-all")) == ("1", [])
    browser.open(f"{MANAGER}/dnc?f1=reason&c1=contains&v1=nobody+wrote+this")
    browser.wait(lambda b: not b.elements("#search-on") and "No rows." in b.text(".grid-box"), "the end of a search that finds nothing")
    bed.rows("DELETE FROM dnc WHERE number > 900000000")
    assert browser.complaints() == []


def test_what_an_administrator_saves_holds_on_every_page_at_once(browser):
    browser.open(MANAGER + "/preferences")
    browser.fill("licence.licenceto".replace(".", "\\."), "Orchard & Sons", "#settings")
    browser.element("#settings [type=submit]").click()
    browser.wait_for(".notice")
    for page in (MANAGER, "astercrm/portal.fcgi"):
        browser.open(page)
        browser.wait(lambda b: b.text(".organisation") == "Orchard & Sons", f"the organisation on {page}")


# --- maps ---

PLACE, AREA = "Domkloster 4, 50667, Köln, Deutschland", "Köln, Deutschland"


@pytest.fixture
def far_away(bed):
    """`far_away(rules)` opens the page of a customer in Köln in a browser that finds no host but this one and those of the rules."""
    opened = []
    bed.rows("DELETE FROM customer WHERE customer = 'Domladen'")
    bed.rows("INSERT INTO customer (customer, address, zipcode, city, country, groupid, creby, cretime) VALUES"
             " ('Domladen', 'Domkloster 4', '50667', 'Köln', 'Deutschland', 1, 'seed', UTC_TIMESTAMP())")
    customer = bed.rows("SELECT id FROM customer WHERE customer = 'Domladen'")[0]["id"]

    def visit(rules=""):
        opened.append(Browser(bed.address, flags=(f"--host-resolver-rules={rules}MAP * ~NOTFOUND, EXCLUDE 127.0.0.1", "--ignore-certificate-errors")))
        opened[0].log_in("admin", "admin")
        opened[0].wait_for(".topbar")
        opened[0].open(f"{MANAGER}/customers/show?id={customer}")
        opened[0].wait(lambda b: b.element("#map-open").is_displayed(), "the button of the map")
        return opened[0]

    yield visit
    opened[0].close()


def test_a_map_is_loaded_when_somebody_opens_it_and_not_before(configured, far_away):
    with MapServer({PLACE: FOUND}).served() as server:
        configured(tile_url=server.address + "/{z}/{x}/{y}.png", search_url=server.address + "/search")
        browser = far_away()
        assert server.asked == []
        browser.element("#map-open").send_keys(Keys.ENTER)
        browser.wait_for("img.leaflet-tile-loaded")
        browser.wait(lambda b: b.text("#map-note") == FOUND["display_name"], "the words of what is shown")
        assert browser.element(".leaflet-marker-icon").get_attribute("alt") == FOUND["display_name"]
        assert browser.element("#map-open").get_attribute("aria-expanded") == "true"
        assert {referrer for _, referrer in server.asked if referrer} == {browser.address}
        browser.picture(KEPT / "map.png")
        assert grave_faults(browser, "map") == []

        deepest = lambda: max(int(path.split("/")[1]) for path, _ in server.asked if path.endswith(".png"))
        before = deepest()
        browser.element("#map").send_keys("+")
        browser.wait(lambda _: deepest() > before, "tiles of a closer look")
        browser.element("#map-open").send_keys(Keys.ENTER)
        assert not browser.element("#map").is_displayed()
        assert browser.complaints() == []


def test_what_cannot_be_found_exactly_is_shown_roughly_or_said(configured, far_away):
    with MapServer({AREA: FOUND}).served() as server:
        configured(tile_url=server.address + "/{z}/{x}/{y}.png", search_url=server.address + "/search")
        browser = far_away()
        browser.element("#map-open").click()
        browser.wait(lambda b: b.text("#map-note") == f"Only its surroundings were found: {FOUND['display_name']}", "the surroundings")
        server.places.clear()
        browser.driver.refresh()
        browser.wait_for("#map-open:not([hidden])").click()
        browser.wait(lambda b: "not found" in b.text("#map-note"), "the words that nothing was found")
        assert not browser.element("#map").is_displayed()


@pytest.mark.parametrize("settings", [{}, {"key": "AIza-1"}], ids=["openstreetmap", "google"])
def test_without_a_network_the_page_says_so_and_keeps_the_link(configured, far_away, settings):
    configured(**settings)
    browser = far_away()
    browser.element("#map-open").click()
    browser.wait(lambda b: "cannot be loaded" in b.text("#map-note"), "the words that there is no map")
    assert not browser.element("#map").is_displayed() and browser.element(".map-ways a").is_displayed()


def test_with_a_key_the_map_is_googles(configured, far_away, tmp_path):
    google = MapServer()
    google.use_tls(tmp_path)
    with google.served():
        configured(key="AIza-1")
        browser = far_away(f"MAP www.google.com:443 127.0.0.1:{google.server_port}, ")
        assert google.asked == []
        browser.element("#map-open").click()
        browser.driver.switch_to.frame(browser.wait_for("#map iframe[title]"))
        browser.wait(lambda b: b.text("h1") == "A map", "Google's page in the frame")
        browser.driver.switch_to.default_content()
        assert "/maps/embed/v1/place?key=AIza-1&q=Domkloster" in google.asked[-1][0]
        assert grave_faults(browser, "map") == [] and browser.complaints() == []


# --- whatever is stored stays text ---

# Cut to what a column holds; its first part tells whether it became markup, the rest would run.
HOSTILE = '"><b id=ran><img src=x onerror=ran=1><script>ran=1</script>{{CSRF}}[[Add]]%s'
MACHINERY = {"session", "login_throttle", "schema_version", "lease", "mirror_position", "source_position", "feed", "events", "curcdr"}
RAN = "return typeof ran !== 'undefined' && !(ran instanceof Element) || document.querySelectorAll('#ran, [onerror]').length > 0"


def insert_hostile_rows(bed):
    """One into every table, in every column of text that has room for it."""
    columns = bed.rows("SELECT table_name AS tab, column_name AS name, data_type AS type, character_maximum_length AS room, is_nullable AS nullable,"
                       " column_default AS preset, extra FROM information_schema.columns JOIN information_schema.tables USING (table_schema, table_name)"
                       " WHERE table_schema = DATABASE() AND table_type = 'BASE TABLE'")
    for table in {c["tab"] for c in columns} - MACHINERY:
        row = {}
        for c in (c for c in columns if c["tab"] == table and not c["extra"] and c["type"] != "enum"):
            is_needed = c["nullable"] == "NO" and c["preset"] is None
            if c["type"] in ("varchar", "text", "mediumtext") and c["room"] >= 30:
                row[c["name"]] = HOSTILE[:c["room"]]
            elif is_needed:
                row[c["name"]] = "2026-01-02 03:04:05" if "date" in c["type"] or "time" in c["type"] else 1
        if row:
            bed.rows(f"REPLACE INTO {table} ({', '.join(row)}) VALUES ({', '.join(['%s'] * len(row))})", *row.values())


def test_nothing_that_is_stored_becomes_markup(bed, browser, english):
    insert_hostile_rows(bed)
    browser.complaints()
    faults, shows_it, walked = [], [], 0
    for path in walk(browser, [*english, "astercrm/portal.fcgi"]):
        walked += 1
        shows_it += [path] if "<b id=ran>" in browser.text("body") else []
        faults += [path] if browser.driver.execute_script(RAN) else []
        faults += [f"{path}: {complaint}" for complaint in browser.complaints()]
    assert walked > len(english) + 10 and len(shows_it) > 10 and not faults, "\n".join(faults)
