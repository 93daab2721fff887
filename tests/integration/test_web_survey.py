# SPDX-License-Identifier: GPL-3.0-or-later
"""Surveys: made by managers, answered in the pop, counted in statistics."""
import csv
import html
import io
import re
from concurrent.futures import ThreadPoolExecutor

import pytest

from web_client import crm as seeded_crm, installed  # noqa: F401

M = "/astercrm/manager.fcgi"
PORTAL = "/astercrm/portal.fcgi"
CALLER = "02188776655"
SCRIPT = '<script>alert("x")</script>'
TABLES = ("survey", "surveyoptions", "surveyoptionitems", "surveyresult", "campaign", "audit_log")


@pytest.fixture
def crm(seeded_crm):
    for table in TABLES:
        seeded_crm.run(f"TRUNCATE {table}")
    return seeded_crm


@pytest.fixture
def grace(crm):
    return crm.logged_in("grace")


@pytest.fixture
def alice(crm):
    return crm.logged_in("alice")


class Survey:
    """A survey of one question of each kind, as rows."""

    def __init__(self, crm, group=1, title="Taste", enable=1, campaign=0):
        self.id = crm.run("INSERT INTO survey (surveyname, surveynote, enable, groupid, campaignid) VALUES (%s, 'Ask kindly', %s, %s, %s)",
                          title, enable, group, campaign)
        self.drink, self.food, self.wish = (
            crm.run("INSERT INTO surveyoptions (surveyoption, optiontype, surveyid, position) VALUES (%s, %s, %s, %s)", text, kind, self.id, place)
            for place, (text, kind) in enumerate((("Which drink?", "radio"), ("Which food?", "checkbox"), ("What else?", "text")), 1))
        self.tea, self.coffee = (self._choice(crm, self.drink, text) for text in ("tea", "coffee"))
        self.rice, self.soup, self.cake = (self._choice(crm, self.food, text) for text in ("rice", "soup", "cake"))

    @staticmethod
    def _choice(crm, question, text):
        return crm.run("INSERT INTO surveyoptionitems (optionid, itemcontent) VALUES (%s, %s)", question, text)


@pytest.fixture
def taste(crm):
    return Survey(crm)


@pytest.fixture
def river(crm):
    return crm.customer("Blue River", 1, phone=CALLER)


def pop(browser, number=CALLER, **query):
    return browser.get(PORTAL + "/pop?" + "&".join(f"{k}={v}" for k, v in {"number": number, "leg": "k", **query}.items()))


def form_of(page):
    """What a browser would send of the pop: hidden fields, ticked boxes, texts."""
    fields = {}
    for tag in re.findall(r"<input[^>]*>", page.body):
        name, value, kind = (re.search(rf'\b{key}="([^"]*)"', tag) for key in ("name", "value", "type"))
        if not name or (kind and kind[1] in ("radio", "checkbox") and " checked" not in tag):
            continue
        fields[name[1]] = html.unescape(value[1]) if value else ""
    for name, text in re.findall(r'<textarea[^>]*name="([^"]*)"[^>]*>([^<]*)</textarea>', page.body):
        fields[name] = html.unescape(text)
    return {k: v for k, v in fields.items() if k in ("csrf", "savekey", "leg", "number", "customerid", "contactid") or re.match(r"[sq]\d", k)}


def answer(browser, page, path="/survey", **changes):
    return browser.post(PORTAL + path, {**form_of(page), **changes})


def rows(crm, *columns):
    return [tuple(row.values()) for row in crm.run(f"SELECT {','.join(columns)} FROM surveyresult ORDER BY surveyoptionid, itemid, id")]


def post(browser, path, **fields):
    return browser.post(f"{M}/{path}", {"csrf": browser.get(M).field("csrf"), **fields})


