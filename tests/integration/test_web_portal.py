# SPDX-License-Identifier: GPL-3.0-or-later
"""portal.fcgi: who calls, what is saved, and what nobody gets to see."""
import json
import re

import pytest

from web_client import crm, installed  # noqa: F401

PORTAL = "/astercrm/portal.fcgi"
CALLER = "02188776655"
SCRIPT = '<script>alert("x")</script>'


@pytest.fixture
def alice(crm):
    return crm.logged_in("alice")


def pop(browser, number=CALLER, **query):
    return browser.get(PORTAL + "/pop?" + "&".join(f"{k}={v}" for k, v in {"number": number, "leg": "k", **query}.items()))


def save(browser, path, **fields):
    return browser.post(PORTAL + path, {"csrf": browser.csrf(), "leg": "k", "number": CALLER, **fields})


def shown_person(answer):
    found = re.search(r'class="person" data-customerid="(\d+)" data-contactid="(\d+)"', answer.body)
    return found and (int(found[1]), int(found[2]))


def test_a_known_customer_pops_up_with_fields_and_notes(crm, alice):
    customer = crm.customer("Blue River Trading", 1, phone="(021) 8877-6655", city="Shanghai", website="https://blueriver.example", category="gold")
    crm.run("INSERT INTO note (note, priority, attitude, cretime, creby, customerid, groupid) VALUES ('Prefers mornings', 9, 10, '2025-03-04 01:02:03', 'grace', %s, 1)", customer)
    page = pop(alice)
    assert page.status == 200 and shown_person(page) == (customer, 0)
    for text in ("Blue River Trading", "(021) 8877-6655", "Shanghai", "gold", "Prefers mornings", "grace", "4 Mar 2025, 09:02"):
        assert text in page.body, text
    assert 'href="https://blueriver.example"' in page.body and "note-urgent" in page.body and "face-happy" in page.body


def test_the_contact_comes_before_the_customer_and_everybody_else_is_offered(crm, alice):
    first = crm.customer("Blue River Trading", 1, phone=CALLER)
    second = crm.customer("Green Hill", 1)
    contact = crm.contact("Wei Zhang", second, 1, mobile=CALLER, position="Buyer")
    page = pop(alice)
    assert shown_person(page) == (second, contact) and "Buyer" in page.body
    assert page.body.index("Wei Zhang") < page.body.index("Blue River Trading")
    assert shown_person(pop(alice, customerid=first)) == (first, 0)


def test_the_line_is_found_by_the_number_dialed_first_then_by_the_channel(crm, alice):
    for name, channel, did in (("Support hotline", "PJSIP/trunk", "031180930758"), ("Main trunk", "PJSIP/carrier-2", "")):
        crm.run("INSERT INTO trunkinfo (trunkname, trunkchannel, didnumber, trunknote) VALUES (%s, %s, %s, %s)", name, channel, did, name + " note")
    assert "Support hotline note" in pop(alice, did="031180930758", channel="PJSIP/carrier-2-0000000a").body
    assert "Main trunk note" in pop(alice, did="999", channel="PJSIP/carrier-2-0000000a").body
    assert 'data-line=""' in pop(alice, did="999", channel="PJSIP/carrier-0000000a").body


def test_a_prefix_of_the_trunk_is_taken_off(crm, alice):
    customer = crm.customer("Blue River Trading", 1, phone=CALLER)
    assert shown_person(pop(alice, number="90" + CALLER)) is None
    crm.write_config(trim_prefix="9,90")
    page = pop(alice, number="90" + CALLER)
    assert shown_person(page) == (customer, 0)


def test_an_unknown_number_gets_the_form_with_the_number_and_similar_ones(crm, alice):
    crm.customer("Blue River Trading", 1, phone="02188776650")
    page = pop(alice)
    assert page.field("phone") == CALLER and page.field("contact_phone") == CALLER and shown_person(page) is None
    assert "Similar numbers" in page.body and "Blue River Trading" in page.body
    assert re.search(r'<option value="5" selected>', page.body) and re.search(r'name="attitude" value="0" checked', page.body)
    crm.write_config(smart_match_remove=0)
    assert "Similar numbers" not in pop(alice).body
    crm.write_config(smart_match_remove=3)
    assert "Blue River Trading" in pop(alice, number="02188776999").body


