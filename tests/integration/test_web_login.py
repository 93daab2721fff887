# SPDX-License-Identifier: GPL-3.0-or-later
"""login.fcgi: who gets in, who does not, and what a session is worth."""
import hashlib

import pytest

from web_client import HOST, PASSWORD, crm, installed  # noqa: F401

LOGIN, PORTAL, PASSWORD_PAGE = "/astercrm/login.fcgi", "/astercrm/portal.fcgi", "/astercrm/login.fcgi/password"


def actions(crm):
    return [row["action"] for row in crm.run("SELECT action FROM account_log ORDER BY id")]


def test_the_right_password_leads_to_the_portal(crm):
    alice = crm.browser()
    answer = alice.log_in("alice")
    assert answer.status == 303 and answer.header("Location") == PORTAL
    page = alice.get(PORTAL)
    assert page.status == 200 and "Alice" in page.body and "8001" in page.body and "Support" in page.body
    log = crm.run("SELECT username, accountid, address, action FROM account_log")
    assert log == [{"username": "alice", "accountid": 3, "address": "192.0.2.10", "action": "login"}]
    assert crm.run("SELECT last_login_time FROM astercrm_account WHERE username = 'alice'")[0]["last_login_time"]


@pytest.mark.parametrize("username, password", [("alice", "wrong-password"), ("nobody", PASSWORD), ("alice", PASSWORD + " ")])
def test_a_wrong_password_and_an_unknown_user_get_the_same_answer(crm, username, password):
    answer = crm.browser().log_in(username, password)
    assert answer.status == 422 and "User name or password is wrong." in answer.body
    assert actions(crm) == ["login_failed"]


def test_a_disabled_account_an_unknown_usertype_and_one_without_a_password_cannot_log_in(crm):
    crm.run("UPDATE astercrm_account SET enabled = 0 WHERE username = 'alice'")
    crm.run("UPDATE astercrm_account SET usertype = 'operator' WHERE username = 'grace'")
    crm.run("UPDATE astercrm_account SET password = '' WHERE username = 'daria'")
    for username in ("alice", "grace", "daria"):
        assert crm.browser().log_in(username).status == 422
    assert crm.browser().log_in("daria", "").status == 422


def test_a_page_behind_the_login_leads_to_it_and_a_fragment_says_so(crm):
    visitor = crm.browser()
    assert visitor.get(PORTAL).header("Location") == LOGIN
    for path in ("/state", "/feed", "/pop?number=1", "/recent", "/own"):
        answer = visitor.get(PORTAL + path)
        assert answer.status == 401 and answer.header("X-Login") == LOGIN, path


def test_guessing_one_name_is_throttled_after_five_failures_and_a_right_password_does_not_help(crm):
    for n in range(5):
        assert crm.browser(address=f"198.51.100.{n}").log_in("alice", "guess-number").status == 422
    hashed_before = actions(crm).count("login_failed")
    answer = crm.browser(address="198.51.100.77").log_in("alice")
    assert answer.status == 429 and int(answer.header("Retry-After")) in (1, 2)
    assert actions(crm).count("login_failed") == hashed_before == 5
    assert crm.browser().log_in("daria").status == 303, "others are not held up"


def test_unknown_names_are_throttled_like_known_ones(crm):
    for n in range(5):
        crm.browser(address=f"198.51.100.{n}").log_in("nobody", "guess-number")
    assert crm.browser().log_in("nobody", "guess-number").status == 429


def test_one_address_may_not_try_many_names(crm):
    for n in range(20):
        crm.browser().log_in(f"user{n}", "guess-number")
    assert crm.browser().log_in("daria").status == 429
    assert crm.browser(address="203.0.113.5").log_in("daria").status == 303


def test_a_login_forgets_the_failures_of_the_name_and_takes_back_its_own_attempt(crm):
    crm.browser().log_in("alice", "wrong-password")
    crm.logged_in("alice")
    assert crm.run("SELECT subject, failures FROM login_throttle") == [{"subject": "addr:192.0.2.10", "failures": 1}]


