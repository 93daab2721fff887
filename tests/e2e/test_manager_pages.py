# SPDX-License-Identifier: GPL-3.0-or-later
"""Every page of manager.fcgi's menu, and the form behind its Add button, in every language, in a real browser: what WCAG 2.2 AA asks
for and a program can find out, and whether anything stored becomes markup. A new entry of the menu is covered by being there."""
import re

import pytest

from harness.browser import Browser

MANAGER = "astercrm/manager.fcgi"
LANGUAGES = {"en": "en", "zh": "zh-CN", "de": "de"}
SIZES = ((1280, 720), (820, 1180))
SKINS = ("light", "dark", "classic")

# What is wrong with the page as it stands: each thing in one line.
STRUCTURE = """
const found = [];
const tell = (what, element) => found.push(`${what}: ${element.outerHTML.slice(0, 160)}`);
const textOf = (ids) => ids.split(/\\s+/).map((id) => document.getElementById(id)?.textContent ?? "").join("");
function nameOf(element) {
  const labels = [...(element.labels ?? [])].map((label) => label.textContent).join("");
  const parts = [element.getAttribute("aria-label"), textOf(element.getAttribute("aria-labelledby") ?? ""), labels, element.title];
  if (element.matches("a, button, summary")) parts.push(element.textContent, ...[...element.querySelectorAll("img")].map((img) => img.alt));
  return parts.join("").trim();
}
for (const element of document.querySelectorAll("input:not([type=hidden]), select, textarea, button, summary, a[href]"))
  if (!nameOf(element)) tell("no name", element);
for (const image of document.querySelectorAll("img")) if (!image.hasAttribute("alt")) tell("no alt", image);
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

# Texts whose colour is too near to that of what is behind them (WCAG 1.4.3), in one skin.
CONTRAST = """
document.documentElement.dataset.skin = arguments[0];
for (const details of document.querySelectorAll("details")) details.open = true;
const parse = (text) => { const n = text.match(/[\\d.]+/g).map(Number); return [n[0], n[1], n[2], n[3] ?? 1]; };
const over = ([r, g, b, a], [R, G, B]) => [r * a + R * (1 - a), g * a + G * (1 - a), b * a + B * (1 - a), 1];
function background(element) {
  const layers = [];
  for (let e = element; e; e = e.parentElement) {
    const style = getComputedStyle(e);
    const color = parse(style.backgroundColor);
    layers.push(color);
    if (color[3] === 1) break;
  }
  return layers.reduceRight((below, layer) => over(layer, below), [255, 255, 255, 1]);
}
function luminance([r, g, b]) {
  const [x, y, z] = [r, g, b].map((c) => { const s = c / 255; return s <= 0.03928 ? s / 12.92 : ((s + 0.055) / 1.055) ** 2.4; });
  return 0.2126 * x + 0.7152 * y + 0.0722 * z;
}
const found = new Set();
for (const element of document.querySelectorAll("body *")) {
  const hasText = [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.data.trim());
  const box = element.getBoundingClientRect();
  const isField = element.matches("input:not([type=hidden], [type=checkbox], [type=radio]), select, textarea");
  if (!(hasText || isField) || element.matches("option, script, :disabled") || box.width <= 1 || !element.checkVisibility({ checkVisibilityCSS: true })) continue;
  const behind = background(element);
  const [a, b] = [luminance(over(parse(getComputedStyle(element).color), behind)), luminance(behind)];
  const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
  if (ratio < 4.5) found.add(`${ratio.toFixed(2)} ${element.tagName}.${element.className} ${(element.textContent || element.value).trim().slice(0, 30)}`);
}
return [...found];
"""

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


def speak(browser, tag):
    browser.open(MANAGER)
    browser.driver.execute_script("document.querySelector(`button[name=lang][lang='${arguments[0]}']`).click()", tag)
    browser.wait(lambda b: b.element("html").get_attribute("lang") == tag, f"the page in {tag}")


def size(browser, width, height):
    browser.driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": False})


@pytest.fixture(scope="module")
def english(browser):
    """Path -> captions, in English, of the front page, what the menu leads to, and the forms behind its lists."""
    speak(browser, "en")
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


def faults_of_language(captions, english, language):
    """Sentences that are the same as in English; of Chinese also a heading without a Chinese character."""
    same = [c for c in captions if c in english and re.search(r"[a-z]{2,} [a-z]{2,}", c)]
    if language == "zh" and not re.search(r"[\u4e00-\u9fff]", captions[0]):
        same.append(captions[0])
    return [f"not translated: {c}" for c in same]


@pytest.mark.parametrize("language", LANGUAGES)
def test_pages_are_whole_named_and_in_one_language(browser, english, language):
    speak(browser, LANGUAGES[language])
    browser.complaints()
    faults = []
    for page in english:
        browser.open(page)
        tell = [f"lang is {tag}" for tag in [browser.element("html").get_attribute("lang")] if tag != LANGUAGES[language]]
        tell += browser.driver.execute_script(STRUCTURE)
        if language != "en":
            tell += faults_of_language(browser.driver.execute_script(CAPTIONS), english[page], language)
        for width, height in SIZES:
            size(browser, width, height)
            needed, there = browser.driver.execute_script(WIDTH)
            tell += [f"{needed} px wide on {there}"] if needed > there else []
        tell += browser.complaints()
        faults += [f"{page}: {fault}" for fault in tell]
    assert not faults, "\n".join(faults)


def test_texts_stand_out_in_every_skin(browser, english):
    speak(browser, "en")
    size(browser, *SIZES[0])
    faults = []
    for page in english:
        browser.open(page)
        for skin in SKINS:
            faults += [f"{page} {skin}: {fault}" for fault in browser.driver.execute_script(CONTRAST, skin)]
    assert not faults, "\n".join(faults)


def test_a_long_search_goes_on_by_itself_until_its_end(bed, browser, english):
    """One row of 12,000, the last that a page at a time comes to."""
    bed.rows("INSERT INTO dnc (number, reason) SELECT 900000000 + seq, IF(seq = 1, 'needle', 'hay') FROM seq_1_to_12000")
    speak(browser, "en")
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
            bed.rows(f"INSERT INTO {table} ({', '.join(row)}) VALUES ({', '.join(['%s'] * len(row))})", *row.values())


def test_nothing_that_is_stored_becomes_markup(bed, browser, english):
    insert_hostile_rows(bed)
    browser.complaints()
    to_see, seen, faults, shows_it = [*english, "astercrm/portal.fcgi"], set(), [], []
    for path in to_see:
        browser.open(path)
        shows_it += [path] if "<b id=ran>" in browser.text("body") else []
        faults += [path] if browser.driver.execute_script(RAN) else []
        faults += [f"{path}: {complaint}" for complaint in browser.complaints()]
        for link in browser.elements("main td a[href*='fcgi/']"):
            address = path_of(link.get_attribute("href"))
            page = address.partition("?")[0]
            if page not in seen and "media.fcgi" not in page:  # one of each kind
                seen.add(page)
                to_see.append(address)
    assert len(seen) > 10 and len(shows_it) > 10 and not faults, "\n".join(faults)