def test_the_manuals_example_of_similar_numbers(crm, alice):
    customer = crm.customer("Eights", 1, phone="8888")
    page = pop(alice, number="8885")
    assert "Similar numbers" in page.body and "Eights" in page.body
    assert shown_person(pop(alice, number="8885", customerid=customer)) == (customer, 0)
    assert "Eights" not in pop(alice, number="8").body, "a short number is not the end of everybody's"


def test_saving_customer_contact_and_note(crm, alice):
    answer = save(alice, "/customer", customer="Neumond Verlag", phone=CALLER, website="neumond.example", contact="Eva König", gender="female",
                  contact_phone=CALLER, note="Wants the catalog.", priority="8", attitude="10")
    assert answer.status == 200 and "Saved." in answer.body and "Wants the catalog." in answer.body
    customer, contact, note = (crm.run(f"SELECT * FROM {table}")[0] for table in ("customer", "contact", "note"))
    assert (customer["customer"], customer["phone"], customer["website"], customer["groupid"], customer["creby"], customer["contact"]) == \
        ("Neumond Verlag", CALLER, "http://neumond.example", 1, "alice", "Eva König")
    assert (contact["contact"], contact["gender"], contact["customerid"], contact["groupid"]) == ("Eva König", "female", customer["id"], 1)
    assert (note["note"], note["priority"], note["attitude"], note["customerid"], note["contactid"], note["creby"]) == \
        ("Wants the catalog.", 8, 10, customer["id"], contact["id"], "alice")
    assert shown_person(pop(alice)) == (customer["id"], contact["id"])
    assert "Neumond Verlag" in alice.get(PORTAL + "/own").body


def test_a_form_that_does_not_fit_comes_back_with_messages_and_what_was_typed(crm, alice):
    answer = save(alice, "/customer", phone="call me", email="nobody", website="javascript://x", note="keep me", priority="11", attitude="3")
    assert answer.status == 422
    for message in ("Please fill this in.", "A phone number has digits", "This is no e-mail address.", "A website begins with", "one of the values offered"):
        assert message in answer.body, message
    assert "keep me" in answer.body and answer.field("phone") == "call me"
    assert "This is too long." in save(alice, "/customer", customer="x" * 121).body
    assert crm.run("SELECT id FROM customer") == () and crm.run("SELECT id FROM note") == ()


def test_a_name_that_exists_is_used_again_and_learns_the_number_unless_allowed_twice(crm, alice):
    known = crm.customer("Blue River Trading", 1, phone="02100000000")
    answer = save(alice, "/customer", customer="Blue River Trading", phone=CALLER)
    assert "There was a customer of this name already" in answer.body and shown_person(answer) == (known, 0)
    assert [(c["phone"], c["mobile"]) for c in crm.run("SELECT phone, mobile FROM customer")] == [("02100000000", CALLER)]
    crm.write_config(allow_same_data=1)
    save(alice, "/customer", customer="Blue River Trading", phone=CALLER)
    assert len(crm.run("SELECT id FROM customer")) == 2


def test_the_same_name_in_another_group_is_another_customer(crm, alice):
    foreign = crm.customer("Blue River Trading", 2)
    answer = save(alice, "/customer", customer="Blue River Trading", phone=CALLER)
    assert shown_person(answer)[0] != foreign and len(crm.run("SELECT id FROM customer")) == 2


def test_a_note_is_added_to_an_existing_customer(crm, alice):
    customer = crm.customer("Blue River Trading", 1, phone=CALLER)
    assert "Please fill this in." in save(alice, "/note", customerid=customer, contactid=0, note="  ").body
    answer = save(alice, "/note", customerid=customer, contactid=0, note="Line one\r\nline two", priority="0", attitude="-1")
    assert answer.status == 200 and "line two" in answer.body and "face-unhappy" in answer.body
    assert crm.run("SELECT note, priority, attitude, groupid FROM note") == [{"note": "Line one\nline two", "priority": 0, "attitude": -1, "groupid": 1}]