def figures(page):
    """question -> choice -> (persons, share)"""
    found = {}
    for part in re.findall(r'<section class="card-box survey-figure">(.*?)</section>', page.body, re.S):
        question = html.unescape(re.sub(r"<[^>]+>", "", re.search(r"<h2>(.*?)</h2>", part, re.S)[1])).strip()
        lines = re.findall(r'<tr><th scope="row"><span lang="">([^<]*)</span>(?: <span.*?</span>)?</th><td class="bar-cell">.*?<td class="number">(\d+)</td><td class="number">([^<]+)</td>', part)
        found[question] = {html.unescape(choice).strip(): (int(persons), share) for choice, persons, share in lines}
    return found


# --- answering ---------------------------------------------------------------------------------------------------


def test_the_groups_live_surveys_stand_under_the_customer_in_their_order(crm, alice, river):
    Survey(crm, title="First")
    Survey(crm, title="Second")
    Survey(crm, title="Asleep", enable=0)
    Survey(crm, title="Of Sales", group=2)
    crm.run("INSERT INTO campaign (id, groupid, campaignname, enable) VALUES (5, 1, 'Spring', 0)")
    Survey(crm, title="Springtime", campaign=5)
    page = pop(alice)
    titles = re.findall(r"<summary>.*?<b>(.*?)</b>", page.body)
    assert titles == ["First", "Second"], "several may be live, in their order"
    assert page.body.index("Which drink?") < page.body.index("Which food?") < page.body.index("What else?")
    assert "Ask kindly" in page.body and page.body.index('class="person"') < page.body.index("Which drink?")
    crm.run("UPDATE campaign SET enable = 1")
    assert "Springtime" in pop(alice).body


def test_a_survey_is_answered_in_parts_and_corrected_and_taken_back(crm, alice, taste, river):
    page = pop(alice)
    saved = answer(alice, page, **{f"q{taste.drink}": taste.tea, f"q{taste.food}_{taste.rice}": "1", f"q{taste.food}_{taste.cake}": "1",
                                   f"q{taste.food}_note": "warm"})
    assert saved.status == 200 and "Saved." in saved.body and re.search(r"Answered:\]?\s*2 / 3", saved.body), saved.body
    assert rows(crm, "customerid", "surveyoption", "itemcontent", "surveynote", "groupid", "creby") == [
        (river, "Which drink?", "tea", "", 1, "alice"), (river, "Which food?", "", "warm", 1, "alice"),
        (river, "Which food?", "rice", "", 1, "alice"), (river, "Which food?", "cake", "", 1, "alice")]
    kept = crm.run("SELECT id FROM surveyresult WHERE surveyoptionid = %s", taste.food)
    corrected = answer(alice, pop(alice), **{f"q{taste.drink}": taste.coffee, f"q{taste.wish}_note": "more <b>cake</b>"})
    assert corrected.status == 200 and "more &lt;b&gt;cake" in corrected.body
    assert rows(crm, "itemcontent", "surveynote") == [("coffee", ""), ("", "warm"), ("rice", ""), ("cake", ""), ("", "more <b>cake</b>")]
    assert crm.run("SELECT id FROM surveyresult WHERE surveyoptionid = %s", taste.food) == kept, "what was not changed is not written again"
    form = form_of(pop(alice))
    for name in (f"q{taste.food}_{taste.rice}", f"q{taste.food}_{taste.cake}"):
        assert form.pop(name) == "1"
    back = alice.post(PORTAL + "/survey", {**form, f"q{taste.food}_note": ""})
    assert back.status == 200 and rows(crm, "itemcontent", "surveynote") == [("coffee", ""), ("", "more <b>cake</b>")]


def test_an_answer_its_correction_and_its_end_are_in_the_audit_log(crm, alice, taste, river):
    def logged():
        lines = crm.run("SELECT action, objectid, field, oldvalue, newvalue, groupid, username FROM audit_log WHERE object = 'surveyresult' ORDER BY id")
        return [tuple(line.values()) for line in lines]

    answer(alice, pop(alice), **{f"q{taste.drink}": taste.tea, f"q{taste.drink}_note": "green"})
    first = crm.run("SELECT MIN(id) AS id FROM surveyresult")[0]["id"]
    assert logged() == [("create", first, "answer", "", "Which drink?: tea; green", 1, "alice")]
    answer(alice, pop(alice), **{f"q{taste.drink}": taste.coffee, f"q{taste.drink}_note": ""})
    assert logged()[1:] == [("update", crm.run("SELECT id FROM surveyresult")[0]["id"], "answer", "Which drink?: tea; green", "Which drink?: coffee", 1, "alice")]
    answer(alice, pop(alice), **{f"q{taste.drink}": ""})
    assert logged()[2:] == [("delete", 0, "answer", "Which drink?: coffee", "", 1, "alice")]
    answer(alice, pop(alice))
    assert len(logged()) == 3, "a form that changes nothing"


