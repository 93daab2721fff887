# SPDX-License-Identifier: GPL-3.0-or-later
"""manager.fcgi: who gets in, and a menu that leads to nothing closed or absent."""
import html
import re

import pytest

from web_client import crm, installed  # noqa: F401

MANAGER = "/astercrm/manager.fcgi"
PORTAL = "/astercrm/portal.fcgi"


def menu(page):
    nav = re.search(r'<nav class="side-menu".*?</nav>', page.body, re.S)
    assert nav, page.body
    return [html.unescape(address) for address in re.findall(r'href="([^"]+)"', nav[0])]


def test_nobody_comes_in_without_a_login(crm):
    answer = crm.browser().get(MANAGER)
    assert answer.status == 303 and answer.header("Location") == "/astercrm/login.fcgi"


def test_an_agent_finds_the_groups_customers_contacts_and_notes_there(crm):
    own, other = crm.customer("Blue River Trading", 1), crm.customer("Far Away", 2)
    alice = crm.logged_in("alice")
    assert f'href="{MANAGER}"' in alice.get(PORTAL).body
    assert [address.removeprefix(MANAGER) for address in menu(alice.get(MANAGER))] == ["/customers", "/contacts", "/notes"]
    page = alice.get(MANAGER + "/customers").body
    assert "Blue River Trading" in page and "Far Away" not in page and "tick-all" not in page and "grid-batch" not in page and "/export" not in page
    assert alice.get(f"{MANAGER}/customers/edit?id={own}").status == 200 and alice.get(f"{MANAGER}/customers/edit?id={other}").status == 404
    assert alice.get(MANAGER + "/customers/export").status == 404
    for path in ("batch", "apply"):
        assert alice.post(f"{MANAGER}/customers/{path}", {"csrf": alice.csrf(), "action": "delete", "id": own}).status == 404
    assert f"/customers/edit?id={own}" in alice.get(f"{PORTAL}/pop?leg=k&number=&customerid={own}").body


@pytest.mark.parametrize("name", ["root", "grace"])
def test_managers_get_there_from_the_portal_and_every_entry_of_the_menu_opens(crm, name):
    browser = crm.logged_in(name)
    assert f'href="{MANAGER}"' in browser.get(PORTAL).body
    front = browser.get(MANAGER)
    assert front.status == 200
    for address in menu(front):
        assert browser.get(address).status == 200, address


def test_language_and_skin_are_chosen_there_too_and_lead_back(crm):
    root = crm.logged_in("root")
    csrf = root.get(MANAGER).field("csrf")
    answer = root.post(MANAGER + "/appearance", {"csrf": csrf, "skin": "dark", "lang": "de", "back": "https://elsewhere.example"})
    assert answer.status == 303 and answer.header("Location") == MANAGER + "/"
    page = root.get(MANAGER)
    assert 'data-skin="dark"' in page.body and "Verwaltung" in page.body
    assert root.post(MANAGER + "/appearance", {"csrf": "x", "skin": "light"}).status == 403