def test_another_groups_records_do_not_exist(crm, alice):
    crm.write_config(detail_level="group")
    foreign = crm.customer("Secret Sales", 2, phone=CALLER)
    contact = crm.contact("Secret Person", foreign, 2, phone=CALLER)
    absent = alice.get(PORTAL + "/pop?customerid=999999")
    for answer in (alice.get(PORTAL + f"/pop?customerid={foreign}"), alice.get(PORTAL + f"/pop?contactid={contact}"),
                   pop(alice, customerid=foreign), save(alice, "/note", customerid=foreign, note="mine now"), save(alice, "/note", contactid=contact, note="x")):
        assert answer.status == 404 and answer.body == absent.body, "absent and forbidden look the same"
    assert "Secret" not in pop(alice).body and crm.run("SELECT id FROM note") == ()
    daria, root = crm.logged_in("daria"), crm.logged_in("root")
    assert shown_person(pop(daria)) == shown_person(pop(root)) == (foreign, contact)


def test_detail_level_all_finds_every_caller_but_opens_nobody_the_number_did_not_find(crm, alice):
    foreign = crm.customer("Sales Client", 2, phone=CALLER)
    other = crm.customer("Other Client", 2, phone="02111111111")
    assert shown_person(pop(alice)) == (foreign, 0)
    assert pop(alice, customerid=other).status == 404
    assert save(alice, "/note", customerid=foreign, note="called us by mistake").status == 200
    assert save(alice, "/note", customerid=other, note="x").status == 404
    assert save(alice, "/note", customerid="nobody", contactid=0, note="x").status == 404
    assert crm.run("SELECT groupid FROM note") == [{"groupid": 2}], "a note belongs to its customer's group"


@pytest.mark.parametrize("path", ["/customer", "/note", "/preferences"])
def test_a_post_without_the_sessions_token_changes_nothing(crm, alice, path):
    customer = crm.customer("Blue River Trading", 1)
    fields = {"customer": "Forged", "customerid": customer, "note": "forged", "skin": "dark"}
    foreign_token = crm.logged_in("daria").csrf()
    assert alice.post(PORTAL + path, fields).status == 403
    assert alice.post(PORTAL + path, fields | {"csrf": foreign_token}).status == 403
    assert alice.post(PORTAL + path, fields | {"csrf": alice.csrf()}, HTTP_ORIGIN="http://evil.example", HTTP_SEC_FETCH_SITE=None).status == 403
    assert alice.post(PORTAL + path, fields | {"csrf": alice.csrf()}, HTTP_SEC_FETCH_SITE="cross-site").status == 403
    assert alice.get(f"{PORTAL}{path}?csrf={alice.csrf()}&note=forged&customerid={customer}").status == 405
    assert crm.run("SELECT id FROM note") == () and len(crm.run("SELECT id FROM customer")) == 1
    assert crm.run("SELECT skin FROM astercrm_account WHERE username = 'alice'")[0]["skin"] == ""


def test_texts_from_outside_are_shown_and_never_run(crm, alice):
    customer = crm.customer(SCRIPT, 1, phone=CALLER, website="javascript:alert(1)", address='"><img src=x onerror=alert(1)>', email="a@b.example'onload='")
    crm.run("INSERT INTO note (note, cretime, creby, customerid, groupid) VALUES (%s, UTC_TIMESTAMP(), %s, %s, 1)", SCRIPT, SCRIPT[:30], customer)
    crm.run("INSERT INTO trunkinfo (trunkname, didnumber, trunknote) VALUES (%s, '1', %s)", SCRIPT, SCRIPT)
    crm.run("INSERT INTO mycdr (calldate, endtime, src, srcname, dst, dstaccountid, astercrm_groupid) VALUES (UTC_TIMESTAMP(), UTC_TIMESTAMP(), %s, %s, '8001', 3, 1)", SCRIPT, SCRIPT)
    crm.run("UPDATE astercrm_account SET firstname = %s WHERE username = 'alice'", SCRIPT)
    crm.run("UPDATE customer SET creby = 'alice'")
    pages = [pop(alice, did="1"), pop(alice, number="%3Cscript%3Ealert(1)%3C/script%3E", leg="%22%3E%3Cscript%3E", channel="%22onx="),
             alice.get(PORTAL), alice.get(PORTAL + "/recent"), alice.get(PORTAL + "/own"),
             save(alice, "/customer", customer='"><script>', phone='"onfocus="x', note="</textarea><script>x")]
    for page in pages:
        assert "alert(" in page.body or "script" in page.body
        assert not re.search(r"<script(?! type=\"module\" src=\"/astercrm/static/)", page.body), page.body
        assert not re.search(r"<[^>]*\son\w+=", re.sub(r'"[^"]*"', '""', page.body))
        assert not re.search(r'(href|src|action)="\s*javascript', page.body)