def test_a_form_sent_twice_is_kept_once(crm, alice, taste, river):
    fields = {**form_of(pop(alice)), f"q{taste.drink}": taste.tea, f"q{taste.food}_{taste.soup}": "1"}
    for _ in range(2):
        assert alice.post(PORTAL + "/survey", fields).status == 200
    assert rows(crm, "itemcontent") == [("tea",), ("soup",)]
    # The answer to the first sending was lost, the agent changes something and sends again.
    assert alice.post(PORTAL + "/survey", {**fields, f"q{taste.drink}": taste.coffee}).status == 200
    assert rows(crm, "itemcontent") == [("coffee",), ("soup",)]


def test_a_customer_not_saved_yet_is_saved_with_the_answers_and_once(crm, alice, taste):
    page = pop(alice)
    assert "Which drink?" in page.body
    fields = {**form_of(page), "customer": "Neumond", "phone": CALLER, f"q{taste.drink}": taste.tea, "priority": "5", "attitude": "0"}
    nameless = alice.post(PORTAL + "/customer", {**fields, "customer": ""})
    assert nameless.status == 422 and "Please fill this in." in nameless.body and rows(crm, "id") == []
    assert re.search(rf'name="q{taste.drink}" value="{taste.tea}"[^>]* checked', nameless.body), "what was chosen is kept"
    crm.write_config(allow_same_data=1)
    for _ in range(2):
        saved = alice.post(PORTAL + "/customer", fields)
        assert saved.status == 200 and "Neumond" in saved.body
    customers = crm.run("SELECT id FROM customer")
    assert len(customers) == 1, "the form's key tells that it was the same one"
    assert rows(crm, "customerid", "itemcontent") == [(customers[0]["id"], "tea")]


def test_a_new_customers_form_sent_twice_at_the_same_time_is_kept_once(crm, alice, taste):
    crm.write_config(allow_same_data=1)
    fields = {**form_of(pop(alice)), "customer": "Neumond", "phone": CALLER, f"q{taste.drink}": taste.tea, "priority": "5", "attitude": "0"}
    with ThreadPoolExecutor(3) as pool:
        answers = list(pool.map(lambda _: alice.post(PORTAL + "/customer", fields), range(3)))
    assert [a.status for a in answers] == [200] * 3 and all("Neumond" in a.body for a in answers)
    assert len(crm.run("SELECT id FROM customer")) == 1 and rows(crm, "itemcontent") == [("tea",)]


def test_a_note_and_answers_are_saved_together_or_either_alone(crm, alice, taste, river):
    both = answer(alice, pop(alice), "/note", note="Friendly", priority="5", attitude="10", **{f"q{taste.drink}": taste.tea})
    assert both.status == 200 and "Friendly" in both.body and rows(crm, "itemcontent") == [("tea",)]
    alone = answer(alice, pop(alice), "/note", note="", priority="5", attitude="0", **{f"q{taste.drink}": taste.coffee})
    assert alone.status == 200 and rows(crm, "itemcontent") == [("coffee",)]
    assert len(crm.run("SELECT id FROM note")) == 1
    nothing = answer(alice, pop(alice), "/note", note="", priority="5", attitude="0")
    assert nothing.status == 422
    typed = answer(alice, pop(alice), "/survey", note="half a sen", priority="7", attitude="0", **{f"q{taste.drink}": taste.tea})
    assert typed.status == 200 and "half a sen</textarea>" in typed.body and len(crm.run("SELECT id FROM note")) == 1