def test_the_database_knows_only_the_hash_of_the_token(crm):
    alice = crm.logged_in("alice")
    token = alice.cookies["sid"]
    row = crm.run("SELECT token_hash, csrf_token FROM session")[0]
    assert len(token) == 43 and row["token_hash"] == hashlib.sha256(token.encode()).digest()


def test_a_planted_session_cookie_is_not_the_session_after_login(crm):
    mallory = crm.logged_in("daria")
    victim = crm.browser()
    victim.cookies["sid"] = mallory.cookies["sid"]
    del victim.cookies["sid"]
    victim.cookies["sid"] = "A" * 43
    victim.log_in("alice")
    assert victim.cookies["sid"] != "A" * 43
    stranger = crm.browser()
    stranger.cookies["sid"] = "A" * 43
    assert stranger.get(PORTAL).header("Location") == LOGIN


def test_a_new_login_ends_the_session_the_browser_had(crm):
    alice = crm.logged_in("alice")
    old = alice.cookies["sid"]
    del alice.cookies["login_token"]
    page = crm.browser().get(LOGIN)
    first = crm.browser()
    first.cookies = {"sid": old}
    assert first.get(LOGIN).header("Location") == PORTAL
    assert page.status == 200


def test_a_session_ends_after_half_an_hour_of_silence_and_after_twelve_hours(crm):
    alice = crm.logged_in("alice")
    crm.run("UPDATE session SET lastseen = UTC_TIMESTAMP() - INTERVAL 29 MINUTE")
    assert alice.get(PORTAL).status == 200
    assert crm.run("SELECT lastseen > UTC_TIMESTAMP() - INTERVAL 1 MINUTE AS fresh FROM session")[0]["fresh"], "use keeps it alive"
    crm.run("UPDATE session SET lastseen = UTC_TIMESTAMP() - INTERVAL 31 MINUTE")
    assert alice.get(PORTAL).status == 303
    crm.run("UPDATE session SET lastseen = UTC_TIMESTAMP(), cretime = UTC_TIMESTAMP() - INTERVAL 13 HOUR")
    assert alice.get(PORTAL).status == 303


def test_a_disabled_account_is_out_at_once(crm):
    alice = crm.logged_in("alice")
    crm.run("UPDATE astercrm_account SET enabled = 0 WHERE username = 'alice'")
    assert alice.get(PORTAL).status == 303


def test_logout_is_a_post_with_the_token_and_ends_the_session(crm):
    alice = crm.logged_in("alice")
    stolen = alice.cookies["sid"]
    assert alice.get(LOGIN + "/logout").status == 405
    assert alice.post(LOGIN + "/logout", {"csrf": "x" * 43}).status == 403
    answer = alice.post(LOGIN + "/logout", {"csrf": alice.csrf()})
    assert answer.status == 303 and "sid" not in alice.cookies
    assert "logout" in actions(crm)
    replay = crm.browser()
    replay.cookies["sid"] = stolen
    assert replay.get(PORTAL).header("Location") == LOGIN


@pytest.mark.parametrize("change", [{"csrf": None}, {"csrf": "y" * 43}, {"HTTP_ORIGIN": "http://evil.example"},
                                    {"HTTP_SEC_FETCH_SITE": "cross-site"}, {"HTTP_SEC_FETCH_SITE": "same-site"}, {"HTTP_ORIGIN": "null", "csrf": None}])
def test_a_login_form_sent_by_somebody_else_is_refused(crm, change):
    browser = crm.browser()
    page = browser.get(LOGIN)
    fields = {"csrf": page.field("csrf"), "username": "alice", "password": PASSWORD}
    headers = {k: v for k, v in change.items() if k.startswith("HTTP")}
    fields = {k: v for k, v in (fields | {k: v for k, v in change.items() if not k.startswith("HTTP")}).items() if v is not None}
    assert browser.post(LOGIN, fields, **headers).status == 403
    assert actions(crm) == []


def test_credentials_in_a_link_do_nothing(crm):
    browser = crm.browser()
    csrf = browser.get(LOGIN).field("csrf")
    assert browser.get(f"{LOGIN}?username=alice&password={PASSWORD}&csrf={csrf}").status == 200
    assert browser.post(f"{LOGIN}?username=alice&password={PASSWORD}", {"csrf": csrf}).status == 422
    assert "sid" not in browser.cookies