def test_pages_hold_no_inline_script_or_style_and_load_nothing_from_elsewhere(crm, alice):
    crm.customer("Blue River Trading", 1, phone=CALLER)
    for page in (alice.get(PORTAL), pop(alice), pop(alice, number="02122222222"), crm.browser().get("/astercrm/login.fcgi")):
        assert not re.search(r"<style|\sstyle=|<script(?![^>]*\ssrc=)", page.body)
        for url in re.findall(r'(?:src|href|action)="([^"]*)"', page.body):
            assert url.startswith("/astercrm/"), url


def test_the_state_tells_the_calls_of_the_account_and_only_those(crm, alice):
    crm.run("INSERT INTO curcdr (src, srcname, dst, srcchan, dstchan, didnumber, starttime, ringtime, srcuid, dstuid, disposition, linkedid, queue, dstaccountid)"
            " VALUES (%s, 'Wei', '600', 'PJSIP/trunk-1', 'PJSIP/8001-2', '031180930758', '2025-03-04 01:02:03.250', '2025-03-04 01:02:04', '1.1', '1.2', 'RINGING', '1.1', 'support', 3)", CALLER)
    for n in (3, 4):  # two phones of a ring group: one story for the caller
        crm.run("INSERT INTO curcdr (src, dst, srcchan, dstchan, starttime, srcuid, dstuid, disposition, linkedid, srcaccountid)"
                " VALUES ('8001', '500', 'PJSIP/8001-9', %s, '2025-03-04 01:02:05', '1.9', %s, %s, '1.9', 3)", f"PJSIP/x-{n}", f"1.{n}", "LINK" if n == 4 else "RINGING")
    crm.run("INSERT INTO curcdr (starttime, srcuid, dstaccountid) VALUES (UTC_TIMESTAMP(), '7.7', 4)")
    state = json.loads(alice.get(PORTAL + "/state").body)
    ringing, talking = state["calls"]
    assert (ringing["phase"], ringing["dir"], ringing["leg"], ringing["peer"], ringing["peername"], ringing["did"], ringing["queue"]) == \
        ("ringing", "in", "asterisk|1.1|1.2", CALLER, "Wei", "031180930758", "support")
    assert ringing["start"] == 1741050123250 and ringing["answer"] is None and ringing["channel"] == "PJSIP/8001-2" and ringing["peerchannel"] == "PJSIP/trunk-1"
    assert (talking["phase"], talking["dir"], talking["peer"], talking["leg"]) == ("talking", "out", "500", "asterisk|1.9|1.4")
    assert state["now"] > 1741050123250 and state["feed"] == 0


LEG = "asterisk|1.1|1.2"


def talking(crm, account=3, other=0):
    crm.run("INSERT INTO curcdr (src, dst, starttime, srcuid, dstuid, linkedid, disposition, dstaccountid, srcaccountid)"
            " VALUES (%s, '600', UTC_TIMESTAMP(), '1.1', '1.2', '1.1', 'LINK', %s, %s)", CALLER, account, other)


def record(browser, verb, **fields):
    return browser.post(f"{PORTAL}/record/{verb}", {"csrf": browser.csrf(), **fields})