def test_what_a_colleague_answered_meanwhile_is_not_undone(crm, alice, taste, river):
    opened = pop(alice)
    grace = crm.logged_in("grace")
    answer(grace, pop(grace), **{f"q{taste.drink}": taste.tea})
    # Left blank here: the colleague's answer stays.
    assert answer(alice, opened, **{f"q{taste.wish}_note": "tea"}).status == 200
    assert rows(crm, "itemcontent", "creby") == [("tea", "grace"), ("", "alice")]
    overtaken = answer(alice, opened, **{f"q{taste.drink}": taste.coffee})
    assert overtaken.status == 409 and "A colleague answered" in overtaken.body
    assert rows(crm, "itemcontent")[0] == ("tea",)
    assert re.search(rf'value="{taste.coffee}"[^>]* checked', overtaken.body)
    assert answer(alice, overtaken).status == 200 and rows(crm, "itemcontent")[0] == ("coffee",)


def test_a_contact_and_its_customer_are_two_persons(crm, alice, taste, river):
    contact = crm.contact("Wei", river, 1, phone="0101")
    answer(alice, pop(alice, number="0101"), **{f"q{taste.drink}": taste.tea})
    assert rows(crm, "customerid", "contactid") == [(river, contact)]
    page = pop(alice)
    assert re.search(r"Answered:\s*0 / 3", pop(alice, customerid=river).body), page.body


@pytest.mark.parametrize("wrong", ("choice", "two", "length"))
def test_answers_that_do_not_fit_are_named_and_nothing_is_stored(crm, alice, taste, river, wrong):
    sent = {"choice": {f"q{taste.drink}": taste.rice}, "two": {f"q{taste.drink}": taste.tea, f"q{taste.drink}_{taste.coffee}": "1"},
            "length": {f"q{taste.wish}_note": "x" * 2001}}[wrong]
    refused = answer(alice, pop(alice), **sent)
    assert refused.status == 422 and 'class="problem"' in refused.body
    assert rows(crm, "id") == []


def test_another_groups_survey_and_customer_look_absent(crm, alice, taste, river):
    foreign = Survey(crm, group=2, title="Of Sales")
    fields = form_of(pop(alice))
    assert alice.post(PORTAL + "/survey", {**fields, f"s{foreign.id}": "1", f"q{foreign.drink}": foreign.tea, f"q{foreign.drink}_seen": "x"}).status == 404
    assert alice.post(PORTAL + "/customer", {**fields, "customer": "X", f"s{foreign.id}": "1"}).status == 404
    other = crm.customer("Green Hill", 2)
    assert alice.post(PORTAL + "/survey", {**fields, "customerid": other, f"q{taste.drink}": taste.tea}).status == 404
    assert alice.post(PORTAL + "/survey", {**fields, "csrf": "x", f"q{taste.drink}": taste.tea}).status == 403
    assert rows(crm, "id") == [] and crm.run("SELECT id FROM customer WHERE customer = 'X'") == ()


# --- making ------------------------------------------------------------------------------------------------------


def questions(crm, survey):
    return [row["surveyoption"] for row in crm.run("SELECT surveyoption FROM surveyoptions WHERE surveyid = %s ORDER BY position, id", survey)]


def choices(crm, question):
    return [row["itemcontent"] for row in crm.run("SELECT itemcontent FROM surveyoptionitems WHERE optionid = %s ORDER BY position, id", question)]