def test_cookies_cannot_be_read_by_scripts_and_are_bound_to_the_host_over_https(crm):
    plain = crm.browser().log_in("alice")
    sid = next(v for k, v in plain.headers if k == "Set-Cookie" and v.startswith("sid="))
    assert "HttpOnly" in sid and "SameSite=Lax" in sid and "Path=/" in sid and "Secure" not in sid
    secure = crm.browser(https=True).log_in("alice")
    sid = next(v for k, v in secure.headers if k == "Set-Cookie" and v.startswith("__Host-sid="))
    assert "Secure" in sid and "HttpOnly" in sid and "Path=/" in sid and "Domain" not in sid
    assert secure.header("Strict-Transport-Security")


def test_every_answer_carries_the_security_headers(crm):
    for answer in (crm.browser().get(LOGIN), crm.browser().get(LOGIN + "/nothing"), crm.browser().get(PORTAL)):
        policy = answer.header("Content-Security-Policy")
        for part in ("default-src 'self'", "script-src 'self'", "object-src 'none'", "base-uri 'none'", "frame-ancestors 'none'", "form-action 'self'"):
            assert part in policy
        assert "unsafe" not in policy
        assert answer.header("X-Content-Type-Options") == "nosniff" and answer.header("Referrer-Policy") == "no-referrer"
        assert answer.header("Cache-Control") == "no-store"


def test_must_change_password_leads_there_and_nowhere_else(crm):
    crm.run("UPDATE astercrm_account SET must_change_password = 1 WHERE username = 'alice'")
    alice = crm.browser()
    assert alice.log_in("alice").header("Location") == PASSWORD_PAGE
    assert alice.get(PORTAL).header("Location") == PASSWORD_PAGE
    assert alice.get(PORTAL + "/state").status == 401
    page = alice.get(PASSWORD_PAGE)

    def change(old, new, again=None):
        return alice.post(PASSWORD_PAGE, {"csrf": page.field("csrf"), "old_password": old, "new_password": new, "new_password_again": again or new})

    assert "Too short" in change(PASSWORD, "short").body
    assert "everybody tries" in change(PASSWORD, "password1").body
    assert "user name" in change(PASSWORD, "alice-in-wonderland").body
    assert "not the same" in change(PASSWORD, "Quiet-harbor-12", "Quiet-harbor-13").body
    assert "must differ" in change(PASSWORD, PASSWORD).body
    assert "old password is wrong" in change("not-the-old-one", "Quiet-harbor-12").body
    before = alice.cookies["sid"]
    assert change(PASSWORD, "Quiet-harbor-12").header("Location") == PORTAL
    assert alice.cookies["sid"] != before and alice.get(PORTAL).status == 200
    assert crm.browser().log_in("alice").status == 422
    assert crm.browser().log_in("alice", "Quiet-harbor-12").status == 303


def test_a_changed_password_ends_the_other_sessions(crm):
    here, elsewhere = crm.logged_in("alice"), crm.logged_in("alice")
    here.post(PASSWORD_PAGE, {"csrf": here.csrf(), "old_password": PASSWORD, "new_password": "Quiet-harbor-12", "new_password_again": "Quiet-harbor-12"})
    assert here.get(PORTAL).status == 200 and elsewhere.get(PORTAL).status == 303


def test_a_password_is_hashed_anew_when_the_parameters_changed(crm):
    crm.write_config(password_memory_mib=24)
    crm.logged_in("alice")
    assert "m=24576" in crm.run("SELECT password FROM astercrm_account WHERE username = 'alice'")[0]["password"]
    assert crm.browser().log_in("alice").status == 303