def test_recording_ones_own_call_is_asked_for_once_and_accounted_for(crm, alice):
    talking(crm)
    answer = record(alice, "start", leg=LEG)
    (row,) = crm.run("SELECT * FROM monitorrecord")
    assert answer.status == 200 and json.loads(answer.body) == {"recording": row["id"]}
    assert (row["server"], row["uniqueid"], row["dstuid"], row["linkedid"], row["callerid"], row["extension"]) == ("asterisk", "1.1", "1.2", "1.1", CALLER, "8001")
    assert (row["accountid"], row["groupid"], row["creby"], row["reason"], row["status"], row["filename"]) == (3, 1, "alice", "demand", "requested", None)
    assert record(alice, "start", leg=LEG).status == 409
    (told,) = json.loads(alice.get(PORTAL + "/state").body)["recordings"]
    assert (told["recording"], told["leg"], told["status"], told["mine"], told["forced"]) == (row["id"], LEG, "requested", True, False)
    assert record(alice, "stop", recording=row["id"]).status == 200 and crm.run("SELECT status FROM monitorrecord") == [{"status": "stopping"}]
    assert record(alice, "stop", recording=row["id"]).status == 404
    log = crm.run("SELECT accountid, action, object FROM account_log WHERE action LIKE 'recording%%' ORDER BY id")
    assert [(e["accountid"], e["action"], e["object"]) for e in log] == \
        [(3, "recording_start", f"monitorrecord {row['id']}"), (3, "recording_stop", f"monitorrecord {row['id']}")]


@pytest.mark.parametrize("leg", ["asterisk|1.1|1.9", "berlin|1.1|1.2", "1.1|1.2", "", "../../etc/passwd|a|b"])
def test_what_is_no_call_of_ones_own_cannot_be_recorded(crm, alice, leg):
    talking(crm)
    assert record(alice, "start", leg=leg).status == 404 and crm.run("SELECT id FROM monitorrecord") == ()


def test_a_colleagues_call_and_recording_are_out_of_reach(crm, alice):
    talking(crm, account=4)
    assert record(alice, "start", leg=LEG).status == 404
    crm.run("UPDATE curcdr SET disposition = 'RINGING', dstaccountid = 3")
    assert record(alice, "start", leg=LEG).status == 404, "nobody talks yet"
    crm.run("UPDATE curcdr SET disposition = 'LINK', srcaccountid = 4")
    for account, reason in ((4, "demand"), (3, "forced")):
        crm.run("REPLACE INTO monitorrecord (id, uniqueid, dstuid, accountid, reason, status) VALUES (9, '1.1', '1.2', %s, %s, 'recording')", account, reason)
        assert record(alice, "stop", recording=9).status == 404
        (told,) = json.loads(alice.get(PORTAL + "/state").body)["recordings"]
        assert (told["mine"], told["forced"]) == (account == 3, reason == "forced")
    for wrong in ("", "x", "-1", "99999999999999999999", "10"):
        assert record(alice, "stop", recording=wrong).status == 404
    assert crm.run("SELECT status FROM monitorrecord") == [{"status": "recording"}]


@pytest.mark.parametrize("verb, fields", [("start", {"leg": LEG}), ("stop", {"recording": 9})])
def test_recording_needs_the_sessions_token(crm, alice, verb, fields):
    talking(crm)
    crm.run("INSERT INTO monitorrecord (id, uniqueid, dstuid, accountid, status) VALUES (9, 'x', 'y', 3, 'recording')")
    assert alice.post(f"{PORTAL}/record/{verb}", {"csrf": "wrong", **fields}).status == 403
    assert crm.run("SELECT status FROM monitorrecord") == [{"status": "recording"}]


def test_the_feed_gives_ones_own_events_once_and_forgives_rows_that_appear_late(crm, alice):
    def append(row, account, payload, seconds_ago=0):
        crm.run("INSERT INTO feed (id, origin, seq, cretime, topic, accountid, payload) "
                "VALUES (%s, 't', %s, UTC_TIMESTAMP(3) - INTERVAL %s SECOND, 'call', %s, %s)", row, row, seconds_ago, account, payload)

    def feed(after):
        answer = json.loads(alice.get(f"{PORTAL}/feed?after={after}").body)
        return answer["feed"], [(e["event"], e["data"]["phase"], e["data"]["feed"]) for e in answer["events"]]

    append(1, 3, '{"phase":"ringing"}', 60)
    append(2, 4, '{"phase":"ringing"}', 60)
    append(3, 3, "not json", 50)
    append(5, 3, '{"phase":"talking"}')
    assert feed(0) == (3, [("call", "ringing", 1), ("call", "talking", 5)]), "row 4 may still be committed"
    append(4, 3, '{"phase":"held"}')
    assert feed(3) == (5, [("call", "held", 4), ("call", "talking", 5)])
    assert feed(5) == (5, [])
    assert feed(9999)[0] == 9999
    assert feed("-5x")[1]