def test_a_survey_is_made_question_by_question_and_its_order_changes(crm, grace):
    assert post(grace, "surveys/save", id="0", surveyname="Made here", surveynote="", enable="1").status == 303
    survey = crm.run("SELECT * FROM survey")[0]
    assert (survey["groupid"], survey["enable"], survey["creby"]) == (1, 1, "grace")
    for text, kind, more in (("Which colour?", "radio", "red\r\n green \r\n\r\nblue"), ("Why?", "text", ""), ("Which day?", "checkbox", "Monday")):
        answered = post(grace, "surveys/questions/save", survey=survey["id"], text=text, kind=kind, note="", more=more)
        assert answered.status == 303, answered.body
    colour, why, day = (row["id"] for row in crm.run("SELECT id FROM surveyoptions ORDER BY id"))
    assert choices(crm, colour) == ["red", "green", "blue"] and choices(crm, why) == []
    post(grace, "surveys/questions/move", survey=survey["id"], question=day, do="up")
    post(grace, "surveys/questions/move", survey=survey["id"], question=colour, do="up")
    assert questions(crm, survey["id"]) == ["Which colour?", "Which day?", "Why?"], "above the first there is nothing"
    page = grace.get(f"{M}/surveys/questions?id={survey['id']}")
    ids = re.findall(r'name="c(\d+)"', page.body)
    seen = re.search(rf'name="question" value="{colour}">\s*<input type="hidden" name="seen" value="(\w+)"', page.body)[1]
    edit = {"survey": survey["id"], "question": colour, "seen": seen, "text": "Colour?", "note": "slowly", "kind": "checkbox", f"c{ids[0]}": "crimson"}
    assert post(grace, "surveys/questions/save", do=f"choice-down-{ids[0]}", more="white", **edit).status == 303
    assert choices(crm, colour) == ["green", "crimson", "blue", "white"]
    assert crm.run("SELECT surveyoption, optionnote, optiontype FROM surveyoptions WHERE id = %s", colour) == [
        {"surveyoption": "Colour?", "optionnote": "slowly", "optiontype": "checkbox"}]
    assert post(grace, "surveys/questions/save", **edit).status == 409, "somebody who saw the old one is told"
    logged = {(row["action"], row["field"]) for row in crm.run("SELECT action, field FROM audit_log WHERE object = 'surveyoptions' AND objectid = %s AND username = 'grace' AND groupid = 1", colour)}
    assert {("create", "surveyoption"), ("update", "optiontype"), ("update", "choices")} <= logged
    preview = grace.get(f"{M}/surveys/preview?id={survey['id']}").body
    assert preview.index("Colour?") < preview.index("Which day?") < preview.index("Why?")


def test_a_question_that_does_not_fit_comes_back(crm, grace, taste):
    before = crm.run("SELECT COUNT(*) n FROM surveyoptions")[0]["n"]
    for fields in ({"text": "", "kind": "text"}, {"text": "x" * 121, "kind": "text"}, {"text": "Which?", "kind": "radio", "more": " \n"},
                   {"text": "Which?", "kind": "wheel"}, {"text": "Which?", "kind": "radio", "more": "y" * 255}):
        page = post(grace, "surveys/questions/save", survey=taste.id, note="keep me", **fields)
        assert page.status == 422 and 'class="problem"' in page.body and "keep me" in page.body, fields
    assert crm.run("SELECT COUNT(*) n FROM surveyoptions")[0]["n"] == before


def test_the_kind_of_an_answered_question_stays(crm, alice, grace, taste, river):
    answer(alice, pop(alice), **{f"q{taste.drink}": taste.tea})
    page = grace.get(f"{M}/surveys/questions?id={taste.id}")
    seen = re.search(rf'name="question" value="{taste.drink}">\s*<input type="hidden" name="seen" value="(\w+)"', page.body)[1]
    assert "It has answers" in page.body
    post(grace, "surveys/questions/save", survey=taste.id, question=taste.drink, seen=seen, text="Drink?", note="", kind="text")
    assert crm.run("SELECT surveyoption, optiontype FROM surveyoptions WHERE id = %s", taste.drink) == [{"surveyoption": "Drink?", "optiontype": "radio"}]
    assert choices(crm, taste.drink) == ["tea", "coffee"]
    assert rows(crm, "surveyoption") == [("Which drink?",)], "an answer keeps the words it was given to"


@pytest.mark.parametrize("wish, left", (("keep", 1), ("delete", 0)))
def test_deleting_a_question_with_answers_asks_what_becomes_of_them(crm, alice, grace, taste, river, wish, left):
    answer(alice, pop(alice), **{f"q{taste.drink}": taste.tea})
    asked = post(grace, "surveys/questions/remove", survey=taste.id, question=taste.drink)
    assert asked.status == 200 and "Keep it" in asked.body and len(questions(crm, taste.id)) == 3
    assert post(grace, "surveys/questions/remove", survey=taste.id, question=taste.drink, answers=wish).status == 303
    assert questions(crm, taste.id) == ["Which food?", "What else?"] and choices(crm, taste.drink) == []
    assert len(rows(crm, "id")) == left
    page = grace.get(f"{M}/statistics?survey={taste.id}")
    assert ("removed" in page.body) == bool(left), "kept answers are counted still"


