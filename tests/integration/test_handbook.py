# SPDX-License-Identifier: GPL-3.0-or-later
"""The handbook as scripts/handbook makes it: whole, the same in both languages, and true to the pages and settings it names."""
import ast
import os
import re
import subprocess
from html.parser import HTMLParser
from pathlib import Path

import pytest

SOURCE = Path(os.environ["CC_SOURCE_DIR"])
BOOK = SOURCE / "docs/handbook"
LANGUAGES = ("en", "zh_CN")
CHAPTERS = ("index", "agent", "supervisor", "administrator", "operator", "api")
# In a chapter that tells of a page, the heading has the page's name as its anchor.
PAGES_ELSEWHERE = {"portal": "day", "holidays/lines": "holidays", "recycle": "recycle"}
NOT_IN_THE_INTERFACE = {"agent", "group administrator", "administrator", "Bold", "座席", "组管理员", "系统管理员", "粗体"}


@pytest.fixture(scope="module")
def site(tmp_path_factory) -> Path:
    out = tmp_path_factory.mktemp("handbook")
    subprocess.run([SOURCE / "scripts/handbook", "--out", out], check=True, stdout=subprocess.DEVNULL)
    return out


class Page(HTMLParser):
    """What a page links to, shows, and can be jumped to."""

    def __init__(self, path: Path):
        super().__init__()
        self.targets, self.pictures, self.anchors, self.bare_pictures = [], [], set(), []
        self.feed(path.read_text(encoding="utf-8"))

    def handle_starttag(self, tag, attributes):
        values = dict(attributes)
        if "id" in values:
            self.anchors.add(values["id"])
        if tag in ("a", "link"):
            self.targets.append(values["href"])
        if tag == "img":
            self.pictures.append(values["src"])
            if not values.get("alt"):
                self.bare_pictures.append(values["src"])


def pages_of(site: Path) -> dict[Path, Page]:
    return {path.resolve(): Page(path) for path in site.rglob("*.html")}


def chapter(language: str, name: str) -> str:
    return (BOOK / language / f"{name}.md").read_text(encoding="utf-8")


def without_code(text: str) -> str:
    return re.sub(r"```.*?```|`[^`]*`", "", text, flags=re.DOTALL)


def test_every_link_and_picture_leads_somewhere(site):
    pages = pages_of(site)
    assert len(pages) == len(LANGUAGES) * len(CHAPTERS) + 1
    broken = []
    for path, page in pages.items():
        for target in page.targets + page.pictures:
            if target.startswith("https://"):
                continue
            name, _, anchor = target.partition("#")
            found = (path.parent / name).resolve() if name else path
            if not found.is_file() or (anchor and anchor not in pages[found].anchors):
                broken.append(f"{path.relative_to(site)}: {target}")
    assert not broken


def test_it_needs_no_network(site):
    for path, page in pages_of(site).items():
        assert not [each for each in page.pictures if "://" in each], path
    assert "http" not in (site / "handbook.css").read_text()


def test_every_picture_has_words_and_fits_its_column(site):
    assert not [bare for page in pages_of(site).values() for bare in page.bare_pictures]
    for path, page in pages_of(site).items():
        assert path.read_text(encoding="utf-8").count("<figure>") == len(page.pictures), path


@pytest.mark.parametrize("name", CHAPTERS)
def test_both_languages_have_the_same_headings(name):
    heading = re.compile(r"^(#+) .*?(\{#[\w-]+\})?$", re.MULTILINE)
    english, chinese = (heading.findall(re.sub(r"```.*?```", "", chapter(language, name), flags=re.DOTALL)) for language in LANGUAGES)
    assert english == chinese
    assert all(anchor for level, anchor in english if level != "#"), "a heading without an anchor"


def catalogue(language: str) -> set[str]:
    """The words of the pages in a language."""
    words, field, entry = set(), "", {}
    text = (SOURCE / f"cgi/locale/{language}/LC_MESSAGES/astercrm.po").read_text(encoding="utf-8")
    for line in [*text.splitlines(), "msgid \"\""]:
        found = re.match(r'(msgid|msgstr)(?:\[\d\])? (".*")$', line)
        if found:
            if found[1] == "msgid":
                words.add(entry.get("msgstr") or entry.get("msgid", ""))
                entry = {}
            field = found[1]
            entry[field] = ast.literal_eval(found[2])
        elif line.startswith('"'):
            entry[field] += ast.literal_eval(line)
    return words


@pytest.mark.parametrize("language", LANGUAGES)
def test_bold_words_are_those_of_the_pages(language):
    known = catalogue(language) | NOT_IN_THE_INTERFACE
    strange = [f"{name}: {word}" for name in CHAPTERS
               for word in re.findall(r"\*\*(.+?)\*\*", without_code(chapter(language, name))) if word not in known]
    assert not strange


def product_pages() -> set[str]:
    """Names of all pages of the menu and behind it: "customers", "holidays/lines"."""
    sources = "".join(path.read_text(encoding="utf-8") for path in (SOURCE / "cgi/pages").glob("*.cpp"))
    listed = re.findall(r'\.path = "/([a-z/]+)"', sources)
    menu = re.findall(r'MenuEntry\{"/([a-z/]+)"', sources)
    assert len(menu) > 20
    return {*listed, *menu, "portal", "wallboard", "number", "password"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_of_the_product_is_described(language):
    anchors = set(re.findall(r"\{#([\w-]+)\}", "".join(chapter(language, name) for name in CHAPTERS)))
    assert not {page for page in product_pages() if PAGES_ELSEWHERE.get(page, page) not in anchors}


def data_routes() -> set[str]:
    """Paths that answer a GET with JSON: "/dialer/board"."""
    sources = "".join(path.read_text(encoding="utf-8") for path in (SOURCE / "cgi/pages").glob("*routes.cpp"))
    return set(re.findall(r'Method::get, "(/[a-z/]+)", \w+, (?:web::)?Shape::data', sources))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_route_that_answers_programs_is_described(language):
    described = set(re.findall(r"\w+\.fcgi(/[a-z/]+)", chapter(language, "api")))
    assert len(data_routes()) >= 9
    assert not data_routes() - described


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("file", ["astercc.conf", "astercrm.conf"])
def test_every_key_of_the_configuration_is_named(language, file):
    keys = re.findall(r"^;?([a-z_0-9]+) ?=", (SOURCE / "etc" / file).read_text(), re.MULTILINE)
    assert len(keys) > 30
    told = set(re.findall(r"`([a-z_0-9]+)`", chapter(language, "administrator") + chapter(language, "operator")))
    assert not {key for key in keys if key not in told}