def test_recent_calls_are_ones_own_and_a_call_is_listed_once(crm, alice):
    def call(src, dst, linkedid, disposition="ANSWERED", talk=65, **columns):
        values = {"src": src, "dst": dst, "linkedid": linkedid, "srcuid": linkedid, "dstuid": f"{linkedid}-{disposition}", "disposition": disposition, "billsec": talk,
                  **columns}
        crm.run(f"INSERT INTO mycdr ({','.join(values)}, calldate, endtime) VALUES ({','.join(['%s'] * len(values))}, UTC_TIMESTAMP(), UTC_TIMESTAMP())", *values.values())

    call(CALLER, "600", "1", "NO ANSWER", 0, dstaccountid=3, queue="support", astercrm_groupid=1)
    call(CALLER, "600", "1", dstaccountid=3, queue="support", astercrm_groupid=1)
    call("8001", "0211234", "2", srcaccountid=3, astercrm_groupid=1)
    call("0777", "8001", "3", "BUSY", 0)
    call("0888", "8004", "4", dstaccountid=4, astercrm_groupid=2)
    recent = alice.get(PORTAL + "/recent").body
    assert recent.count("past-call") == 3 and recent.count(f'data-dial="{CALLER}"') == 1 and "1:05" in recent and "busy" in recent and "0888" not in recent
    crm.write_config(detail_level="group")
    assert "1:05" in pop(alice).body and "support" in pop(alice).body
    assert "No calls yet." in pop(alice, number="0888").body, "calls of other groups are theirs"


def test_the_list_beside_shows_customers_or_notes(crm, alice):
    crm.customer("Made By Alice", 1, creby="alice")
    customer = crm.customer("Made By Grace", 1, creby="grace")
    crm.run("INSERT INTO note (note, priority, cretime, creby, customerid, groupid) VALUES ('alice wrote', 5, UTC_TIMESTAMP(), 'alice', %s, 1),"
            " ('alice idle', 0, UTC_TIMESTAMP(), 'alice', %s, 1)", customer, customer)
    own = alice.get(PORTAL + "/own").body
    assert "Made By Alice" in own and "Made By Grace" not in own
    crm.write_config(portal_display_type="note")
    own = alice.get(PORTAL + "/own").body
    assert "alice wrote" in own and "Made By Grace" in own and "alice idle" not in own and "Made By Alice" not in own


def test_no_contact_in_the_form_when_it_is_switched_off(crm, alice):
    crm.write_config(enable_contact=0)
    assert 'name="contact"' not in pop(alice).body
    save(alice, "/customer", customer="Only", contact="Sneaked In")
    assert crm.run("SELECT id FROM contact") == ()


def test_an_admin_and_a_group_admin_work_on_the_same_portal(crm):
    for username, rows in (("root", 0), ("grace", 1)):
        browser = crm.logged_in(username)
        page = browser.get(PORTAL)
        assert page.status == 200 and "manager.fcgi" in page.body
        save(browser, "/customer", customer=f"By {username}")
        assert crm.run("SELECT groupid FROM customer WHERE creby = %s", username)[0]["groupid"] == rows


def names(browser, text, of=""):
    return [(n["name"], n["of"]) for n in json.loads(browser.get(f"{PORTAL}/names?text={text}&of={of}").body)["names"]]


def test_names_are_suggested_within_the_group(crm, alice):
    river = crm.customer("Blue River Trading", 1, city="Shanghai")
    crm.customer("blue hill", 1)
    crm.customer("Blue Ocean", 2)
    crm.customer("100% Blue_", 1)
    crm.contact("Bluebell Li", river, 1)
    assert names(alice, "blu", "customer") == [("blue hill", ""), ("Blue River Trading", "Shanghai")]
    assert names(alice, "blu", "contact") == [("Bluebell Li", "Blue River Trading")]
    assert len(names(alice, "blu")) == 3 and names(alice, "%25") == [] and names(alice, "100%25%20b") == [("100% Blue_", "")]
    assert names(alice, "") == []