@pytest.mark.parametrize("wish, left", (("keep", 1), ("delete", 0)))
def test_deleting_a_survey_with_answers_asks_what_becomes_of_them(crm, alice, grace, taste, river, wish, left):
    answer(alice, pop(alice), **{f"q{taste.drink}": taste.tea})
    other = Survey(crm, title="Stays")
    asked = post(grace, "surveys/batch", action="delete", which="ticked", ids=taste.id)
    assert "Survey results" in asked.body and "Keep it" in asked.body
    assert post(grace, "surveys/apply", action="delete", which="ticked", ids=taste.id, dependants=wish).status == 303
    assert [row["id"] for row in crm.run("SELECT id FROM survey")] == [other.id]
    assert questions(crm, taste.id) == [] and choices(crm, taste.drink) == [] and len(choices(crm, other.drink)) == 2
    assert len(rows(crm, "id")) == left
    page = grace.get(f"{M}/statistics?survey={taste.id}")
    assert page.status == (200 if left else 404)
    if left:
        assert figures(page)["Which drink? removed"]["tea"] == (1, "100.0%")


def test_another_groups_survey_is_absent_for_a_group_administrator(crm, grace):
    foreign = Survey(crm, group=2)
    for path in (f"surveys/questions?id={foreign.id}", f"surveys/preview?id={foreign.id}", f"surveys/edit?id={foreign.id}", f"statistics?survey={foreign.id}",
                 f"statistics/export?survey={foreign.id}", "surveys/questions?id=999"):
        assert grace.get(f"{M}/{path}").status == 404, path
    for path, fields in (("save", {"text": "Mine", "kind": "text"}), ("save", {"question": foreign.drink, "text": "Mine", "kind": "text"}),
                         ("move", {"question": foreign.food, "do": "up"}), ("remove", {"question": foreign.drink, "answers": "delete"})):
        assert post(grace, f"surveys/questions/{path}", survey=foreign.id, **fields).status == 404
    own = Survey(crm)
    assert post(grace, "surveys/questions/remove", survey=own.id, question=foreign.drink).status == 404, "a question of another survey"
    assert questions(crm, foreign.id) == ["Which drink?", "Which food?", "What else?"]
    assert "Taste" in grace.get(f"{M}/surveys").body and grace.get(f"{M}/surveys").body.count("surveys/questions?id=") == 2
    assert crm.logged_in("alice").get(f"{M}/surveys/questions?id={own.id}").status == 404


def test_a_campaigns_surveys_end_with_it(crm, grace, alice, river):
    crm.run("INSERT INTO campaign (id, groupid, campaignname, enable) VALUES (5, 1, 'Spring', 1)")
    survey = Survey(crm, campaign=5)
    post(grace, "campaigns/apply", action="delete", which="ticked", ids="5", dependants="keep")
    assert crm.run("SELECT enable, campaignid FROM survey WHERE id = %s", survey.id) == [{"enable": 0, "campaignid": 0}]


# --- counting ----------------------------------------------------------------------------------------------------


def given(crm, survey, customer, question, choice, agent="alice", note="", when="2025-06-01 04:00:00", group=1, campaign=0, contact=0):
    crm.run("INSERT INTO surveyresult (customerid, contactid, surveyid, surveytitle, surveyoptionid, itemid, itemcontent, surveyoption, surveynote, groupid,"
            " campaignid, creby, cretime) SELECT %s, %s, %s, 'Taste', o.id, %s, COALESCE((SELECT itemcontent FROM surveyoptionitems WHERE id = %s), ''),"
            " o.surveyoption, %s, %s, %s, %s, %s FROM surveyoptions o WHERE o.id = %s",
            customer, contact, survey.id, choice, choice, note, group, campaign, agent, when, question)