def test_the_language_is_the_accounts_else_the_one_chosen_else_the_browsers(crm):
    assert "Anmelden" in crm.browser(language="de-AT,en;q=0.5").get(LOGIN).body
    assert "登录" in crm.browser(language="zh-CN").get(LOGIN).body
    assert "Sign in" in crm.browser(language="fr").get(LOGIN).body
    assert "Anmelden" in crm.browser(language="en").get(LOGIN + "?lang=de").body

    german = crm.browser(language="en")
    german.log_in("alice", lang="de")
    assert "Meine letzten Anrufe" in german.get(PORTAL).body
    assert crm.run("SELECT lang FROM astercrm_account WHERE username = 'alice'")[0]["lang"] == "de", "who chooses means it"
    assert "Meine letzten Anrufe" in crm.logged_in("alice", language="en").get(PORTAL).body
    assert german.cookies["lang"] == "de"

    assert german.post(PORTAL + "/preferences", {"csrf": german.csrf(), "lang": "zh_CN", "skin": "dark"}).status == 303
    page = german.get(PORTAL)
    assert "最近通话" in page.body and 'data-skin="dark"' in page.body


def test_without_the_database_there_is_a_503_with_retry_after(crm, tmp_path):
    alice = crm.logged_in("alice")
    crm.write_config(dbhost=tmp_path / "nothing-listens-here")
    for answer in (alice.get(PORTAL), alice.get(PORTAL + "/state"), alice.get(PORTAL + "/pop?number=1")):
        assert answer.status == 503 and answer.header("Retry-After")
    visitor = crm.browser()
    assert visitor.get(LOGIN).status == 200, "the form needs no database"
    assert visitor.log_in("alice").status == 503


def test_an_internal_error_shows_an_id_that_is_in_the_log(crm):
    alice = crm.logged_in("alice")
    crm.run("RENAME TABLE note TO note_away")
    try:
        answer = alice.get(PORTAL)
    finally:
        crm.run("RENAME TABLE note_away TO note")
    assert answer.status == 500 and "note" not in answer.body.split("<main")[1].replace("been noted", "")
    shown = answer.body.split("<b>")[1].split("</b>")[0]
    assert f"id={shown}" in answer.errors and "SELECT" not in answer.body


def test_strange_requests_get_a_plain_answer(crm):
    browser = crm.browser()
    assert browser._request("DELETE", LOGIN, b"", {}).status == 405
    assert browser._request("POST", LOGIN, b"<xml/>", {"CONTENT_TYPE": "text/xml"}).status == 415
    assert browser._request("POST", LOGIN, b"x=1", {"CONTENT_LENGTH": "999999999"}).status == 413
    assert browser._request("POST", LOGIN, b"x=1", {"CONTENT_LENGTH": "-4"}).status == 400
    assert browser._request("POST", LOGIN, b"x=1", {"CONTENT_LENGTH": "100"}).status == 400
    assert browser.get(LOGIN + "/..%2f..%2fetc/passwd").status == 404
    assert browser.log_in("al\xffice\r\nSet-Cookie: x=1", "p" * 4000).status == 422


def test_the_command_line_refuses_weak_passwords_but_for_a_demo(crm):
    weak = crm.admin_tool("set-password", "alice", password="admin")
    assert weak.returncode == 64 and "too short" in weak.stderr
    assert crm.admin_tool("set-password", "alice", "--demo", password="admin").returncode == 0
    alice = crm.browser()
    assert alice.log_in("alice", "admin").status == 303
    assert crm.admin_tool("set-password", "alice", password="Quiet-harbor-12").returncode == 0
    assert alice.get(PORTAL).status == 303, "its sessions have ended"
    assert "no account named 'bob'" in crm.admin_tool("set-password", "bob", password="Quiet-harbor-12").stderr
    assert crm.admin_tool("create-admin", "boss", password="Quiet-harbor-12").returncode == 0
    boss = crm.browser()
    assert boss.log_in("boss", "Quiet-harbor-12").header("Location") == PASSWORD_PAGE
    assert boss.get("/astercrm/manager.fcgi/accounts").header("Location") == PASSWORD_PAGE
    assert crm.admin_tool("create-admin", "shown", "--demo", password="demo").returncode == 0
    assert crm.browser().log_in("shown", "demo").header("Location") != PASSWORD_PAGE
    assert "already" in crm.admin_tool("create-admin", "boss", password="Quiet-harbor-12").stderr
    assert crm.run("SELECT usertype, extension FROM astercrm_account WHERE username = 'boss'") == [{"usertype": "admin", "extension": ""}]
    assert crm.browser().log_in("boss", "Quiet-harbor-12").status == 303