def test_all_fields_of_a_new_person_are_kept_bank_included(crm, alice):
    fields = {"customer": "Green Hill", "fax": "02100000009", "fax_ext": "12", "bankname": "Bank of Examples", "bankaccount": "6222 0000", "bankzip": "200001",
              "bankaccountname": "Green Hill Ltd", "contact": "Wei Zhang", "contact_phone1": "02100000001", "contact_ext1": "11", "contact_phone2": "02100000002",
              "contact_ext2": "22", "contact_fax": "02100000003", "contact_fax_ext": "33"}
    page = save(alice, "/customer", **fields)
    for text in fields.values():
        assert text in page.body, text
    kept = crm.run("SELECT c.*, k.* FROM customer c JOIN contact k ON k.customerid = c.id WHERE c.customer = 'Green Hill'")[0]
    assert (kept["bankname"], kept["bankaccountname"], kept["fax_ext"], kept["k.fax_ext"], kept["phone2"], kept["ext2"]) == (
        "Bank of Examples", "Green Hill Ltd", "12", "33", "02100000002", "22")


def test_the_pops_trace_says_how_a_number_is_looked_for(crm, alice):
    crm.write_config(trim_prefix="0086", smart_match_remove=1, detail_level="group")
    crm.customer("Blue River Trading", 1, phone=CALLER)
    crm.customer("Far Away", 2, phone=CALLER)
    crm.run("INSERT INTO trunkinfo (trunkname, trunkchannel, didnumber, trunknote) VALUES ('Support hotline', '', '031180930758', '')")

    def trace(number, **query):
        return alice.get(f"{PORTAL}/pop/trace?" + "&".join(f"{k}={v}" for k, v in {"number": number, **query}.items())).body

    found = trace("0086" + CALLER, did="031180930758")
    for text in ("0086" + CALLER, "without its prefix", "the records of my group", "Blue River Trading", "Support hotline"):
        assert text in found, text
    assert "Far Away" not in found and "Another CRM" not in found
    assert "(similar)" in trace(CALLER[:-1] + "9") and "Nobody" in trace("02199999999") and "no number" in trace("anonymous")
    assert crm.run("SELECT COUNT(*) AS n FROM account_log WHERE action LIKE 'pop%%'")[0]["n"] == 0


def test_another_crm_gets_the_call_in_its_address(crm, alice):
    assert "frame-src" not in alice.get(PORTAL + "/").header("Content-Security-Policy")
    crm.write_config(enable_external_crm=1, external_crm_default_url="https://start.example/home",
                     external_crm_url="https://crm.example:8443/c?f=%callerid&t=%calleeid&m=%method&u=%uniqueid&d=%calldate")
    page = alice.get(PORTAL + "/")
    assert "frame-src https://crm.example:8443 https://start.example" in page.header("Content-Security-Policy")
    assert 'data-external-home="https://start.example/home"' in page.body and '<iframe class="external"' in page.body

    def url(**query):
        return json.loads(alice.get(f"{PORTAL}/external?" + "&".join(f"{k}={v}" for k, v in query.items())).body)["url"]

    assert url(number="1%262", dir="in", uniqueid="17.1", start=1795457730000) == (
        "https://crm.example:8443/c?f=1%262&t=8001&m=dial_in&u=17.1&d=2026-11-24%2002%3A15%3A30")
    assert url(number=CALLER, dir="out", start=0).startswith(f"https://crm.example:8443/c?f=8001&t={CALLER}&m=dial_out&")
    crm.write_config(enable_external_crm=1, open_new_window=1, external_crm_url="https://crm.example/%callerid")
    page = alice.get(PORTAL + "/")
    assert "<iframe" not in page.body and "frame-src" not in page.header("Content-Security-Policy")
    assert "https://crm.example/1" in alice.get(f"{PORTAL}/pop/trace?number=1&dir=in").body