@pytest.fixture
def counted(crm, taste):
    for customer, drink, foods, agent, when in ((1, taste.tea, (taste.rice, taste.soup), "alice", "2025-06-01 04:00:00"), (2, taste.tea, (taste.rice,), "grace", "2025-06-02 04:00:00"),
                                                (3, taste.coffee, (), "alice", "2025-06-03 04:00:00")):
        given(crm, taste, customer, taste.drink, drink, agent, when=when)
        for food in foods:
            given(crm, taste, customer, taste.food, food, agent, when=when)
    given(crm, taste, 3, taste.wish, 0, note="more cake")
    return taste


def test_statistics_count_persons_and_shares_of_each_question(crm, grace, counted):
    found = figures(grace.get(f"{M}/statistics?survey={counted.id}"))
    assert list(found) == ["Which drink?", "Which food?", "What else?"]
    assert found["Which drink?"] == {"tea": (2, "66.7%"), "coffee": (1, "33.3%")}
    assert found["Which food?"] == {"rice": (2, "100.0%"), "soup": (1, "50.0%"), "cake": (0, "0.0%")}, "a choice nobody took is there; shares may sum up to more"
    assert found["What else?"] == {"Text": (1, "100.0%")}


def test_statistics_know_every_crm_agent_and_keep_questions_apart(crm, grace, counted):
    """The original looked agents up among billing accounts and ignored the question."""
    page = grace.get(f"{M}/statistics?survey={counted.id}").body
    drink = page[page.index("Which drink?"):page.index("Which food?</span></h2>")]
    lines = {agent: re.findall(r'<td class="number">([^<]*)</td>', line) for agent, line in re.findall(r'<tr><th scope="row" lang="">(alice|grace)</th>(.*?)</tr>', drink)}
    assert lines == {"alice": ["2", "1 (50.0%)", "1 (50.0%)"], "grace": ["1", "1 (100.0%)", "0 (0.0%)"]}


def test_statistics_count_persons_not_rows(crm, grace, counted):
    """One customer told two agents the same; a customer and a contact of one number are two persons."""
    given(crm, counted, 1, counted.drink, counted.tea, agent="grace")
    given(crm, counted, 0, counted.drink, counted.coffee, contact=1)
    page = grace.get(f"{M}/statistics?survey={counted.id}")
    assert figures(page)["Which drink?"] == {"tea": (2, "50.0%"), "coffee": (2, "50.0%")}
    assert re.search(r"<b>4</b>", page.body), "persons asked"


def test_statistics_of_an_agent_a_campaign_a_period(crm, grace, counted):
    crm.run("INSERT INTO campaign (id, groupid, campaignname) VALUES (5, 1, 'Spring')")
    given(crm, counted, 9, counted.drink, counted.coffee, campaign=5, when="2025-07-01 04:00:00")
    persons = lambda query: {choice: persons for choice, (persons, _) in figures(grace.get(f"{M}/statistics?survey={counted.id}&{query}"))["Which drink?"].items()}
    assert persons("agent=grace") == {"tea": 1, "coffee": 0}
    assert persons("campaign=5") == {"tea": 0, "coffee": 1}
    # Days are those of Shanghai: 2 June there is 1 June 16:00 to 2 June 16:00 UTC.
    assert persons("from=2025-06-02&to=2025-06-02") == {"tea": 1, "coffee": 0}
    assert persons("from=2025-06-03") == {"tea": 0, "coffee": 2}
    wrong = grace.get(f"{M}/statistics?survey={counted.id}&from=yesterday")
    assert wrong.status == 422 and 'class="problem"' in wrong.body


def test_deleted_customers_stay_distinct_persons(crm, grace, counted):
    ids = [crm.customer(f"Gone {n}", 1) for n in range(2)]
    crm.run("DELETE FROM surveyresult")
    for id in ids:
        given(crm, counted, id, counted.drink, counted.tea)
    contact = crm.contact("Gone too", 0, 1)
    given(crm, counted, 0, counted.drink, counted.coffee, contact=contact)
    post(grace, "customers/apply", action="delete", which="ticked", ids=",".join(map(str, ids)), dependants="keep")
    post(grace, "contacts/apply", action="delete", which="ticked", ids=contact, dependants="keep")
    assert crm.run("SELECT id FROM customer") == ()
    assert figures(grace.get(f"{M}/statistics?survey={counted.id}"))["Which drink?"] == {"tea": (2, "66.7%"), "coffee": (1, "33.3%")}
    assert rows(crm, "customerid", "contactid") == [(ids[0], 0), (ids[1], 0), (0, contact)]


def test_a_group_administrator_counts_own_answers_only(crm, grace, counted):
    given(crm, counted, 99, counted.drink, counted.coffee, agent="daria", group=2)
    assert figures(grace.get(f"{M}/statistics?survey={counted.id}"))["Which drink?"]["coffee"][0] == 1
    assert "daria" not in grace.get(f"{M}/statistics?survey={counted.id}").body
    assert figures(crm.logged_in("root").get(f"{M}/statistics?survey={counted.id}"))["Which drink?"]["coffee"][0] == 2


def test_statistics_and_answers_leave_as_files_without_formulas(crm, grace, counted):
    crm.customer('=HYPERLINK("http://evil.example")', 1)
    crm.run("UPDATE surveyresult SET customerid = (SELECT id FROM customer) WHERE itemid = 0")
    exported = list(csv.reader(io.StringIO(grace.get(f"{M}/statistics/export?survey={counted.id}&format=csv").body.removeprefix("\ufeff"))))
    assert exported[0] == ["Survey", "Question", "Answer", "Agent", "Persons", "Share (%)"]
    assert ["Taste", "Which drink?", "tea", "All agents", "2", "66.7"] in exported
    assert ["Taste", "Which drink?", "tea", "grace", "1", "100.0"] in exported
    answers = list(csv.reader(io.StringIO(grace.get(f"{M}/surveyresults/export?f1=questionid&c1=equal&v1={counted.wish}&format=csv").body.removeprefix("\ufeff"))))
    assert answers[0][:7] == ["Customer", "Contact", "Survey", "Question", "Answer", "Note", "Agent"]
    assert answers[1][0].startswith("'=") and answers[1][3:7] == ["What else?", "", "more cake", "alice"] and len(answers) == 2


def test_answers_are_listed_with_their_customer_and_on_the_customers_page(crm, alice, grace, taste, river):
    answer(alice, pop(alice), **{f"q{taste.drink}": taste.tea, f"q{taste.wish}_note": SCRIPT})
    Survey(crm, group=2, title="Of Sales")
    listed = grace.get(f"{M}/surveyresults?f1=customerid&c1=equal&v1={river}")
    assert listed.body.count("<td class=\"tick\">") == 2 and f"/customers/show?id={river}" in listed.body
    shown = grace.get(f"{M}/customers/show?id={river}")
    for text in ("Which drink?", "tea", "What else?", "&lt;script&gt;"):
        assert text in shown.body and text in listed.body, text
    assert "<script>alert" not in shown.body + listed.body + pop(alice).body
    assert crm.logged_in("daria").get(f"{M}/surveyresults").status == 404


def test_script_in_a_survey_stays_text(crm, alice, grace, river):
    survey = Survey(crm, title=SCRIPT)
    crm.run("UPDATE surveyoptions SET surveyoption = %s, optionnote = %s", SCRIPT, SCRIPT)
    crm.run("UPDATE surveyoptionitems SET itemcontent = %s", SCRIPT)
    answer(alice, pop(alice), **{f"q{survey.drink}": survey.tea})
    for page in (pop(alice), *(grace.get(f"{M}/{path}") for path in ("surveys", f"surveys/questions?id={survey.id}", f"surveys/preview?id={survey.id}",
                                                                     f"statistics?survey={survey.id}", "surveyresults"))):
        assert page.status == 200 and "<script>alert" not in page.body and "&lt;script&gt;" in page.body
        assert not re.search(r"\sstyle=|\son\w+=", page.body)
